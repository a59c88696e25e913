import type { Command } from 'commander';
import { evidenceRefused } from '@shared/errors/cli';
import { loadAssessment } from '../../services/assessment/assessment';
import { addEvidence } from '../../services/evidence/addEvidence';
import { exportEvidence } from '../../services/evidence/exportEvidence';
import { itemOf, reading, unitOf, writing, type CliContext } from '../cliContext';

interface AddOptions {
  readonly unit: string;
  readonly item: string;
  readonly json?: boolean;
}

/** evidence add, evidence export. */
export function registerEvidence(program: Command, context: CliContext): void {
  const group = program.command('evidence').description('佐证材料：添加、导出');
  group
    .command('add')
    .description('为一个单位的一项指标添加材料；不能加入的逐个说明，其余照常加入')
    .argument('<文件...>', '要添加的文件')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .option('--json', '以 JSON 输出结果')
    .action((files: string[], options: AddOptions) => add(context, files, options));
  group
    .command('export')
    .description('按单位和指标分文件夹导出全部材料，附目录')
    .requiredOption('--out <文件夹>', '导出到哪里；须不存在或是空的')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, json }: { out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        const exported = await exportEvidence(workspace, out, { signal: context.signal });
        for (const name of exported.damaged)
          context.output.note(`[提醒] 文件缺失或被改动，没有导出：${name}`);
        context.output.result(json === true, { out, ...exported }, [
          `已导出 ${exported.files} 个文件：${out}`,
        ]);
      }),
    );
}

async function add(context: CliContext, paths: readonly string[], options: AddOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unitId = unitOf(assessment, options.unit).id;
    const itemId = itemOf(assessment, options.item).id;
    const {
      added,
      refused,
      same = [],
    } = await addEvidence(workspace, { unitId, itemId, paths }, { signal: context.signal });
    context.output.result(
      options.json === true,
      {
        added: added.map(({ name, sha256, size }) => ({ name, sha256, size })),
        same,
        refused: refused.map(({ name, error }) => ({ name, ...error })),
      },
      [
        ...added.map(({ name, sha256 }) => `已加入：${name}（${sha256.slice(0, 12)}）`),
        ...same.map(({ name, as }) => `“${name}”与“${as}”内容相同，只保存一份，沿用“${as}”`),
      ],
    );
    const [first] = refused;
    if (!first) return;
    const summary = evidenceRefused({ code: first.error.code, refused: refused.length, added: added.length });
    // The code of one file's refusal says more to a script than that something was refused.
    context.output.error({
      ...summary.report,
      code: refused.length === 1 ? first.error.code : summary.report.code,
    });
    for (const { error } of refused) context.output.note(`[${error.code}] ${error.what} ${error.todo}`);
    context.exitCode = 2;
  });
}
