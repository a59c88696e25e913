import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import type { ReasonView } from '@shared/ipc/practice/insight';
import { loadAssessment } from '../../../services/assessment/assessment';
import { importReasons, previewReasons } from '../../../services/insight/importReasons';
import { listAllReasons, listReasons, saveReason } from '../../../services/insight/reasons';
import {
  itemOf,
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../../cliContext';
import { readPoints } from '../../readOptions';

interface AddOptions {
  readonly item: string;
  readonly text: string;
  readonly points?: string;
  readonly basis?: string;
  readonly json?: boolean;
}

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** reasons list, reasons add, reasons import. */
export function registerReasons(program: Command, context: CliContext): void {
  const group = program.command('reasons').description('常用扣分理由：列出、添加、导入');
  group
    .command('list')
    .description('列出常用理由；写明指标时按使用次数排序')
    .option('--item <编码>', '只要这项指标')
    .option('--json', '以 JSON 输出结果')
    .action(({ item, json }: { item?: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        const reasons =
          item === undefined
            ? await listAllReasons(workspace)
            : await listReasons(workspace, { itemId: itemOf(await loadAssessment(workspace), item).id });
        show(context, reasons, json === true);
      }),
    );
  group
    .command('add')
    .description('给一项指标添加一条常用理由')
    .requiredOption('--item <编码>', '指标编码')
    .requiredOption('--text <理由>', '理由')
    .option('--points <扣分>', '扣多少分；不写由规则计算')
    .option('--basis <依据>', '依据')
    .option('--json', '以 JSON 输出结果')
    .action((options: AddOptions) => add(context, options));
  group
    .command('import')
    .description('导入常用理由表（指标编码、扣分理由、扣分、依据）；全部导入，或有错误时一条也不导入')
    .argument('<文件.xlsx>', '常用理由表')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: ImportOptions) => importTable(context, file, options));
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  const points = options.points === undefined ? null : readPoints('--points', options.points);
  await writing(context, async (workspace) => {
    const item = itemOf(await loadAssessment(workspace), options.item);
    const { text, basis = '' } = options;
    const reasons = await saveReason(workspace, {
      ...{ itemId: item.id, was: null, text, points, basis, active: true },
    });
    show(context, reasons, options.json === true);
  });
}

async function importTable(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const run = options.dryRun ? reading : writing;
  await run(context, async (workspace) => {
    const { view, reasons } = await previewReasons(workspace, file, context.signal);
    const { added, changed, same, problems } = view;
    const counted = { added, changed, same, problems: problemsAsJson(problems) };
    const line = `常用理由：新增 ${added}，更新 ${changed}，相同 ${same}。`;
    const json = options.json === true;
    if (options.dryRun) {
      context.output.result(json, counted, [`${line}没有导入。`]);
      showTrialProblems(context, problems);
      return;
    }
    showProblems(context, problems);
    await importReasons(workspace, reasons);
    context.output.result(json, counted, [`${line}已导入。`]);
  });
}

function show({ output }: CliContext, reasons: readonly ReasonView[], json: boolean): void {
  const plain = reasons.map(({ itemCode, text, points, basis, used, active, origin }) => ({
    ...{ item: itemCode, text, points: points === null ? null : formatPoints(points) },
    ...{ basis, used, active, origin },
  }));
  output.result(
    json,
    plain,
    plain.map(({ item, text, points, used, active }) =>
      [item, text, points === null ? '按规则计算' : `扣 ${points}`, `用过 ${used} 次`, active ? '' : '已停用']
        .filter(Boolean)
        .join('　'),
    ),
  );
}
