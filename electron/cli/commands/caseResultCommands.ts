import type { Command } from 'commander';
import { formatPoints, type Points } from '@shared/domain/points';
import type { CaseResultsView, FeedRow } from '@shared/ipc/practice/caseFile';
import { loadAssessment } from '../../services/assessment/assessment';
import { feedCaseResults, previewFeed } from '../../services/caseFiles/feedCaseResults';
import { getCaseResults } from '../../services/caseFiles/getCaseResults';
import { reading, unitsOf, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';

/** case results, case feed. */
export function registerCaseResults(group: Command, context: CliContext): void {
  group
    .command('results')
    .description('评查结果：逐卷得分和等次，各单位的平均分')
    .option('--json', '以 JSON 输出结果')
    .action(({ json = false }: { json?: boolean }) =>
      reading(context, async (workspace) => showResults(context, await getCaseResults(workspace), json)),
    );
  group
    .command('feed')
    .description('把评查结果写入评分方式为“案卷评查”的指标；再做一次只写有变化的')
    .addOption(listOption('--unit <编码...>', '只写这些单位'))
    .option('--dry-run', '只看会写什么，不写入')
    .option('--json', '以 JSON 输出结果')
    .action((options: { unit?: string[]; dryRun?: boolean; json?: boolean }) => feed(context, options));
}

const points = (value: Points | null): string | null => (value === null ? null : formatPoints(value));

function showResults({ output }: CliContext, { files, units }: CaseResultsView, json: boolean): void {
  output.result(
    json,
    {
      files: files.map((file) => ({
        unit: file.unitCode,
        ...{ type: file.type, number: file.number, state: file.state, why: file.why, legal: file.legal },
        ...{ grade: file.grade, method: file.method, unitOpinion: file.unitOpinion },
        score: points(file.score),
        reviewers: file.reviewers.map(({ name, round, locked, score, legal }) => ({
          ...{ name, round, locked, legal, score: points(score) },
        })),
      })),
      units: units.map(({ unitCode, unitName, picked, decided, byType, all }) => ({
        ...{ unit: unitCode, name: unitName, picked, decided },
        types: Object.fromEntries(
          Object.entries(byType).map(([type, mean]) => [type, { ...mean, mean: points(mean.mean) }]),
        ),
        ...{ files: all.files, fails: all.fails, grade: all.grade, mean: points(all.mean) },
      })),
    },
    [
      ...files.map(
        ({ unitName, type, number, score, grade, method, why }) =>
          `${unitName} · ${type} · ${number}：${score === null ? (why ? `待第三人评查（${why}）` : '未评完') : `${formatPoints(score)} ${grade}（${method}）`}`,
      ),
      ...units.map(
        ({ unitName, picked, decided, all }) =>
          `${unitName}：${decided}/${picked} 份，平均 ${points(all.mean) ?? '—'}，不合格 ${all.fails} 份${all.grade ? `，${all.grade}` : ''}`,
      ),
    ],
  );
}

const CHANGES: Readonly<Record<FeedRow['change'], string>> = {
  new: '写入',
  changed: '更新',
  same: '不变',
  blocked: '未写入',
};

async function feed(
  context: CliContext,
  {
    unit: codes,
    dryRun = false,
    json = false,
  }: { readonly unit?: string[]; readonly dryRun?: boolean; readonly json?: boolean },
): Promise<void> {
  const run = dryRun ? reading : writing;
  await run(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unitIds = codes && unitsOf(assessment, codes).map(({ id }) => id);
    const all = dryRun ? await previewFeed(workspace) : [];
    const { rows, written } = dryRun
      ? { rows: all.filter(({ unitId }) => !unitIds || unitIds.includes(unitId)), written: 0 }
      : await feedCaseResults(workspace, { unitIds });
    context.output.result(
      json,
      {
        written,
        rows: rows.map(({ unitId, itemCode, input, before, after, change, note }) => ({
          unit: assessment.unitById.get(unitId)?.code,
          ...{ item: itemCode, input, change, note, before: points(before), after: points(after) },
        })),
      },
      [
        ...rows.map(
          ({ unitName, itemCode, input, after, change, note }) =>
            `${unitName} · ${itemCode}：${CHANGES[change]} ${input}${after === null ? '' : `，得 ${formatPoints(after)}`}${note ? `（${note}）` : ''}`,
        ),
        dryRun ? '没有写入。' : `写入 ${written} 项。`,
      ],
    );
  });
}
