import type { AssignmentsView, ItemAssignment } from '../ipc/practice/marking';
import type { AssignmentFinding } from './assignmentFindings';
import { settingText } from './settingText';

/** One item of 评分分工 with everything in words. */
export interface AssignmentRow extends ItemAssignment {
  readonly scorers: string;
  readonly way: string;
  readonly notes: string;
}

export function assignmentRows({ items, scorers, findings }: AssignmentsView): readonly AssignmentRow[] {
  const nameOf = new Map(scorers.map(({ accountId, name }) => [accountId, name]));
  const unitOf = new Map(scorers.map(({ unitCode, unitName }) => [unitCode, unitName]));
  const notes = new Map<number, string[]>();
  for (const finding of findings) {
    const known = notes.get(finding.itemId) ?? [];
    notes.set(finding.itemId, [...known, findingText(finding, unitOf)]);
  }
  return items.map((item) => ({
    ...item,
    scorers: item.accountIds.map((id) => nameOf.get(id) ?? `#${id}`).join('、'),
    way: wayText(item),
    notes: notes.get(item.itemId)?.join('；') ?? '',
  }));
}

/** 一人评分, or 均分 · 分差上限 0.50 · 背靠背 */
export function wayText({ setting }: Pick<ItemAssignment, 'setting'>): string {
  return setting === null ? '一人评分' : settingText(setting);
}

function findingText(finding: AssignmentFinding, unitOf: ReadonlyMap<string, string>): string {
  switch (finding.kind) {
    case 'nobody':
      return '没有人评分';
    case 'ownUnit':
      return `没有人能评${unitOf.get(finding.unitCode) || finding.unitCode}（评分人都是本单位的）`;
    case 'tooFew':
      return `需要 ${finding.needed} 人，只有 ${finding.scorers} 人`;
    case 'overlap':
      return `一人评分，却分配了 ${finding.scorers} 人`;
    default:
      return finding satisfies never;
  }
}

/** 没有人评分 3 项、重复分配 1 项; '' where nothing is amiss. */
export function findingSummary(findings: readonly AssignmentFinding[]): string {
  const kinds = [
    ['nobody', '没有人评分'],
    ['ownUnit', '只有本单位的人评分'],
    ['tooFew', '多人评分人数不够'],
    ['overlap', '一人评分却分配了多人'],
  ] as const;
  return kinds
    .map(([kind, name]) => [name, findings.filter((each) => each.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count} 项`)
    .join('，');
}
