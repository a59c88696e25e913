import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePart, compareItem, type PartYear } from '@shared/years/compareAcrossUnits';
import { comparedRow, pointsCell, rankCell, rateRow, rateText, scoreCell } from '@shared/years/comparedRow';
import { definitionChanges, partChanges } from '@shared/years/itemDefinition';
import { overviewOf, type OverviewUnit } from '@shared/years/overview';
import { aScoringItem } from '../../helpers/smallSystem';

const FACTS = { key: 'k', kind: 'item', code: '1.1.1', name: '', group: '' } as const;

describe('a figure of a year', () => {
  it.each([
    [{ status: 'scored', points: 0 }, '0.00', 0],
    [{ status: 'scored', points: 80 }, '0.80', 80],
    [{ status: 'unscored', points: null }, '未评', null],
    [{ status: 'notApplicable', points: null }, '不适用', null],
    [undefined, '无数据', null],
  ] as const)('%o is shown as %s', (score, text, value) => {
    expect(scoreCell(score)).toMatchObject({ text, value });
  });

  it('changes from the year before that has one, over a gap, and only if the latest year has one', () => {
    const gap = scoreCell(undefined);
    const change = (cells: readonly ReturnType<typeof pointsCell>[], latest: number) =>
      comparedRow(FACTS, 'points', cells, { latest }).change;
    expect(change([pointsCell(100), gap, pointsCell(80)], 2)).toBe(-20);
    expect(change([gap, gap, pointsCell(80)], 2)).toBeNull();
    expect(change([pointsCell(100), pointsCell(80), gap], 2)).toBeNull();
    expect(change([pointsCell(100), pointsCell(80), gap], 1)).toBe(-20);
    expect(change([gap], -1)).toBeNull();
    expect(comparedRow(FACTS, 'rank', [rankCell(5), rankCell(2)], { latest: 1 }).change).toBe(-3);
  });
});

describe('a rate', () => {
  it('is rounded half up once, and so is the difference of the exact rates', () => {
    // 1/3 and 2/3: 33.33 % and 66.67 %, but 33.33 points between them, not 33.34.
    const rates = [
      { scored: 100, applicable: 300 },
      { scored: 200, applicable: 300 },
    ];
    const row = rateRow(FACTS, rates, { latest: 1 });
    expect(row.cells.map(({ text }) => text)).toEqual(['33.33%', '66.67%']);
    expect(row.change).toBe(3333);
  });

  it('has no value where nothing applies, and says why it is missing', () => {
    const row = rateRow(FACTS, [{ scored: 0, applicable: 0 }, 'unscored', 'noData'], { latest: 0 });
    expect(row.cells.map(({ text }) => text)).toEqual(['不适用', '未评', '无数据']);
    expect(row.change).toBeNull();
  });

  it('is written with its sign', () => {
    expect([rateText(0), rateText(9235), rateText(-7)]).toEqual(['0.00%', '92.35%', '-0.07%']);
  });

  it('of all units lies between the lowest and the highest', () => {
    const rate = fc
      .record({
        applicable: fc.integer({ min: 1, max: 10_000 }),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ applicable, part }) => ({ applicable, scored: Math.floor(applicable * part) }));
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 8 }), (rates) => {
        const units = rates.map((each, index) => ({ code: `A${index}`, name: '', group: '', rate: each }));
        const year: PartYear = { year: 2020, basis: 'approved', items: null, units };
        const [all, ...rows] = comparePart([year]);
        const values = rows.map(({ cells }) => cells[0]?.value ?? 0);
        const value = all?.cells[0]?.value ?? -1;
        expect(value).toBeGreaterThanOrEqual(Math.min(...values));
        expect(value).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('what is not comparable', () => {
  const item = aScoringItem('1.1.1');
  it.each([
    ['nothing', {}, ''],
    ['points', { points: 4000 }, '分值 50.00→40.00'],
    ['name', { name: '新名' }, '名称有变'],
    ['requirement', { requirement: '新要求' }, '考核要求有变'],
    ['standard', { standard: '新标准' }, '评分标准有变'],
    ['group of units', { groups: ['镇（街道）'] }, ''],
  ])('%s', (_what, changes, expected) => {
    expect(definitionChanges([item, null, { ...item, ...changes }])).toBe(expected);
  });

  it('a part whose items differ', () => {
    const other = aScoringItem('1.1.2');
    expect(partChanges([[item, other], null, [other, item]])).toBe('');
    expect(partChanges([[item, other], [item]])).toBe('指标或分值有变');
    expect(partChanges([null, [item]])).toBe('');
  });

  it('bonus items have no rate, but every unit its points', () => {
    const definition = aScoringItem('B1', { section: 'bonus', points: 0 });
    const units = [{ code: 'A01', name: '', group: '', score: { status: 'scored', points: 150 } as const }];
    const rows = compareItem([{ year: 2020, basis: 'approved', definition, units }]);
    expect(rows.map(({ key }) => key)).toEqual(['unit:A01']);
  });
});

describe('the overview', () => {
  const unit = (code: string, final: number, changes: Partial<OverviewUnit> = {}): OverviewUnit => ({
    ...{ code, name: `单位${code}`, shortName: code, group: '甲', final, rank: 1, grade: '优秀' },
    ...{ scored: 1, unscored: 0, parts: [{ scored: final / 2, applicable: 5000 }] },
    ...changes,
  });
  const parts = [{ name: '职能' }];

  it('counts only units of which something is scored: not scored is not zero', () => {
    const overview = overviewOf([
      { year: 2019, basis: 'approved', parts, units: [unit('A', 9001), unit('B', 9000)] },
      {
        year: 2020,
        basis: 'provisional',
        parts,
        units: [unit('A', 8000, { unscored: 3 }), unit('B', 0, { scored: 0 })],
      },
    ]);
    expect(overview.groups).toEqual([{ name: '甲', means: [9001, 8000] }]);
    expect(overview.parts).toEqual([{ name: '职能', rates: [9001, 8000] }]);
    expect(overview.units.find(({ code }) => code === 'B')?.cells).toEqual([
      expect.objectContaining({ final: 9000, provisional: false }),
      null,
    ]);
    expect(overview.units[0]?.cells[1]).toMatchObject({ provisional: true });
  });

  it('keeps a unit that a later year no longer has, and names units as the latest year does', () => {
    const overview = overviewOf([
      { year: 2019, basis: 'approved', parts, units: [unit('A', 9000), unit('Z', 8000)] },
      { year: 2020, basis: 'approved', parts, units: [unit('A', 9100, { name: '新名', group: '乙' })] },
    ]);
    expect(
      overview.units.map(({ code, name, cells }) => [code, name, cells.map((cell) => cell?.final)]),
    ).toEqual([
      ['A', '新名', [9000, 9100]],
      ['Z', '单位Z', [8000, undefined]],
    ]);
    expect(overview.groups).toEqual([
      { name: '乙', means: [null, 9100] },
      { name: '甲', means: [8500, null] },
    ]);
  });
});
