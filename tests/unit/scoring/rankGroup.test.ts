import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type SystemSettings } from '@shared/domain/indicatorSystem';
import type { UnitTotal } from '@shared/domain/totals';
import { excellentQuota, gradeByScore, rankGroup, type RankingRow } from '@shared/scoring/rankGroup';

interface Some extends Partial<UnitTotal> {
  readonly enforcement?: readonly [scored: number, applicable: number];
  readonly files?: readonly [sum: number, count: number];
}

function row(unitId: string, final: number, some: Some = {}): RankingRow {
  const { enforcement = [0, 0], files = [0, 0], ...total } = some;
  return {
    unitId,
    total: {
      raw: 0,
      applicable: 9000,
      converted: final,
      bonus: 0,
      deduction: 0,
      final,
      veto: null,
      unscored: 0,
      scored: 90,
      ...total,
    },
    sums: {
      enforcementScored: enforcement[0],
      enforcementApplicable: enforcement[1],
      caseFileSum: files[0],
      caseFileCount: files[1],
    },
  };
}

const ranks = (rows: readonly RankingRow[], settings: Partial<SystemSettings> = {}): (number | null)[] =>
  rankGroup(rows, { ...DEFAULT_SETTINGS, ...settings }).map((each) => each.rank);
const grades = (rows: readonly RankingRow[], settings: Partial<SystemSettings> = {}): (string | null)[] =>
  rankGroup(rows, { ...DEFAULT_SETTINGS, ...settings }).map((each) => each.grade);

const many = (finals: readonly number[]): RankingRow[] =>
  finals.map((final, index) => row(`u${index}`, final));

describe('ranks', () => {
  it('are competition ranks in the order of the rows: 1,2,2,4', () => {
    expect(ranks([row('a', 8000), row('b', 9000), row('c', 8500), row('d', 8500)])).toEqual([4, 1, 2, 2]);
  });

  it('prefer the score without bonus among equals', () => {
    expect(ranks([row('a', 9000, { converted: 8800, bonus: 200 }), row('b', 9000)])).toEqual([2, 1]);
    expect(
      ranks([
        row('a', 10500, { converted: 10100, bonus: 500 }),
        row('b', 10500, { converted: 10200, bonus: 500 }),
      ]),
    ).toEqual([2, 1]);
  });

  it('then the rate of the fourth part, compared exactly, missing last', () => {
    // 1/3 against 3333/10000: 0.3333… is more than 0.3333
    expect(
      ranks([row('a', 9000, { enforcement: [3333, 10000] }), row('b', 9000, { enforcement: [1, 3] })]),
    ).toEqual([2, 1]);
    expect(ranks([row('a', 9000), row('b', 9000, { enforcement: [0, 100] })])).toEqual([2, 1]);
  });

  it('then the mean of the case files, missing last, and at last the same rank', () => {
    const enforcement = [50, 100] as const;
    expect(
      ranks([
        row('a', 9000, { enforcement, files: [17001, 2] }),
        row('b', 9000, { enforcement: [1, 2], files: [25500, 3] }),
      ]),
    ).toEqual([1, 2]);
    expect(
      ranks([row('a', 9000, { enforcement }), row('b', 9000, { enforcement, files: [6000, 1] })]),
    ).toEqual([2, 1]);
    expect(
      ranks([
        row('a', 9000, { enforcement, files: [16000, 2] }),
        row('b', 9000, { enforcement, files: [24000, 3] }),
      ]),
    ).toEqual([1, 1]);
  });

  it('follow the order of the settings', () => {
    const rows = [
      row('a', 9000, { converted: 8800, bonus: 200, files: [9000, 1] }),
      row('b', 9000, { files: [8000, 1] }),
    ];
    expect(ranks(rows, { tieBreaks: ['caseFileMean', 'withoutBonus'] })).toEqual([1, 2]);
    expect(ranks(rows, { tieBreaks: [] })).toEqual([1, 1]);
  });

  it('leave out units below the lowest applicable points, who get no grade', () => {
    const rows = [
      row('a', 10000, { applicable: 4999 }),
      row('b', 9000, { applicable: 5000 }),
      row('c', 8000),
    ];
    expect(ranks(rows)).toEqual([null, 1, 2]);
    expect(grades(rows)).toEqual([null, '优秀', '良好']);
    expect(rankGroup(rows, DEFAULT_SETTINGS)[0]?.gradeNote).toBe(
      '适用分值低于 50.00，不排名，由办公室单独评定',
    );
  });
});

