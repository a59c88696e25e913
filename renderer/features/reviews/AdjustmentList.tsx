import { formatPoints } from '@shared/domain/points';
import type { AdjustmentView } from '@shared/ipc/practice/review';
import { ADJUSTMENT_KIND_NAMES } from '@shared/review/adjustment';
import { chineseTime } from '../../shell/words';

/** What lies between 审核分 and 最终分, in the order it was decided. */
export function AdjustmentList({ adjustments }: { readonly adjustments: readonly AdjustmentView[] }) {
  if (adjustments.length === 0) return null;
  return (
    <ol className="review-list" aria-label="调整记录">
      {adjustments.map(({ id, kind, fromPoints, toPoints, reason, basis, person, at }) => (
        <li key={id}>
          {ADJUSTMENT_KIND_NAMES[kind]}：{formatPoints(fromPoints)} → {formatPoints(toPoints)}。{reason}
          <div className="muted">
            {[basis, person, chineseTime(at)].filter((text) => text !== '').join(' · ')}
          </div>
        </li>
      ))}
    </ol>
  );
}
