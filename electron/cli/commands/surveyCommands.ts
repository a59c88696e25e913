import type { Command } from 'commander';
import { formatPoints, shortPoints } from '@shared/domain/points';
import type { CompositeWeights } from '@shared/domain/totals';
import type { SurveyRow, SurveyView } from '@shared/ipc/practice/survey';
import { isSmallSample, validShare } from '@shared/scoring/sample';
import { weightsText } from '@shared/scoring/composite';
import { exportSurvey } from '../../services/survey/exportSurvey';
import { getSurvey } from '../../services/survey/getSurvey';
import { importSurvey } from '../../services/survey/importSurvey';
import { previewSurvey } from '../../services/survey/previewSurvey';
import { setComposite, switchCompositeOff } from '../../services/survey/setComposite';
import { setSurveyLimit } from '../../services/survey/setSurveyLimit';
import {
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../cliContext';

/** survey template, import, list, limit; composite set, off, show. */
export function registerSurvey(program: Command, context: CliContext): void {
  registerTables(program.command('survey').description('满意度测评：测评表、结果、样本份数下限'), context);
  registerComposite(
    program.command('composite').description('合成：指标考核、案卷评查、满意度按权重合成最终得分'),
    context,
  );
}

function registerTables(group: Command, context: CliContext): void {
  group
    .command('template')
    .description('导出空白的满意度测评表')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--filled', '写上已有的测评结果')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, filled, json }: { out: string; filled?: boolean; json?: boolean }) =>
      reading(context, async (workspace) => {
        await exportSurvey(workspace, { filled: filled === true }, out, context.signal);
        context.output.done(json, { out }, `已导出满意度测评表：${out}`);
      }),
    );
  group
    .command('import')
    .description('导入满意度测评表；表里没有的单位保留原来的结果')
    .argument('<文件.xlsx>', '满意度测评表')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: { dryRun?: boolean; json?: boolean }) =>
      importTable(context, file, options),
    );
  group
    .command('list')
    .description('列出各单位的满意度测评：得分、有效份数和占比')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const view = await getSurvey(workspace);
        context.output.result(json === true, listAsJson(view), listLines(view));
      }),
    );
  group
    .command('limit')
    .description('设置样本份数下限；有效份数不到的标“样本偏少”，不影响得分')
    .argument('<份数>', '如 30')
    .option('--json', '以 JSON 输出结果')
    .action((limit: string, { json }: { json?: boolean }) =>
      writing(context, async (workspace) => {
        await setSurveyLimit(workspace, limit);
        context.output.done(
          json,
          { limit: (await getSurvey(workspace)).limit },
          `样本份数下限已设为 ${limit.trim()} 份。`,
        );
      }),
    );
}

async function importTable(
  context: CliContext,
  file: string,
  { dryRun = false, json = false }: { readonly dryRun?: boolean; readonly json?: boolean },
): Promise<void> {
  const run = dryRun ? reading : writing;
  await run(context, async (workspace) => {
    const { view, data } = await previewSurvey(workspace, file, context.signal);
    const count = (change: string): number => view.rows.filter((row) => row.change === change).length;
    const counted = {
      units: view.rows.length,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      smallSamples: view.rows.filter((row) => isSmallSample(row, view.limit)).length,
      problems: problemsAsJson(view.problems),
    };
    const line =
      `测评结果 ${counted.units} 个单位：新增 ${counted.new}，更新 ${counted.changed}，相同 ${counted.same}；` +
      `样本偏少（不到 ${view.limit} 份）${counted.smallSamples} 个。`;
    if (dryRun) {
      context.output.result(json, counted, [`${line}没有导入。`]);
      showTrialProblems(context, view.problems);
      return;
    }
    showProblems(context, view.problems);
    await importSurvey(workspace, data);
    context.output.result(json, counted, [`${line}已导入。`]);
  });
}

function listAsJson({ rows, limit, weights }: SurveyView): object {
  return {
    limit,
    composite: weights && weightsAsJson(weights),
    units: rows.map(({ unitCode, unitName, group, survey }) => ({
      ...{ code: unitCode, name: unitName, group },
      sent: survey?.sent ?? null,
      valid: survey?.valid ?? null,
      validShare: survey && validShare(survey),
      score: survey && formatPoints(survey.score),
      smallSample: survey !== null && isSmallSample(survey, limit),
      note: survey?.note ?? '',
    })),
  };
}

function listLines({ rows, limit, weights }: SurveyView): string[] {
  return [weightsLine(weights), ...rows.map((row) => rowLine(row, limit))];
}

function rowLine({ unitCode, unitName, survey }: SurveyRow, limit: number): string {
  if (!survey) return `${unitCode} ${unitName}  没有测评`;
  const small = isSmallSample(survey, limit) ? '  样本偏少' : '';
  const { sent, valid, score } = survey;
  return `${unitCode} ${unitName}  ${formatPoints(score)}  有效 ${valid}/${sent} 份（${validShare(survey)}）${small}`;
}

interface WeightOptions {
  readonly indicators: string;
  readonly caseFiles: string;
  readonly survey: string;
  readonly reason: string;
  readonly json?: boolean;
}

function registerComposite(group: Command, context: CliContext): void {
  group
    .command('set')
    .description('设置三部分的权重，合计必须正好是 100；“反馈申诉”阶段以前可以改')
    .requiredOption('--indicators <百分比>', '指标考核，如 50')
    .option('--case-files <百分比>', '案卷评查，如 30', '0')
    .option('--survey <百分比>', '满意度，如 20', '0')
    .option('--reason <理由>', '为什么改，记入审计记录', '')
    .option('--json', '以 JSON 输出结果')
    .action(({ reason, json, ...weights }: WeightOptions) =>
      writing(context, async (workspace) => {
        const stored = await setComposite(workspace, weights, reason);
        context.output.done(json, { composite: weightsAsJson(stored) }, `${weightsLine(stored)}已保存。`);
      }),
    );
  group
    .command('off')
    .description('停用合成，最终得分回到指标考核得分')
    .requiredOption('--reason <理由>', '为什么停用，记入审计记录')
    .option('--json', '以 JSON 输出结果')
    .action(({ reason, json }: { reason: string; json?: boolean }) =>
      writing(context, async (workspace) => {
        await switchCompositeOff(workspace, reason);
        context.output.done(json, { composite: null }, '合成已停用，最终得分就是指标考核得分。');
      }),
    );
  group
    .command('show')
    .description('显示现在的权重')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const { weights } = await getSurvey(workspace);
        context.output.result(json === true, { composite: weights && weightsAsJson(weights) }, [
          weightsLine(weights),
        ]);
      }),
    );
}

function weightsAsJson({ indicators, caseFiles, survey }: CompositeWeights): object {
  return {
    indicators: shortPoints(indicators),
    caseFiles: shortPoints(caseFiles),
    survey: shortPoints(survey),
  };
}

function weightsLine(weights: CompositeWeights | null): string {
  return weights ? `最终得分＝${weightsText(weights)}。` : '没有启用合成，最终得分就是指标考核得分。';
}
