import { SECTION_NAMES, type ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemDifference } from '@shared/ipc/views';
import { formatRules } from '@shared/tables/ruleText';
import type { Workspace } from '../workspace/workspace';
import { requireSystem } from './draft';

/** Heading of the indicator table → what stands there of an item. tables.md, Indicators. */
const FIELDS: readonly (readonly [string, (item: ScoringItem) => string])[] = [
  ['一级指标', (item) => (item.section === 'base' ? item.level1Name : SECTION_NAMES[item.section])],
  ['二级指标', (item) => item.level2Name],
  ['三级指标', (item) => item.name],
  ['考核要求', (item) => item.requirement],
  ['分值', (item) => formatPoints(item.points)],
  ['评分方式', (item) => formatRules(item.rules).method],
  ['评分参数', (item) => formatRules(item.rules).parameters],
  ['评分标准', (item) => item.standard],
  ['佐证材料', (item) => item.evidence.join('、')],
  ['适用单位类别', (item) => item.groups.join('、') || '全部'],
  ['单位标签', (item) => item.unitTags.join('、')],
  ['牵头评分单位', (item) => item.leadScorer],
  ['依据', (item) => item.basis.map(({ text }) => text).join('、')],
];

/** Two versions item by item, matched by code: changed and added in the order of `after`, then removed. */
export async function compareSystems(
  workspace: Workspace,
  { before, after }: Request<'indicators:compare'>,
): Promise<Response<'indicators:compare'>> {
  const old = await requireSystem(workspace, before);
  const fresh = await requireSystem(workspace, after);
  return compareItems(old.items, fresh.items);
}

/** The differences between two lists of items. */
export function compareItems(
  before: readonly ScoringItem[],
  after: readonly ScoringItem[],
): ItemDifference[] {
  const old = new Map(before.map((item) => [item.code, item]));
  const kept = new Set(after.map((item) => item.code));
  return [
    ...after.flatMap((item) => difference(old.get(item.code), item) ?? []),
    ...before
      .filter((item) => !kept.has(item.code))
      .map(({ code, name }): ItemDifference => ({ code, name, kind: 'removed', fields: [] })),
  ];
}

function difference(before: ScoringItem | undefined, after: ScoringItem): ItemDifference | null {
  const { code, name } = after;
  if (!before) return { code, name, kind: 'added', fields: [] };
  const fields = FIELDS.map(([field, read]) => ({ field, before: read(before), after: read(after) })).filter(
    (line) => line.before !== line.after,
  );
  return fields.length > 0 ? { code, name, kind: 'changed', fields } : null;
}
