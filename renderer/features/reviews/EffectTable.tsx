import { formatPoints } from '@shared/domain/points';
import type { Simulation } from '@shared/ipc/practice/review';
import { beforeAfter, gradeText, rankText } from '../comprehensive/standingText';

/** Who moves from where to where: total, rank and grade before and after. */
export function EffectTable({ label, effect }: { readonly label: string; readonly effect: Simulation }) {
  if (effect.standings.length === 0) return <p className="muted">得分、名次和等次都没有变化。</p>;
  return (
    <table className="effect-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col" className="figure">
            最终得分
          </th>
          <th scope="col" className="figure">
            名次
          </th>
          <th scope="col">等次</th>
        </tr>
      </thead>
      <tbody>
        {effect.standings.map(({ unitId, name, before, after, own }) => (
          <tr key={unitId}>
            <th scope="row">
              {own ? <strong>{name}</strong> : name}
              {!own && <span className="muted">（随之变动）</span>}
            </th>
            <td className="figure">{beforeAfter(formatPoints(before.final), formatPoints(after.final))}</td>
            <td className="figure">{beforeAfter(rankText(before.rank), rankText(after.rank))}</td>
            <td>{beforeAfter(gradeText(before.grade), gradeText(after.grade))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
