/** ISO time → 2020年3月5日 10:32:05, by the clock of this machine; what is no time is shown as it stands. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const date = `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
