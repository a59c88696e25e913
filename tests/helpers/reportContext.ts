import { DEFAULT_SETTINGS } from '@shared/domain/indicatorSystem';
import type { ItemView, UnitResult, UnitView } from '@shared/ipc/views';
import type { ReportContext } from '@shared/reports/reportContext';
import { aScoringItem } from './smallSystem';

export const GROUP = '有行政执法权部门';

export function anItem(id: number, changes: Partial<ItemView> = {}): ItemView {
  return { ...aScoringItem(`1.1.${id}`), id, ...changes };
}

export function aUnitView(id: number, changes: Partial<UnitView> = {}): UnitView {
  return {
    id,
    groupId: 1,
    code: `A${id}`,
    name: `单位${id}`,
    shortName: `单${id}`,
    group: GROUP,
    tags: [],
    position: id,
    ...changes,
  };
}

/** A unit fully scored: 100.00 of 100.00, first of its group. Points in hundredths. */
export function aResult(id: number, changes: Partial<UnitResult> = {}): UnitResult {
  const { code, name, shortName, group } = aUnitView(id);
  return {
    id,
    unitId: String(id),
    code,
    name,
    shortName,
    group,
    raw: 10_000,
    applicable: 10_000,
    converted: 10_000,
    bonus: 0,
    deduction: 0,
    final: 10_000,
    veto: null,
    unscored: 0,
    scored: 2,
    rank: 1,
    grade: '优秀',
    gradeNote: null,
    parts: [{ scored: 10_000, applicable: 10_000, unscored: 0 }],
    contribution: null,
    comprehensiveTotal: null,
    comprehensiveRank: null,
    otherScores: [],
    ...changes,
  };
}

/** One group, one level-1 part, two items of 50 points each. */
export function aContext(
  results: readonly UnitResult[],
  changes: Partial<ReportContext> = {},
): ReportContext {
  return {
    workspaceName: '测试考评库',
    result: {
      cycle: { id: 1, year: 2020, name: '2020年度考评', state: 'reviewing' },
      system: {
        id: 1,
        title: '参考指标集',
        version: '1.0',
        year: 2020,
        status: 'published',
        official: false,
        note: '不是官方文本。',
        itemCount: 2,
        basePoints: 10_000,
        publishedAt: null,
        createdAt: '2020-01-01T00:00:00.000Z',
      },
      parts: [{ code: '1', name: '职能履行' }],
      groups: [{ id: 1, name: GROUP, units: results.length }],
      units: results,
    },
    settings: DEFAULT_SETTINGS,
    items: [anItem(1), anItem(2)],
    units: results.map(({ id, group }) => aUnitView(id, { group })),
    schemes: [],
    vetoes: new Map(),
    exportedAt: '2021-01-15 09:30',
    generatedBy: '张三',
    appVersion: '0.1.0',
    ...changes,
  };
}
