import type { Points } from '../domain/points';
import { pointsFormula, range, wideRow, type ReportRow, type StyleName } from './reportSheet';

/**
 * The row under a list of deductions: its name up to the column they stand in, there their live sum; or that there are none.
 *
 * @param list.column of the points deducted, from 0; `firstRow` from 1.
 * @param written how many deductions stand in the list.
 */
export function deductionTotal(
  name: string,
  list: { readonly columns: number; readonly column: number; readonly firstRow: number },
  written: number,
  sum: Points,
): ReportRow[] {
  const { columns, column, firstRow } = list;
  if (written === 0) return [wideRow('没有扣分事项。', 'text', columns)];
  const deducted = range(column, firstRow, column, firstRow + written - 1);
  const places = Array.from({ length: columns }, (_, place) => place);
  const total = pointsFormula(`ROUND(SUM(${deducted}),2)`, sum);
  return [
    {
      cells: places.map((place) => (place === 0 ? name : place === column ? total : null)),
      styles: places.map((place): StyleName => (place === column ? 'totalPoints' : 'total')),
      height: 22,
      merges: [{ from: 0, to: column - 1 }],
    },
  ];
}
