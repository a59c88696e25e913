import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import { badArguments } from '@shared/errors/cli';
import type { RecordedScore, ScoreRow } from '@shared/ipc/views';
import { signedPoints } from '@shared/review/adjustment';
import { findScore } from '../../database/scoreRepository';
import { loadAssessment } from '../../services/assessment/assessment';
import { importScores } from '../../services/scores/importScores';
import { previewScoreImport } from '../../services/scores/previewScoreImport';
import { setScore } from '../../services/scores/setScore';
import { writeScoreTemplate } from '../../services/scores/writeScoreTemplate';
import {
  itemOf,
  itemsOf,
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  unitOf,
  unitsOf,
  writing,
  type CliContext,
} from '../cliContext';
import { listOption, pairOption } from '../listOptions';
import { readEntry, type EntryOptions } from '../readEntry';
import { flattenSteps } from '../steps';

interface SetOptions extends EntryOptions {
  readonly unit: string;
  readonly item: string;
  readonly scorer: string;
  readonly json?: boolean;
}

interface TemplateOptions {
  readonly out: string;
  readonly unit?: string[];
  readonly item?: string[];
  readonly json?: boolean;
}

interface ImportOptions {
  readonly scorer?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** scores template, scores import, score set. */
export function registerScores(program: Command, context: CliContext): void {
  const group = program.command('scores').description('评分表：导出模板、导入');
  group
    .command('template')
    .description('导出评分表，用 Excel 或 WPS 填写后再导入；已有的评分一并写出')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .addOption(listOption('--unit <编码...>', '只要这些单位'))
    .addOption(listOption('--item <编码...>', '只要这些指标'))
    .option('--json', '以 JSON 输出结果')
    .action((options: TemplateOptions) => template(context, options));
  group
    .command('import')
    .description('导入填好的评分表：全部导入，或有错误时一条也不导入')
    .argument('<文件.xlsx>', '评分表')
    .option('--scorer <姓名>', '没有写评分人的行，记为这个人')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: ImportOptions) => importTable(context, file, options));
  program
    .command('score')
    .description('评分：录入一项')
    .command('set')
    .description('录入一个单位一项指标的评分，并显示得分和依据')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .option('--points <得分>', '直接给出得分')
    .addOption(
      pairOption('--input <名称=值...>', '评分输入，如 “分子=85” “分母=90”；有几条规则的写 “[2] 实际=4”'),
    )
    .option('--na', '不适用（须写理由）')
    .requiredOption('--scorer <姓名>', '评分人')
    .option('--reason <理由>', '扣分理由或不适用的理由')
    .option('--json', '以 JSON 输出结果')
    .action((options: SetOptions) => setOne(context, options));
}

async function template(context: CliContext, options: TemplateOptions): Promise<void> {
  await reading(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unitIds = options.unit && unitsOf(assessment, options.unit).map(({ id }) => id);
    const itemIds = options.item && itemsOf(assessment, options.item).map(({ id }) => id);
    await writeScoreTemplate(workspace, { unitIds, itemIds }, options.out);
    context.output.done(options.json, { out: options.out }, `已导出评分表：${options.out}`);
  });
}

async function importTable(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const run = options.dryRun ? reading : writing;
  await run(context, async (workspace) => {
    const { view, data } = await previewScoreImport(workspace, file, {
      scorer: options.scorer,
      signal: context.signal,
    });
    const { changed, same, problems } = view;
    const counted = { changed, same, problems: problemsAsJson(problems) };
    const line = `评分 ${changed} 条有变化，${same} 条相同。`;
    const json = options.json === true;
    if (options.dryRun) {
      context.output.result(json, counted, [`${line}没有导入。`]);
      showTrialProblems(context, problems);
      return;
    }
    showProblems(context, problems);
    await importScores(workspace, data);
    context.output.result(json, counted, [`${line}已导入。`]);
  });
}

async function setOne(context: CliContext, options: SetOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unit = unitOf(assessment, options.unit);
    const item = itemOf(assessment, options.item);
    const entry = readEntry(unit, item, options);
    const scorer = options.scorer.trim();
    if (scorer === '') throw badArguments({ problem: '--scorer 不能为空。' });
    const before = await findScore(workspace.db, unit.id, item.id);
    const { result, total, row } = await setScore(workspace, {
      unitId: unit.id,
      itemId: item.id,
      entry,
      scorer,
    });
    noteAdjusted(context, before, row);
    const steps = flattenSteps(result.steps);
    // Not the row's: an item of several scorers has no score before all have locked.
    const points = result.status === 'scored' ? formatPoints(result.points) : null;
    context.output.result(
      options.json === true,
      {
        unit: unit.code,
        item: item.code,
        status: result.status,
        points,
        steps,
        unitTotal: total && {
          raw: formatPoints(total.raw),
          converted: formatPoints(total.converted),
          final: formatPoints(total.final),
        },
      },
      [
        `${unit.name} · ${item.code} ${item.name}：${points === null ? '不适用' : `${points} 分`}`,
        ...indented(result.steps),
        ...(total ? [totalLine(total)] : []),
      ],
    );
  });
}

/** Whoever scores an adjusted item anew is told that the adjustment goes on counting, and what it makes of the score. */
function noteAdjusted({ output }: CliContext, before: ScoreRow | undefined, after: ScoreRow): void {
  const adjusted = (before?.adjustment ?? 0) !== 0 || after.adjustment !== 0;
  if (!before || !adjusted || before.points === after.points) return;
  const text = ({ points, adjustment, finalPoints }: ScoreRow): string =>
    points === null || finalPoints === null
      ? '未评'
      : `审核 ${formatPoints(points)}，调整 ${signedPoints(adjustment, formatPoints)}，最终 ${formatPoints(finalPoints)}`;
  output.note(`注意：本项有核查调整，改动审核分后调整照旧计入。原：${text(before)}；现：${text(after)}。`);
}

function totalLine({ final, unscored }: NonNullable<RecordedScore['total']>): string {
  return `单位最终得分：${formatPoints(final)}${unscored > 0 ? `（暂计，未评 ${unscored} 项）` : ''}`;
}

function indented(steps: readonly ExplanationStep[]): string[] {
  return flattenSteps(steps).map((step) => `  ${step}`);
}
