/** The day it is where the program runs, as `2020-03-05`: deadlines are days of the office's calendar. */
export function localDay(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** Local date and time to the minute, as people write them: `2026-01-31 09:05`. */
export function localMinute(time: Date): string {
  return `${localDay(time)} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** A stored time as a person reads it, to the minute. @param iso ISO text in UTC */
export function localTime(iso: string): string {
  return localMinute(new Date(iso));
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
