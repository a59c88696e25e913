import type { ComparedRow, ComparedYear, YearComparison } from '@shared/years/comparison';

/** Lines that can still be told apart. */
const MOST_LINES = 8;

/** Not by colour alone: every line has a mark of its own. */
const MARKS = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'roundRect',
  'emptyCircle',
  'emptyRect',
  'emptyTriangle',
];

/**
 * What the chart of a comparison shows: of a unit its final score and the rates of its parts (both up to about 100); of
 * a part all units together and those that changed most; of an item the units that changed most.
 */
export function chartRows({ rows }: YearComparison, by: 'unit' | 'item' | 'part'): readonly ComparedRow[] {
  if (by === 'unit') {
    return rows.filter(({ key, kind }) => key === 'final' || kind === 'part').slice(0, MOST_LINES);
  }
  const all = rows.filter(({ key }) => key === 'all');
  const units = mostChanged(rows.filter(({ kind }) => kind === 'unit'));
  // Points of single units and the rate of all have no common axis.
  if (by === 'item') return units.length > 0 ? units.slice(0, MOST_LINES) : all;
  return [...all, ...units].slice(0, MOST_LINES);
}

function mostChanged(rows: readonly ComparedRow[]): ComparedRow[] {
  const size = ({ change }: ComparedRow): number => Math.abs(change ?? 0);
  return rows.filter(({ change }) => change !== null).sort((a, b) => size(b) - size(a));
}

const valueOf = ({ cells }: ComparedRow, year: number): number | null => cells[year]?.value ?? null;

/**
 * An ECharts option of one line a row; a year without any figure is left out, a single one leaves a gap.
 *
 * @param legendLines  lines of text the legend may take.
 */
export function lineOption(
  years: readonly ComparedYear[],
  rows: readonly ComparedRow[],
  legendLines: number,
): Readonly<Record<string, unknown>> {
  const known = years.flatMap(({ year }, index) =>
    rows.some((row) => valueOf(row, index) !== null) ? [{ year, index }] : [],
  );
  return {
    grid: { left: 8, right: 28, top: 16, bottom: 16 + 22 * legendLines, containLabel: true },
    tooltip: { trigger: 'axis' },
    legend: { bottom: 0, data: rows.map(({ name }) => name) },
    xAxis: { type: 'category', data: known.map(({ year }) => `${year}年`), boundaryGap: known.length < 2 },
    yAxis: { type: 'value', scale: true },
    series: rows.map((row, line) => ({
      type: 'line',
      name: row.name,
      symbol: MARKS[line % MARKS.length],
      symbolSize: 8,
      data: known.map(({ index }) => {
        const value = valueOf(row, index);
        return value === null ? null : value / 100;
      }),
    })),
  };
}
