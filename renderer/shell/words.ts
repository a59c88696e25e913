import type { Seat } from '@shared/ipc/views';
import { plainDate } from '@shared/year/dates';

/** Where the workspace is used. */
export const SEAT_NAMES: Readonly<Record<Seat, string>> = {
  office: '考核办公室',
  assessor: '评分员',
  unit: '单位',
};

/** ISO date or time → 2020年3月5日, in local time; '' for nothing. */
export function chineseDate(iso: string | null): string {
  if (!iso) return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return plainDate(iso);
  const time = new Date(iso);
  return plainDate(`${time.getFullYear()}-${time.getMonth() + 1}-${time.getDate()}`);
}

/** ISO time → 2020年3月5日 10:32. */
export function chineseTime(iso: string | null): string {
  if (!iso) return '';
  const time = new Date(iso);
  const clock = `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
  return `${chineseDate(iso)} ${clock}`;
}
