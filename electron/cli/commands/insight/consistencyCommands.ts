import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import { gapDifference } from '@shared/insight/gaps';
import type { GapRow, ItemComparison, ScorerConsistency } from '@shared/ipc/practice/insight';
import { loadAssessment } from '../../../services/assessment/assessment';
import { compareItem } from '../../../services/insight/compareItem';
import { compareScorers } from '../../../services/insight/compareScorers';
import { reportGaps } from '../../../services/insight/reportGaps';
import { itemOf, reading, type CliContext } from '../../cliContext';

interface ConsistencyOptions {
  readonly item?: string;
  readonly scorers?: boolean;
  readonly json?: boolean;
}

/** consistency, gaps. */
export function registerConsistency(program: Command, context: CliContext): void {
  program
    .command('consistency')
    .description('一致性：一项指标在各单位之间，或几位评分人之间')
    .option('--item <编码>', '这项指标在各单位的得分分布和离群值')
    .option('--scorers', '评分人的宽严和一致程度')
    .option('--json', '以 JSON 输出结果')
    .action((options: ConsistencyOptions) => consistency(context, options));
  program
    .command('gaps')
    .description('自评分与审核分的差异：按单位、按指标，差异大的在前')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const { units, items } = await reportGaps(workspace);
        const value = { units: units.map(plainGap), items: items.map(plainGap) };
        context.output.result(json === true, value, [...units.map(gapLine), ...items.map(gapLine)]);
      }),
    );
}

async function consistency(context: CliContext, { item, scorers, json }: ConsistencyOptions): Promise<void> {
  if ((item === undefined) === (scorers !== true)) {
    throw badArguments({ problem: '请写 --item 指标编码，或 --scorers，两者选一。' });
  }
  await reading(context, async (workspace) => {
    if (item === undefined) {
      const found = await compareScorers(workspace);
      return context.output.result(json === true, found, scorerLines(found));
    }
    const { id } = itemOf(await loadAssessment(workspace), item);
    const comparison = await compareItem(workspace, { itemId: id });
    return context.output.result(json === true, plainItem(comparison), itemLines(comparison));
  });
}

const shown = (points: number | null): string | null => (points === null ? null : formatPoints(points));

function plainItem({ itemCode, itemName, points, spread, rows }: ItemComparison) {
  return {
    item: itemCode,
    name: itemName,
    points: formatPoints(points),
    spread: spread && {
      count: spread.count,
      lowest: formatPoints(spread.lowest),
      highest: formatPoints(spread.highest),
      mean: formatPoints(spread.mean),
      median: formatPoints(spread.median),
      outliers: spread.outliers,
    },
    units: rows.map((row) => ({
      unit: row.unitName,
      self: row.selfPoints,
      points: shown(row.points),
      final: shown(row.finalPoints),
      reason: row.reason,
      scorer: row.scorer,
      zScore: row.zScore,
      outlier: row.outlier,
    })),
  };
}

function itemLines({ itemCode, itemName, points, spread, rows }: ItemComparison): string[] {
  const head = `${itemCode} ${itemName}，分值 ${formatPoints(points)}`;
  if (!spread) return [`${head}：还没有评分。`];
  const { lowest, highest, mean, median, count, outliers } = spread;
  return [
    `${head}：${count} 个单位，最低 ${formatPoints(lowest)}，中位 ${formatPoints(median)}，平均 ${formatPoints(mean)}，最高 ${formatPoints(highest)}，离群 ${outliers} 个`,
    ...rows
      .filter(({ outlier }) => outlier)
      .map(
        ({ unitName, points: own, zScore, reason }) =>
          `  离群：${unitName} 得 ${shown(own)}（偏离 ${zScore?.toFixed(1)}）${reason}`,
      ),
  ];
}

function scorerLines({ agreement, agreementText, marked, single }: ScorerConsistency): string[] {
  const alpha = agreement.alpha === null ? '' : `，一致性系数 ${agreement.alpha.toFixed(3)}`;
  return [
    `${agreementText}（${agreement.places} 处由两人以上评分${alpha}）`,
    ...[...marked, ...single].map(
      ({ scorer, difference, places, text }) =>
        `  ${scorer}：${text}，平均比其他人${difference < 0 ? '低' : '高'} ${Math.abs(difference).toFixed(1)}%（${places} 处）`,
    ),
  ];
}

const plainGap = ({ code, name, gap }: GapRow) => ({
  code,
  name,
  self: formatPoints(gap.self),
  assessed: formatPoints(gap.assessed),
  difference: formatPoints(gapDifference(gap)),
  compared: gap.compared,
  above: gap.above,
  below: gap.below,
});

const gapLine = ({ code, name, gap }: GapRow): string =>
  `${code} ${name}：自评 ${formatPoints(gap.self)}，审核 ${formatPoints(gap.assessed)}，差 ${formatPoints(gapDifference(gap))}；${gap.compared} 项中 ${gap.above} 项自评偏高`;
