import type { Seat } from '@shared/ipc/views';

export const SEAT_NAMES: Readonly<Record<Seat, string>> = {
  office: '考评办',
  assessor: '评分员',
  unit: '单位',
};

/** ISO date or time → 2020年3月5日, in local time; '' for nothing. */
export function chineseDate(iso: string | null): string {
  if (!iso) return '';
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (plain) return `${Number(plain[1])}年${Number(plain[2])}月${Number(plain[3])}日`;
  const time = new Date(iso);
  return `${time.getFullYear()}年${time.getMonth() + 1}月${time.getDate()}日`;
}

/** ISO time → 2020年3月5日 10:32. */
export function chineseTime(iso: string | null): string {
  if (!iso) return '';
  const time = new Date(iso);
  const clock = `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
  return `${chineseDate(iso)} ${clock}`;
}
