import { formatPoints, parsePoints, type Points } from '../domain/points';
import type { ItemView } from '../ipc/views';
import { evaluateItem } from '../scoring/evaluateItem';
import type { ScoreDetail } from './scoreDetail';

/** Whether an addition or deduction counts (是否采用), and why not or not all of it. */
export interface BonusMatter {
  readonly used: '采用' | '不采用' | '待定';
  /** 不采用原因; '' where all of it counts. */
  readonly why: string;
  /** What it adds or takes off, hundredths; null where nothing is decided. */
  readonly points: Points | null;
}

/**
 * One line of 加扣分汇总: what counts, and of bonus what was entered or claimed by the unit and does not. Practice page
 * §12; §1.7: honours without a document are refused.
 *
 * @param self 自评分 as typed by the unit; '' for none.
 * @returns null where there is nothing to tell.
 */
export function judgeMatter(
  item: ItemView,
  detail: ScoreDetail | undefined,
  self: string,
  cycleYear: number,
): BonusMatter | null {
  const claimed = (item.section === 'bonus' ? parsePoints(self) : null) ?? 0;
  const claim = claimed > 0 ? `自评 ${formatPoints(claimed)}` : '';
  if (detail?.status === 'scored') return judgeScored(item, detail, claimed, claim);
  if (detail?.status === 'notApplicable') {
    return claim ? { used: '不采用', why: whole([claim, detail.entry.reason]), points: null } : null;
  }
  const [problem] = detail ? evaluateItem(item, detail.entry, cycleYear).problems : [];
  if (problem) return { used: '不采用', why: whole([claim, problem.message]), points: null };
  return claim ? { used: '待定', why: `${claim}，还没有评分`, points: null } : null;
}

function judgeScored(
  item: ItemView,
  detail: ScoreDetail,
  claimed: Points,
  claim: string,
): BonusMatter | null {
  const points = detail.finalPoints ?? 0;
  const reasons = [detail.entry.reason, ...detail.adjustments.map(({ reason }) => reason)];
  if (points > 0) {
    const less = claimed > points ? `${claim}，其余 ${formatPoints(claimed - points)} 没有采用` : '';
    return { used: '采用', why: less && whole([less, ...reasons]), points };
  }
  const typed = item.section === 'bonus' && (claim !== '' || reasons.some((reason) => reason.trim() !== ''));
  return typed ? { used: '不采用', why: whole([claim, ...reasons]), points } : null;
}

const whole = (parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('；');
