import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type ScoringItem, type SystemSettings } from '@shared/domain/indicatorSystem';
import type { ItemResult } from '@shared/domain/score';
import type { UnitSums } from '@shared/domain/totals';
import { explainTotal, totalUnit } from '@shared/scoring/totalUnit';
import { NO_SUMS, enforcementLevel1Code, groupAverages, sumsOfUnit } from '@shared/scoring/unitSums';
import { linesOf, written } from '../../helpers/scoringItems';

const sums = (some: Partial<UnitSums>): UnitSums => ({ ...NO_SUMS, ...some });
const settings = (some: Partial<SystemSettings>): SystemSettings => ({ ...DEFAULT_SETTINGS, ...some });

const item = (code: string, part: string, more: Partial<ScoringItem> = {}): ScoringItem => ({
  ...written('是否', '', 100),
  code,
  level1Code: part,
  ...more,
});
const beside = (code: string, section: 'bonus' | 'deduction' | 'veto'): ScoringItem => ({
  ...item(code, section),
  section,
  points: 0,
});
const got = (points: number, more: Partial<Extract<ItemResult, { status: 'scored' }>> = {}): ItemResult => ({
  status: 'scored',
  points,
  veto: null,
  caseFiles: null,
  problems: [],
  steps: [],
  ...more,
});

describe('totalUnit', () => {
  it('gives the example of the practice page §7: 91.19', () => {
    const total = totalUnit(
      sums({
        belongingPoints: 9400,
        belongingItems: 102,
        notApplicablePoints: 650,
        notApplicableItems: 7,
        scoredPoints: 7935,
        scoredItems: 95,
        bonus: 150,
        deduction: 100,
      }),
      DEFAULT_SETTINGS,
    );
    expect(total).toEqual({
      raw: 7935,
      applicable: 8750,
      converted: 9069,
      bonus: 150,
      deduction: 100,
      final: 9119,
      veto: null,
      unscored: 0,
      scored: 95,
    });
  });

  it.each([
    // raw, applicable → converted; halves go up
    [1, 3, 3333],
    [2, 3, 6667],
    [1, 20000, 1],
    [1, 20001, 0],
    [8750, 8750, 10000],
    [0, 6000, 0],
  ])('converts %d of %d to %d', (raw, applicable, converted) => {
    expect(
      totalUnit(sums({ scoredPoints: raw, belongingPoints: applicable }), DEFAULT_SETTINGS).converted,
    ).toBe(converted);
  });

  it('has nothing to convert where nothing applies', () => {
    const total = totalUnit(
      sums({ belongingPoints: 500, belongingItems: 1, notApplicablePoints: 500, notApplicableItems: 1 }),
      DEFAULT_SETTINGS,
    );
    expect(total).toMatchObject({ applicable: 0, raw: 0, converted: 0, final: 0, unscored: 0 });
  });

  it('caps bonus and deduction, each by itself, and holds the final score in its range', () => {
    const base = { belongingPoints: 10000, scoredPoints: 9800 };
    expect(totalUnit(sums({ ...base, bonus: 900 }), DEFAULT_SETTINGS)).toMatchObject({
      bonus: 500,
      final: 10300,
    });
    expect(
      totalUnit(sums({ ...base, scoredPoints: 10000, bonus: 900 }), settings({ finalMax: 10200 })),
    ).toMatchObject({ bonus: 500, final: 10200 });
    expect(totalUnit(sums({ ...base, deduction: 1500 }), DEFAULT_SETTINGS)).toMatchObject({
      deduction: 1000,
      final: 8800,
    });
    expect(totalUnit(sums({ ...base, scoredPoints: 500, deduction: 1500 }), DEFAULT_SETTINGS)).toMatchObject({
      final: 0,
    });
  });

  it('keeps unscored items in the denominator and counts them', () => {
    const total = totalUnit(
      sums({
        belongingPoints: 1000,
        belongingItems: 10,
        notApplicablePoints: 100,
        notApplicableItems: 1,
        scoredPoints: 450,
        scoredItems: 5,
      }),
      DEFAULT_SETTINGS,
    );
    expect(total).toMatchObject({ applicable: 900, raw: 450, converted: 5000, unscored: 4, scored: 5 });
  });

  it('treats what does not apply as the settings say', () => {
    const some = sums({
      belongingPoints: 1000,
      belongingItems: 10,
      notApplicablePoints: 300,
      notApplicableItems: 3,
      scoredPoints: 560,
      scoredItems: 7,
      notApplicableCredit: 150,
      notApplicableWithoutAverage: 100,
    });
    expect(totalUnit(some, DEFAULT_SETTINGS)).toMatchObject({ raw: 560, applicable: 700, converted: 8000 });
    expect(totalUnit(some, settings({ notApplicableMethod: 'fullMark' }))).toMatchObject({
      raw: 860,
      applicable: 1000,
      converted: 8600,
    });
    expect(totalUnit(some, settings({ notApplicableMethod: 'groupAverage' }))).toMatchObject({
      raw: 710,
      applicable: 900,
      converted: 7889,
    });
  });
});

