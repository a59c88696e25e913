import { comparedRow, missingCell, pointsCell } from './comparedRow';
import type { ComparedRow } from './comparison';
import type { YearOverview } from './overview';

/** Mean final score of every group over the years, for a chart; groups without any figure are left out. */
export function trendRows({ groups }: YearOverview): readonly ComparedRow[] {
  return groups
    .filter(({ means }) => means.some((mean) => mean !== null))
    .map(({ name, means }) =>
      comparedRow(
        { key: `group:${name}`, kind: 'total', code: '', name, group: name },
        'points',
        means.map((mean) => (mean === null ? missingCell('unscored') : pointsCell(mean))),
        { latest: means.length - 1 },
      ),
    );
}
