import type { Command } from 'commander';
import { badArguments } from '@shared/errors/cli';
import { checkKindUnknown, findingGone } from '@shared/errors/insight';
import { CHECK_KINDS, checkOf, type CheckKind } from '@shared/insight/checkKinds';
import type { CheckCount, FindingView } from '@shared/ipc/practice/insight';
import { loadAssessment } from '../../../services/assessment/assessment';
import { countChecks, listChecks } from '../../../services/insight/checks';
import { dismissFinding } from '../../../services/insight/dismissFinding';
import { itemOf, reading, unitOf, writing, type CliContext } from '../../cliContext';

interface CheckOptions {
  readonly kind?: string;
  readonly dismissed?: boolean;
  readonly dismiss?: string;
  readonly unit?: string;
  readonly item?: string;
  readonly json?: boolean;
}

/** check. */
export function registerChecks(program: Command, context: CliContext): void {
  program
    .command('check')
    .description('体检：找出漏掉的和互相矛盾的；不写 --kind 只列各类的处数')
    .option('--kind <项目>', `只列这一类：${CHECK_KINDS.join('、')}`)
    .option('--dismissed', '列出已核实的，而不是待核实的')
    .option('--dismiss <情况>', '把 --kind、--unit、--item 指的一处标为已核实；得分一变，它会重新出现')
    .option('--unit <编码>', '单位编码，与 --dismiss 同用')
    .option('--item <编码>', '指标编码，与 --dismiss 同用')
    .option('--json', '以 JSON 输出结果')
    .action((options: CheckOptions) =>
      options.dismiss === undefined ? showChecks(context, options) : dismiss(context, options),
    );
}

async function showChecks(context: CliContext, { kind, dismissed, json }: CheckOptions): Promise<void> {
  await reading(context, async (workspace) => {
    if (kind === undefined) {
      const counts = await countChecks(workspace);
      context.output.result(json === true, counts.map(withName), counts.map(countLine));
      return;
    }
    const request = { kind: kindOf(kind), dismissed: dismissed === true };
    const { findings, more } = await listChecks(workspace, request);
    const codes = (await loadAssessment(workspace)).unitById;
    const rows = findings.map(({ unitId, ...finding }) => ({ ...finding, unit: codes.get(unitId)?.code }));
    context.output.result(json === true, { findings: rows, more }, [
      ...findings.map(findingLine),
      ...(more ? ['还有更多，没有全部列出。'] : []),
    ]);
  });
}

async function dismiss(context: CliContext, options: CheckOptions): Promise<void> {
  const { kind: name, unit: unitCode, item: itemCode, dismiss: reason = '' } = options;
  if (name === undefined || unitCode === undefined || itemCode === undefined) {
    throw badArguments({ problem: '--dismiss 要与 --kind、--unit、--item 同用，写明核实的是哪一处。' });
  }
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const [unit, item] = [unitOf(assessment, unitCode), itemOf(assessment, itemCode)];
    const kind = kindOf(name);
    const { findings } = await listChecks(workspace, { kind, dismissed: false }, Number.MAX_SAFE_INTEGER - 1);
    const own = findings.filter(({ unitId, itemId }) => unitId === unit.id && itemId === item.id);
    if (own.length === 0) throw findingGone();
    for (const { unitId, itemId, subject, state } of own) {
      await dismissFinding(workspace, { kind, unitId, itemId, subject, state, reason });
    }
    context.output.note(`已核实：${own.map(findingLine).join('；')}`);
  });
}

function kindOf(text: string): CheckKind {
  const kind = CHECK_KINDS.find((each) => each === text.trim() || checkOf(each).name === text.trim());
  if (!kind) throw checkKindUnknown({ kind: text, known: CHECK_KINDS });
  return kind;
}

const withName = (count: CheckCount) => ({ ...count, name: checkOf(count.kind).name });

const countLine = ({ kind, count, dismissed }: CheckCount): string =>
  `${checkOf(kind).name}：${count}${dismissed > 0 ? `（另有 ${dismissed} 处已核实）` : ''}`;

const findingLine = ({ unitName, itemCode, itemName, detail, dismissed }: FindingView): string =>
  `${unitName} · ${[itemCode, itemName].filter(Boolean).join(' ')}：${detail}${dismissed ? `（已核实：${dismissed.reason}）` : ''}`;
