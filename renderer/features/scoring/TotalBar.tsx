import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatPoints } from '@shared/domain/points';
import { partFigures } from '@shared/scoring/composite';
import type { RankedTotalView, UnitView } from '@shared/ipc/views';
import type { ScoringSession } from './scoringSession';

/** The unit and its figures; each opens its explanation. Unscored items make every total provisional (暂计). */
export function TotalBar({
  unit,
  total: given,
  session,
  onExplain,
}: {
  readonly unit: UnitView;
  /** null: this person sees no totals yet. */
  readonly total: RankedTotalView | null;
  readonly session: ScoringSession;
  readonly onExplain: () => void;
}) {
  const total = useNewestTotal(unit.id, given, session);
  return (
    <div className="total-bar">
      <h2 className="total-unit">
        {unit.name} <span className="muted">· {unit.group}</span>
      </h2>
      {total ? (
        <Figures total={total} onExplain={onExplain} />
      ) : (
        <span className="muted">合计和排名在反馈申诉阶段起显示</span>
      )}
    </div>
  );
}

function Figures({ total, onExplain }: { readonly total: RankedTotalView; readonly onExplain: () => void }) {
  const figures: readonly (readonly [string, string])[] = [
    ['原始', `${formatPoints(total.raw)} / ${formatPoints(total.applicable)}`],
    ['折算', formatPoints(total.converted)],
    ['加', formatPoints(total.bonus)],
    ['扣', formatPoints(total.deduction)],
    ...partFigures(total),
    ['最终', formatPoints(total.final)],
    [total.rank === null ? '不排名' : '组内第', total.rank === null ? '' : String(total.rank)],
  ];
  return (
    <div className="total-figures" role="group" aria-label="单位得分">
      {figures.map(([name, figure]) => (
        <button key={name} type="button" className="total-figure" onClick={onExplain} title="查看推导">
          {name} {figure && <strong>{figure}</strong>}
        </button>
      ))}
      {total.unscored > 0 && (
        <span className="total-provisional" title={`还有 ${total.unscored} 项未评，合计是暂计`}>
          暂计
        </span>
      )}
      {total.veto && (
        <span className="total-veto">{total.veto === 'fail' ? '否决：不合格' : '否决：最高良好'}</span>
      )}
    </div>
  );
}

/**
 * The database's answer to a keystroke, drawn in the turn it comes: the sheet around it follows when the browser gets to
 * it, which at p95 takes as long again as the commit.
 */
function useNewestTotal(
  unitId: number,
  given: RankedTotalView | null,
  session: ScoringSession,
): RankedTotalView | null {
  const [answered, setAnswered] = useState<{
    readonly to: RankedTotalView;
    readonly total: RankedTotalView;
  }>();
  const latest = useRef(given);
  latest.current = given;
  useEffect(
    () =>
      session.onSaved(({ answer }) => {
        if (answer.row.unitId !== unitId) return;
        const to = latest.current;
        const { total } = answer;
        if (to && total) flushSync(() => setAnswered({ to, total: { ...to, ...total } }));
      }),
    [unitId, session],
  );
  // Once the sheet has taken the answer in, it is the newer one.
  return answered && answered.to === given ? answered.total : given;
}