describe('explainTotal', () => {
  it('keeps the figures apart and names what was capped or is missing', () => {
    const some = sums({
      belongingPoints: 9400,
      belongingItems: 102,
      notApplicablePoints: 650,
      notApplicableItems: 7,
      scoredPoints: 7935,
      scoredItems: 94,
      bonus: 650,
      deduction: 100,
    });
    expect(linesOf([explainTotal(some, totalUnit(some, DEFAULT_SETTINGS), DEFAULT_SETTINGS)])).toEqual([
      '最终得分 94.69：折算分 + 加分 − 扣分，90.69 + 5.00 − 1.00 = 94.69',
      '适用分值 87.50：本单位 102 项 94.00 分，其中不适用 7 项 6.50 分，按比例折算',
      '原始分 79.35：已评 94 项得分合计 79.35',
      '折算分 79.35 ÷ 87.50 × 100 = 90.69',
      '加分 5.00，合计 6.50，最多 5.00',
      '扣分 1.00',
      '还有 1 项未评，暂计',
    ]);
  });
});

describe('sumsOfUnit', () => {
  const notApplicable: ItemResult = { status: 'notApplicable', source: 'request', problems: [], steps: [] };
  const items = [
    item('1', '一'),
    item('2', '二', { groups: ['镇（街道）'] }),
    item('3', '三', { unitTags: ['属地', '生态环境'] }),
    item('4', '四'),
    item('5', '四'),
    item('6', '四'),
    beside('J', 'bonus'),
    beside('K', 'deduction'),
    beside('V1', 'veto'),
    beside('V2', 'veto'),
  ];

  it('adds up only what belongs to the unit, by group and by one tag in common', () => {
    const unit = { group: '有行政执法权部门', tags: ['生态环境'] };
    const results = new Map<string, ItemResult>([
      ['1', got(80)],
      ['2', got(100)],
      ['3', got(50)],
      ['4', got(60, { caseFiles: { sum: 17000, count: 2 } })],
      ['5', notApplicable],
      ['J', got(200)],
      ['K', got(150)],
      ['V1', got(0, { veto: 'capGood' })],
      ['V2', got(0, { veto: 'fail' })],
    ]);
    expect(sumsOfUnit(items, unit, results)).toEqual({
      belongingPoints: 500,
      belongingItems: 5,
      notApplicablePoints: 100,
      notApplicableItems: 1,
      scoredPoints: 190,
      scoredItems: 3,
      bonus: 200,
      deduction: 150,
      veto: 'fail',
      enforcementScored: 60,
      enforcementApplicable: 200,
      caseFileSum: 17000,
      caseFileCount: 2,
      notApplicableCredit: 0,
      notApplicableWithoutAverage: 100,
    });
    expect(sumsOfUnit(items, { group: '无行政执法权部门', tags: [] }, results).belongingItems).toBe(4);
    expect(sumsOfUnit(items, { group: '镇（街道）', tags: ['属地'] }, results).belongingItems).toBe(6);
  });

  it('takes the fourth part for enforcement, whatever its code', () => {
    expect(enforcementLevel1Code(items)).toBe('四');
    expect(enforcementLevel1Code(items.slice(0, 3))).toBeNull();
  });

  it('credits the mean of the group, rounded half up once as an item score', () => {
    const averages = groupAverages(items, [
      new Map([['1', got(100)]]),
      new Map([['1', got(95)]]),
      new Map([['1', notApplicable]]),
    ]);
    expect(averages.get('1')).toBe(98);
    expect(averages.has('4')).toBe(false);
    const unit = { group: '无行政执法权部门', tags: [] };
    const mine = sumsOfUnit(
      items,
      unit,
      new Map([
        ['1', notApplicable],
        ['4', notApplicable],
      ]),
      averages,
    );
    expect(mine).toMatchObject({
      notApplicableCredit: 98,
      notApplicableWithoutAverage: 100,
      notApplicablePoints: 200,
    });
  });
});
