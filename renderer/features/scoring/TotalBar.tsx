import { formatPoints } from '@shared/domain/points';
import type { RankedTotalView, UnitView } from '@shared/ipc/views';

/** The unit and its figures; each opens its explanation. Unscored items make every total provisional (暂计). */
export function TotalBar({
  unit,
  total,
  onExplain,
}: {
  readonly unit: UnitView;
  readonly total: RankedTotalView;
  readonly onExplain: () => void;
}) {
  const figures: readonly (readonly [string, string])[] = [
    ['原始', `${formatPoints(total.raw)} / ${formatPoints(total.applicable)}`],
    ['折算', formatPoints(total.converted)],
    ['加', formatPoints(total.bonus)],
    ['扣', formatPoints(total.deduction)],
    ['最终', formatPoints(total.final)],
    [total.rank === null ? '不排名' : '组内第', total.rank === null ? '' : String(total.rank)],
  ];
  return (
    <div className="total-bar">
      <h2 className="total-unit">
        {unit.name} <span className="muted">· {unit.group}</span>
      </h2>
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
    </div>
  );
}
