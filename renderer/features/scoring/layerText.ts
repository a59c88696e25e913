import { formatPoints } from '@shared/domain/points';
import type { ScoreRow } from '@shared/ipc/views';
import { signedPoints } from '@shared/review/adjustment';

type Layered = Pick<ScoreRow, 'points' | 'adjustment' | 'finalPoints'>;

/** 核查调整分 as people read it; 无 where the score was not adjusted. */
export function adjustmentText({ points, adjustment }: Layered): string {
  return points === null || adjustment === 0 ? '无' : signedPoints(adjustment, formatPoints);
}

/** What stands beside the assessed score of an adjusted item: 调整 -0.30 · 最终 0.50; '' where it was not adjusted. */
export function adjustedText(row: Layered): string {
  if (row.finalPoints === null || row.adjustment === 0) return '';
  return `调整 ${adjustmentText(row)} · 最终 ${formatPoints(row.finalPoints)}`;
}
