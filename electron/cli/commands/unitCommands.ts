import type { Command } from 'commander';
import { exportUnits } from '../../services/units/exportUnits';
import { importUnits } from '../../services/units/importUnits';
import { previewUnits } from '../../services/units/previewUnits';
import {
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../cliContext';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** units import, units export. */
export function registerUnits(program: Command, context: CliContext): void {
  const group = program.command('units').description('被考评单位：导入、导出');
  group
    .command('import')
    .description('导入单位表；编码已有的更新，没有的新增，表里没有的单位保留')
    .argument('<文件.xlsx>', '单位表')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: ImportOptions) => importTable(context, file, options));
  group
    .command('export')
    .description('导出单位表；导出的表可以原样导入')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, json }: { out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        await exportUnits(workspace, out);
        context.output.done(json, { out }, `已导出单位表：${out}`);
      }),
    );
}

async function importTable(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const preview = await reading(context, (workspace) => previewUnits(workspace, file, context.signal));
  const count = (change: string): number => preview.units.filter((unit) => unit.change === change).length;
  const counted = {
    units: preview.units.length,
    new: count('new'),
    changed: count('changed'),
    same: count('same'),
    problems: problemsAsJson(preview.problems),
  };
  const line = `单位 ${counted.units} 个：新增 ${counted.new}，更新 ${counted.changed}，相同 ${counted.same}。`;
  const json = options.json === true;
  if (options.dryRun) {
    context.output.result(json, counted, [`${line}没有导入。`]);
    showTrialProblems(context, preview.problems);
    return;
  }
  showProblems(context, preview.problems);
  const units = preview.units.map(({ change: _change, ...unit }) => unit);
  await writing(context, (workspace) => importUnits(workspace, units));
  context.output.result(json, counted, [`${line}已导入。`]);
}
