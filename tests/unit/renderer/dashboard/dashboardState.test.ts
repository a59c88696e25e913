import { describe, expect, it } from 'vitest';
import { byRank, meanRates, partProgress, partRate } from '@renderer/features/dashboard/dashboardState';
import { nextSteps } from '@renderer/features/dashboard/nextSteps';
import type { CheckKind } from '@shared/insight/checkKinds';
import type { CheckCount } from '@shared/ipc/practice/insight';
import type { DashboardView, SystemSummary, UnitResult } from '@shared/ipc/views';

const SYSTEM: SystemSummary = {
  id: 1,
  title: '指标',
  version: '1',
  year: 2020,
  status: 'published',
  official: false,
  note: '',
  itemCount: 1,
  basePoints: 10_000,
  publishedAt: null,
  createdAt: '2020-01-01T00:00:00.000Z',
};

function unit(id: number, part: Partial<UnitResult> = {}): UnitResult {
  return {
    id,
    unitId: String(id),
    code: `U${id}`,
    name: `单位${id}`,
    shortName: `单位${id}`,
    group: '甲组',
    raw: 0,
    applicable: 100,
    converted: 0,
    bonus: 0,
    deduction: 0,
    final: 0,
    veto: null,
    unscored: 0,
    scored: 1,
    rank: id,
    grade: '良好',
    gradeNote: null,
    parts: [],
    contribution: 700,
    comprehensiveTotal: 8000,
    comprehensiveRank: 1,
    otherScores: [9000],
    ...part,
  };
}

function dashboard(units: readonly UnitResult[]): DashboardView {
  return {
    result: {
      cycle: { id: 1, year: 2020, name: '2020年度', state: 'reviewing' },
      system: SYSTEM,
      parts: [],
      groups: [],
      units,
    },
    weakest: [],
    scoredItems: 0,
    applicableItems: 0,
    evidenceFiles: 0,
  };
}
const keys = (view: DashboardView, system = SYSTEM) => nextSteps(view, { system }).map((step) => step.key);

describe('progress of a part', () => {
  it('is none where nothing applies, not 0 %', () =>
    expect(partProgress({ scored: 0, applicable: 0, unscored: 0 })).toEqual({ state: 'none' }));
  it('counts what is unscored', () =>
    expect(partProgress({ scored: 0, applicable: 500, unscored: 3 })).toEqual({
      state: 'open',
      unscored: 3,
    }));
  it('never shows 100 % for less than everything', () => expect(partRate(9999, 10_000)).toBe(99.9));
});

describe('mean rates', () => {
  it('leave out units to which the part does not apply', () => {
    const parts = (scored: number, applicable: number) => [{ scored, applicable, unscored: 0 }];
    expect(meanRates([unit(1, { parts: parts(50, 100) }), unit(2, { parts: parts(0, 0) })], 1)).toEqual([50]);
    expect(meanRates([unit(2, { parts: parts(0, 0) })], 1)).toEqual([null]);
  });
});

describe('ranking', () => {
  it('puts units without a rank last and leaves other groups out', () => {
    const units = [unit(3, { rank: null }), unit(2), unit(1), unit(4, { group: '乙组' })];
    expect(byRank(units, '甲组').map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('next steps', () => {
  it('begin with units where there are none', () => expect(keys(dashboard([]))).toEqual(['units']));
  it('ask to publish a draft first', () =>
    expect(keys(dashboard([unit(1)]), { ...SYSTEM, status: 'draft' })[0]).toBe('publish'));
  it('lead to the first unit with something unscored', () => {
    const steps = nextSteps(dashboard([unit(1), unit(2, { unscored: 4 })]), { system: SYSTEM });
    expect(steps[0]).toMatchObject({ key: 'score', place: { screen: 'scoring', unitId: 2 } });
    expect(steps[0]?.text).toContain('1 个单位还有 4 项未评');
  });
  it('lead to 体检 where it found anything but unscored items', () => {
    const counted = (kind: CheckKind, count: number) => ({ kind, count, dismissed: 1 });
    const steps = (...checks: CheckCount[]) => nextSteps(dashboard([unit(1)]), { system: SYSTEM }, checks);
    expect(steps(counted('unscored', 3)).map((step) => step.key)).not.toContain('checks');
    expect(steps(counted('unscored', 3), counted('spread', 2), counted('invalidEntry', 1))[0]).toMatchObject({
      text: '核对体检发现的 3 处问题',
      place: { screen: 'reviews', tab: 'checks' },
    });
  });
  it('ask for a scheme where there is none', () =>
    expect(keys(dashboard([unit(1, { contribution: null, otherScores: [] })]))).toContain('scheme'));
  it('ask for other scores that are missing', () =>
    expect(keys(dashboard([unit(1, { otherScores: [null] })]))).toContain('otherScores'));
  it('end with the workbooks when all is done', () => expect(keys(dashboard([unit(1)]))).toEqual(['export']));
});
