import type { Command } from 'commander';
import { hasErrors } from '@shared/tables/problemList';
import {
  exportReviewTemplate,
  importReviewTemplate,
  listReviewTemplates,
  previewReviewTemplate,
} from '../../services/caseFiles/reviewTemplates';
import {
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../cliContext';

/** case standards list, import, export. */
export function registerCaseStandards(group: Command, context: CliContext): void {
  const standards = group.command('standards').description('案卷评查标准：列出、导入、导出');
  standards
    .command('list')
    .description('列出评查标准')
    .option('--json', '以 JSON 输出结果')
    .action(({ json = false }: { json?: boolean }) => list(context, json));
  standards
    .command('import')
    .description('导入评查标准（工作表：合法性、规范性、设置）；已开始的评查仍用原来的')
    .argument('<文件.xlsx>', '评查标准')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: { dryRun?: boolean; json?: boolean }) =>
      importTable(context, file, options),
    );
  standards
    .command('export')
    .description('导出一类案卷的评查标准；导出的表可以原样导入')
    .requiredOption('--type <类别>', '行政处罚、行政许可、行政强制……')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action(({ type, out, json }: { type: string; out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        await exportReviewTemplate(workspace, { type }, out, context.signal);
        context.output.done(json, { type, out }, `已导出评查标准：${out}`);
      }),
    );
}

async function list(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const templates = await listReviewTemplates(workspace);
    context.output.result(
      json,
      templates.map(({ type, name, version, source, official, active, gates, deductions }) => ({
        ...{ type, name, version, source, official, active },
        gates: gates.length,
        deductions: deductions.length,
      })),
      templates.map(
        ({ type, name, version, official, active, gates, deductions }) =>
          `${type}：${name} ${version}${official ? '' : '（非官方文本）'}，合法性 ${gates.length} 条，规范性 ${deductions.length} 条${active ? '，在用' : ''}`,
      ),
    );
  });
}

async function importTable(
  context: CliContext,
  file: string,
  { dryRun = false, json = false }: { readonly dryRun?: boolean; readonly json?: boolean },
): Promise<void> {
  const { template, problems } = await previewReviewTemplate(file, context.signal);
  const counted = {
    type: template?.type ?? '',
    version: template?.version ?? '',
    gates: template?.gates.length ?? 0,
    deductions: template?.deductions.length ?? 0,
    problems: problemsAsJson(problems),
  };
  const line = `${counted.type}案卷评查标准 ${counted.version}：合法性 ${counted.gates} 条，规范性 ${counted.deductions} 条。`;
  if (dryRun) {
    context.output.result(json, counted, hasErrors(problems) ? [] : [`${line}没有导入。`]);
    showTrialProblems(context, problems);
    return;
  }
  showProblems(context, problems);
  if (!template) return;
  await writing(context, (workspace) => importReviewTemplate(workspace, template));
  context.output.result(json, counted, [`${line}已导入。`]);
}
