import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataColumn } from '@renderer/components/DataTable';
import { PLAIN_VIEW, shownRows } from '@renderer/components/shownRows';

interface Row {
  readonly name: string;
  readonly points: number | null;
}

const COLUMNS: readonly DataColumn<Row>[] = [
  { key: 'name', title: '单位', text: ({ name }) => name, filters: ['甲', '乙'] },
  {
    key: 'points',
    title: '得分',
    text: ({ points }) => String(points ?? ''),
    sortBy: ({ points }) => points,
  },
];
const ROWS: readonly Row[] = [
  { name: '乙', points: 10 },
  { name: '甲', points: 9 },
  { name: '甲', points: null },
];
const points = (rows: readonly Row[]) => rows.map((row) => row.points);

describe('rows as the table shows them', () => {
  it('are the rows themselves without filter and order', () => {
    expect(shownRows(ROWS, COLUMNS, PLAIN_VIEW)).toBe(ROWS);
    expect(shownRows(ROWS, COLUMNS, { ...PLAIN_VIEW, filters: { name: null } })).toBe(ROWS);
  });

  it('follow filter and order', () => {
    const view = { filters: { name: ['甲'] }, sortKey: 'points', order: 'ascend' } as const;
    expect(points(shownRows(ROWS, COLUMNS, view))).toEqual([9, null]);
    expect(points(shownRows(ROWS, COLUMNS, { ...view, filters: {}, order: 'descend' }))).toEqual([
      null,
      10,
      9,
    ]);
  });

  it('leave a hidden column out', () => {
    const view = { filters: { name: ['甲'] }, sortKey: 'points', order: 'descend' } as const;
    expect(shownRows(ROWS, [], view)).toBe(ROWS);
  });

  it('are the same rows whatever the order', () => {
    const rows = fc.array(fc.record({ name: fc.constantFrom('甲', '乙'), points: fc.option(fc.nat()) }));
    fc.assert(
      fc.property(rows, fc.constantFrom('ascend' as const, 'descend' as const), (list, order) => {
        const shown = shownRows(list, COLUMNS, { filters: {}, sortKey: 'points', order });
        expect(new Set(shown)).toEqual(new Set(list));
        expect(shown).toHaveLength(list.length);
      }),
    );
  });
});
