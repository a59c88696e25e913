import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import type { AssignmentsView, ItemAssignment, ScorerView } from '@shared/ipc/practice/marking';
import type { AssignmentFinding } from '@shared/marking/assignmentFindings';
import { MARKING_METHOD_NAMES } from '@shared/marking/method';
import { loadAssessment } from '../../services/assessment/assessment';
import { assignByLead, assignScorers } from '../../services/marking/assignScorers';
import { listAssignments } from '../../services/marking/listAssignments';
import { itemsOf, reading, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';

interface SetOptions {
  readonly scorer?: string[];
  readonly item: string[];
  readonly add?: boolean;
  readonly none?: boolean;
  readonly json?: boolean;
}

/** assign set, assign auto, assign list: who scores which item. */
export function registerAssign(program: Command, context: CliContext): void {
  const group = program.command('assign').description('评分分工：谁评哪些指标');
  group
    .command('set')
    .description('把指标分配给评分人；这些指标原来的评分人不再保留，只增加的请写 --add')
    .addOption(listOption('--scorer <姓名...>', '评分人，可写多个'))
    .addOption(listOption('--item <编码...>', '指标编码，可写多个').makeOptionMandatory())
    .option('--add', '保留原来的评分人，只增加')
    .option('--none', '不分配给任何人')
    .option('--json', '以 JSON 输出结果')
    .action((options: SetOptions) => set(context, options));
  group
    .command('auto')
    .description('按指标的牵头评分单位分配：只增加，不取消原来的分配')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => auto(context, json === true));
  group
    .command('list')
    .description('列出每项指标的评分人，以及没有人评、只有本单位的人评、多人重复评的指标')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => list(context, json === true));
}

async function set(context: CliContext, options: SetOptions): Promise<void> {
  const { scorer = [], item, add, none } = options;
  if ((scorer.length === 0) !== (none === true)) {
    throw badArguments({ problem: '请写 --scorer 姓名，或者写 --none 表示不分配给任何人。' });
  }
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const before = await listAssignments(workspace);
    const named = scorer.map((name) => scorerOf(before.scorers, name).accountId);
    const items = itemsOf(assessment, item).map(({ id }) => id);
    const kept = (itemId: number): readonly number[] =>
      add ? (before.items.find((each) => each.itemId === itemId)?.accountIds ?? []) : [];
    await assignScorers(
      workspace,
      items.map((itemId) => ({ itemId, accountIds: [...new Set([...kept(itemId), ...named])] })),
    );
    context.output.done(options.json, { items: items.length }, `已分配 ${items.length} 项指标。`);
  });
}

function scorerOf(scorers: readonly ScorerView[], name: string): ScorerView {
  const found = scorers.find((each) => each.name === name.trim());
  if (found) return found;
  throw badArguments({
    problem: `没有可以评分的人员“${name}”。`,
    todo: `可以评分的人员：${scorers.map((each) => each.name).join('、')}。`,
  });
}

async function auto(context: CliContext, json: boolean): Promise<void> {
  await writing(context, async (workspace) => {
    const { added, unmatched } = await assignByLead(workspace);
    const left =
      unmatched.length === 0
        ? []
        : [`牵头评分单位没有评分人员的指标 ${unmatched.length} 项：${unmatched.join('、')}`];
    context.output.result(json, { added, unmatched }, [`新增分配 ${added} 条。`, ...left]);
  });
}

async function list(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const view = await listAssignments(workspace);
    const codeOf = new Map(view.items.map(({ itemId, code }) => [itemId, code]));
    const scorersOf = (item: ItemAssignment): string[] =>
      item.accountIds.map((id) => view.scorers.find((each) => each.accountId === id)?.name ?? `#${id}`);
    context.output.result(
      json,
      {
        items: view.items.map((item) => ({
          code: item.code,
          name: item.name,
          leadScorer: item.leadScorer,
          scorers: scorersOf(item),
          method: item.setting?.method ?? 'single',
          spreadLimit: item.setting ? formatPoints(item.setting.spreadLimit) : null,
          blind: item.setting?.blind ?? false,
        })),
        findings: view.findings.map(({ itemId, ...finding }) => ({ code: codeOf.get(itemId), ...finding })),
      },
      [
        ...view.items.map((item) => `${item.code} ${item.name}：${itemText(item, scorersOf(item))}`),
        ...view.findings.map((finding) => `[提醒] ${findingText(view, finding)}`),
      ],
    );
  });
}

function itemText({ setting }: ItemAssignment, scorers: readonly string[]): string {
  const who = scorers.length === 0 ? '未分配' : scorers.join('、');
  if (setting === null) return who;
  const blind = setting.blind ? '，背靠背' : '';
  return `${who}（${MARKING_METHOD_NAMES[setting.method]}，分差上限 ${formatPoints(setting.spreadLimit)}${blind}）`;
}

function findingText({ items }: AssignmentsView, finding: AssignmentFinding): string {
  const code = items.find(({ itemId }) => itemId === finding.itemId)?.code ?? '';
  switch (finding.kind) {
    case 'nobody':
      return `${code} 没有人评分`;
    case 'ownUnit':
      return `${code} 没有人能评单位 ${finding.unitCode}：评分人都属于这个单位`;
    case 'tooFew':
      return `${code} 设为多人评分，需要 ${finding.needed} 人，只有 ${finding.scorers} 人`;
    case 'overlap':
      return `${code} 由一人评分，却分配了 ${finding.scorers} 人`;
    default:
      return finding satisfies never;
  }
}
