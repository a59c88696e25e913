/** Local date and time as people read it: 2020年3月5日 10:32:05. */
export function chineseDateTime(iso: string): string {
  const time = new Date(iso);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((n) =>
    String(n).padStart(2, '0'),
  );
  return `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日 ${clock.join(':')}`;
}
