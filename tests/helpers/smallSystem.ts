import { DEFAULT_SETTINGS, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import type { Rule } from '@shared/domain/rule';
import { STANDARD_GROUPS, type Unit } from '@shared/domain/unit';

const manual: Rule = { kind: 'manual', guidance: '酌情', step: 10, reasonRequired: true };

/** One base item with a manual rule unless told otherwise. */
export function aScoringItem(code: string, changes: Partial<ScoringItem> = {}): ScoringItem {
  return {
    code,
    section: 'base',
    level1Code: '1',
    level1Name: '职能履行',
    level2Code: '1.1',
    level2Name: '界定职能',
    name: `事项${code}`,
    requirement: '',
    points: 5000,
    rules: [manual],
    standard: '酌情评分。',
    evidence: ['证明材料'],
    groups: [],
    unitTags: [],
    leadScorer: '区司法局',
    basis: [],
    ...changes,
  };
}

/** Two base items of 50 points, the second only for 有行政执法权部门. */
export function aSmallSystem(changes: Partial<IndicatorSystem> = {}): IndicatorSystem {
  return {
    systemId: 'small',
    title: '小指标体系',
    version: '1',
    year: 2020,
    provenance: { official: false, note: '测试用' },
    settings: DEFAULT_SETTINGS,
    items: [aScoringItem('1.1.1'), aScoringItem('1.1.2', { groups: [STANDARD_GROUPS[0]] })],
    ...changes,
  };
}

export const SMALL_GROUPS = STANDARD_GROUPS.map((name) => ({ name, note: '' }));

export function aUnit(code: string, group: string = STANDARD_GROUPS[0], changes: Partial<Unit> = {}): Unit {
  return { code, name: `单位${code}`, shortName: code, group, tags: [], position: 1, ...changes };
}
