import type { ComparedRow, ComparedYear, YearComparison } from '@shared/years/comparison';

/** Lines that can still be told apart. */
const MOST_LINES = 8;

/** Not by colour alone: every line has a mark of its own. */
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'emptyCircle'];
const COLOURS = ['#1d4f91', '#b36b00', '#2f7d32', '#8e44ad', '#c1281f', '#00838f', '#6d4c41', '#546e7a'];

/**
 * What the chart of a comparison shows: of a unit its final score and the rates of its parts (both up to about 100), of
 * an item or a part the rate of all units, or the points of units where there is no rate.
 */
export function chartRows({ rows }: YearComparison, by: 'unit' | 'item' | 'part'): readonly ComparedRow[] {
  if (by === 'unit')
    return rows.filter(({ key, kind }) => key === 'final' || kind === 'part').slice(0, MOST_LINES);
  const all = rows.filter(({ key }) => key === 'all');
  if (by === 'item' && all.length === 0) return rows.slice(0, MOST_LINES);
  return by === 'part' ? rows.slice(0, MOST_LINES) : all;
}

/** An ECharts option of one line a row; a year without a figure leaves a gap. */
export function lineOption(
  years: readonly ComparedYear[],
  rows: readonly ComparedRow[],
): Readonly<Record<string, unknown>> {
  return {
    color: COLOURS,
    grid: { left: 8, right: 24, top: 16, bottom: 28 + 22 * Math.ceil(rows.length / 2), containLabel: true },
    tooltip: { trigger: 'axis' },
    legend: { bottom: 0, data: rows.map(({ name }) => name) },
    xAxis: { type: 'category', data: years.map(({ year }) => `${year}年`), boundaryGap: years.length < 2 },
    yAxis: { type: 'value', scale: true },
    series: rows.map(({ name, cells }, index) => ({
      type: 'line',
      name,
      symbol: MARKS[index % MARKS.length],
      symbolSize: 8,
      data: cells.map(({ value }) => (value === null ? null : value / 100)),
    })),
  };
}
