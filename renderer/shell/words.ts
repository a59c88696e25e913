import type { CycleState, Seat } from '@shared/ipc/views';

/** 考评年度's states in the order a year moves through them. Product page, "The year's work". */
export const CYCLE_STATES: readonly CycleState[] = [
  'draft',
  'published',
  'selfEvaluating',
  'reviewing',
  'feedback',
  'approved',
  'archived',
];

export const CYCLE_STATE_NAMES: Readonly<Record<CycleState, string>> = {
  draft: '筹备',
  published: '已发布',
  selfEvaluating: '自评',
  reviewing: '评审',
  feedback: '反馈申诉',
  approved: '审定',
  archived: '归档',
};

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
