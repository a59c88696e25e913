const DAY_MS = 86_400_000;

/** Whether the text is a day that exists, as `2020-03-05`. */
export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whole days from one day to another; negative backwards. Both ISO days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Days behind the deadline; 0 on the day itself, before it, and where there is none (''). */
export function daysLate(dueOn: string, today: string): number {
  return dueOn === '' ? 0 : Math.max(0, daysBetween(dueOn, today));
}

/** How a deadline stands, as people say it: 还有 3 天, 今天到期, 已超期 2 天; '' where there is none. */
export function deadlineText(dueOn: string, today: string): string {
  if (dueOn === '') return '';
  const left = daysBetween(today, dueOn);
  if (left > 0) return `还有 ${left} 天`;
  return left === 0 ? '今天到期' : `已超期 ${-left} 天`;
}

/** ISO day → 2020年3月5日. */
export function plainDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