describe('grades', () => {
  it.each([
    [9000, '优秀'],
    [8999, '良好'],
    [8000, '良好'],
    [7999, '合格'],
    [6000, '合格'],
    [5999, '不合格'],
    [0, '不合格'],
  ])('%d is %s', (final, grade) => {
    expect(gradeByScore(final, DEFAULT_SETTINGS.grades)).toBe(grade);
  });

  it.each([
    [14, 4],
    [16, 4],
    [6, 1],
    [1, 1],
    [10, 3],
    [40, 12],
  ])('quota of %d units is %d', (units, quota) => {
    expect(excellentQuota(units, 30)).toBe(quota);
  });

  it('and rank are not given to a unit nobody has scored, which still counts for the quota', () => {
    const untouched = [0, 1, 2, 3].map((n) => row(`empty${n}`, 0, { scored: 0, unscored: 90 }));
    const result = rankGroup([...many([9500, 9400, 9300]), ...untouched], DEFAULT_SETTINGS);
    // floor(7 × 30 %) = 2
    expect(result.map((each) => each.grade)).toEqual(['优秀', '优秀', '良好', null, null, null, null]);
    expect(result.map((each) => each.rank)).toEqual([1, 2, 3, null, null, null, null]);
    expect(result[3]?.gradeNote).toBe('尚未评分，不排名');
  });

  it('beyond the quota become 良好 while score and rank stay', () => {
    const result = rankGroup(many([9500, 9400, 9300, 9200, 8100, 7000]), DEFAULT_SETTINGS);
    expect(result.map((each) => each.grade)).toEqual(['优秀', '良好', '良好', '良好', '良好', '合格']);
    expect(result.map((each) => each.rank)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(result[1]?.gradeNote).toBe('优秀名额 1 个，按名次定为良好');
    expect(result[0]?.gradeNote).toBeNull();
  });

  it('of all who tie across the quota line go down', () => {
    const finals = [9500, 9400, 9400, 9300, 8000, 8000, 8000];
    // floor(7 × 30 %) = 2: places 2 and 3 are tied across it
    expect(grades(many(finals))).toEqual(['优秀', '良好', '良好', '良好', '良好', '良好', '良好']);
    // all tied for one place: nobody
    expect(grades(many([9500, 9500]))).toEqual(['良好', '良好']);
    // a tie that fits into the quota stays
    expect(grades(many([9500, 9500, 9400, 8000, 8000, 8000, 8000]))).toEqual([
      '优秀',
      '优秀',
      '良好',
      '良好',
      '良好',
      '良好',
      '良好',
    ]);
  });

  it('have no quota at 100 %', () => {
    expect(grades(many([9500, 9400, 9300]), { excellentPercent: 100 })).toEqual(['优秀', '优秀', '优秀']);
  });

  it('are lowered by a veto, which leaves score and rank and uses no quota', () => {
    const rows = [
      row('a', 9800, { veto: 'fail' }),
      row('b', 9700, { veto: 'capGood' }),
      row('c', 9600),
      row('d', 9500),
    ];
    const result = rankGroup(rows, DEFAULT_SETTINGS);
    expect(result.map((each) => each.grade)).toEqual(['不合格', '良好', '优秀', '良好']);
    expect(result.map((each) => each.rank)).toEqual([1, 2, 3, 4]);
    expect(result[0]).toMatchObject({ final: 9800, gradeNote: '否决：定为不合格' });
    expect(result[1]?.gradeNote).toBe('否决：最高良好');
  });

  it('keep what is worse than 良好 under capGood, and 不合格 by veto without a rank', () => {
    expect(grades([row('a', 7000, { veto: 'capGood' })])).toEqual(['合格']);
    expect(grades([row('a', 9900, { veto: 'fail', applicable: 100 })])).toEqual(['不合格']);
    expect(grades([row('a', 9900, { veto: 'capGood', applicable: 100 })])).toEqual([null]);
  });
});
