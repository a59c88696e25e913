/** The day it is where the program runs, as `2020-03-05`: deadlines are days of the office's calendar. */
export function localDay(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

const two = (part: number): string => String(part).padStart(2, '0');
