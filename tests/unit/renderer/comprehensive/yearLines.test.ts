import { describe, expect, it } from 'vitest';
import type { ComparedRow, YearComparison } from '@shared/years/comparison';
import { pointsCell, missingCell } from '@shared/years/comparedRow';
import { chartRows, lineOption } from '@renderer/features/comprehensive/yearLines';
import { formatPoints } from '@shared/domain/points';
import { signedPoints } from '@shared/review/adjustment';
import { beforeAfter, shortDigest } from '@renderer/features/comprehensive/standingText';

const row = (
  key: string,
  kind: ComparedRow['kind'],
  values: readonly (number | null)[],
  change: number | null,
) =>
  ({
    ...{ key, kind, code: '', name: key, group: '', measure: 'points', changed: '', change },
    cells: values.map((value) => (value === null ? missingCell('noData') : pointsCell(value))),
  }) satisfies ComparedRow;
const YEARS = [
  { year: 2019, basis: 'carried' },
  { year: 2020, basis: 'approved' },
  { year: 2021, basis: 'provisional' },
] as const;
const comparison = (rows: readonly ComparedRow[]): YearComparison => ({
  title: '',
  years: YEARS,
  rows,
  notes: [],
});
const keys = (rows: readonly ComparedRow[]) => rows.map(({ key }) => key);

describe('the chart of years', () => {
  it('shows a unit’s final score and parts, not its items', () => {
    const rows = [
      row('final', 'total', [null, 1, 2], 1),
      row('rank', 'total', [null, 1, 2], 1),
      row('part:甲', 'part', [null, 1, 2], 1),
      row('item:1.1.1', 'item', [1, 1, 2], 1),
    ];
    expect(keys(chartRows(comparison(rows), 'unit'))).toEqual(['final', 'part:甲']);
  });

  it('shows the units that changed most, up or down, beside all of them', () => {
    const units = Array.from({ length: 20 }, (_, n) => row(`u${n}`, 'unit', [null, 1, 2], n % 2 ? n : -n));
    const rows = [row('all', 'total', [null, 1, 2], 1), ...units, row('new', 'unit', [null, null, 2], null)];
    expect(keys(chartRows(comparison(rows), 'part'))).toEqual([
      'all',
      ...[19, 18, 17, 16, 15, 14, 13].map((n) => `u${n}`),
    ]);
    expect(keys(chartRows(comparison(rows), 'item'))[0]).toBe('u19');
  });

  it('leaves out a year nobody has a figure of, and leaves a gap where one is missing', () => {
    const rows = [row('a', 'unit', [null, 8000, 9050], 1050), row('b', 'unit', [null, 7000, null], null)];
    expect(lineOption(YEARS, rows, 1)).toMatchObject({
      xAxis: { data: ['2020年', '2021年'] },
      series: [
        { name: 'a', data: [80, 90.5] },
        { name: 'b', data: [70, null] },
      ],
    });
  });

  it('gives every line a mark of its own, not only a colour', () => {
    const rows = Array.from({ length: 8 }, (_, n) => row(`u${n}`, 'unit', [1, 1, 1], 0));
    const series = lineOption(YEARS, rows, 1)['series'] as { symbol: string }[];
    expect(new Set(series.map(({ symbol }) => symbol)).size).toBe(8);
  });
});

describe('words of results', () => {
  it.each([
    [0, '0.00'],
    [150, '+1.50'],
    [-7, '-0.07'],
  ])('a difference of %i is %s', (difference, text) => {
    expect(signedPoints(difference, formatPoints)).toBe(text);
  });

  it('what did not change is said once', () => {
    expect(beforeAfter('第1名', '第1名')).toBe('第1名');
    expect(beforeAfter('第1名', '不排名')).toBe('第1名 → 不排名');
  });

  it('a digest is cut to what can be held beside another', () => {
    expect(shortDigest('0123456789abcdef')).toBe('01234567…');
  });
});
