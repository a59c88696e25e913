import type { Command } from 'commander';
import { exportCaseList } from '../../services/caseFiles/exportCaseList';
import { importCaseList } from '../../services/caseFiles/importCaseList';
import { previewCaseList } from '../../services/caseFiles/previewCaseList';
import {
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../cliContext';

/** case template, case import. */
export function registerCaseList(group: Command, context: CliContext): void {
  group
    .command('template')
    .description('导出空白的案卷目录，交各单位填写')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--filled', '写上现有目录的内容')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, filled, json }: { out: string; filled?: boolean; json?: boolean }) =>
      reading(context, async (workspace) => {
        await exportCaseList(workspace, { filled: filled === true }, out, context.signal);
        context.output.done(json, { out }, `已导出案卷目录：${out}`);
      }),
    );
  group
    .command('import')
    .description('导入案卷目录，作为新的目录；以前的目录留存备查')
    .argument('<文件.xlsx>', '案卷目录')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: { dryRun?: boolean; json?: boolean }) =>
      importList(context, file, options),
    );
}

async function importList(
  context: CliContext,
  file: string,
  { dryRun = false, json = false }: { readonly dryRun?: boolean; readonly json?: boolean },
): Promise<void> {
  const run = dryRun ? reading : writing;
  await run(context, async (workspace) => {
    const { view, data } = await previewCaseList(workspace, file, context.signal);
    const counted = {
      files: view.files.length,
      zeroReports: view.zeroReports,
      units: new Set(view.files.map(({ unitCode }) => unitCode)).size,
      sha256: view.sha256,
      problems: problemsAsJson(view.problems),
    };
    const line = `案卷 ${counted.files} 份，${counted.units} 个单位，零报告 ${counted.zeroReports} 行，目录指纹 ${view.sha256}。`;
    if (dryRun) {
      context.output.result(json, counted, [`${line}没有导入。`]);
      showTrialProblems(context, view.problems);
      return;
    }
    showProblems(context, view.problems);
    await importCaseList(workspace, data);
    context.output.result(json, counted, [`${line}已导入。`]);
  });
}
