import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import type { Simulation } from '@shared/ipc/practice/review';
import type { Standing } from '@shared/review/standingChanges';
import { loadAssessment } from '../../services/assessment/assessment';
import { simulateScores } from '../../services/review/simulateScores';
import { itemOf, reading, unitOf, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';
import { readPoints } from '../readOptions';

interface SimulateOptions {
  readonly unit: string[];
  readonly item: string[];
  readonly points: string[];
  readonly json?: boolean;
}

/** simulate. */
export function registerSimulation(program: Command, context: CliContext): void {
  program
    .command('simulate')
    .description('试算：某些得分改动后，总分、名次、等次怎样变；不写入')
    .addOption(listOption('--unit <编码...>', '单位编码').makeOptionMandatory())
    .addOption(listOption('--item <编码...>', '指标编码，与单位一一对应').makeOptionMandatory())
    .addOption(listOption('--points <得分...>', '改为多少分，与单位一一对应').makeOptionMandatory())
    .option('--json', '以 JSON 输出结果')
    .action((options: SimulateOptions) => simulate(context, options));
}

async function simulate(context: CliContext, options: SimulateOptions): Promise<void> {
  const { unit, item, points } = options;
  if (unit.length !== item.length || unit.length !== points.length) {
    throw badArguments({ problem: '--unit、--item、--points 的个数要一样多。' });
  }
  await reading(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const simulation = await simulateScores(
      workspace,
      unit.map((code, index) => ({
        unitId: unitOf(assessment, code).id,
        itemId: itemOf(assessment, item[index] ?? '').id,
        toPoints: readPoints('--points', points[index] ?? ''),
      })),
    );
    context.output.result(
      options.json === true,
      simulationAsJson(simulation, (id) => assessment.unitById.get(id)?.code ?? ''),
      ['试算，没有写入：', ...simulationLines(simulation)],
    );
  });
}

/** As scripts read it: points as text, units by code. */
export function simulationAsJson({ scores, standings }: Simulation, codeOf: (unitId: number) => string) {
  return {
    scores: scores.map(({ unitId, itemCode, before, after }) => ({
      unit: codeOf(unitId),
      item: itemCode,
      before: before === null ? null : formatPoints(before),
      after: formatPoints(after),
    })),
    standings: standings.map(({ unitId, group, own, before, after }) => ({
      unit: codeOf(unitId),
      group,
      own,
      before: standingAsJson(before),
      after: standingAsJson(after),
    })),
  };
}

/** Where a unit stands, its points as text. */
export function standingAsJson({ final, rank, grade, comprehensiveTotal }: Standing) {
  const total = comprehensiveTotal === null ? null : formatPoints(comprehensiveTotal);
  return { final: formatPoints(final), rank, grade, comprehensiveTotal: total };
}

/** As people read it: who moves, from where to where. */
export function simulationLines({ scores, standings }: Simulation): string[] {
  return [
    ...scores.map(
      ({ unitName, itemCode, before, after }) =>
        `${unitName} · ${itemCode}：${before === null ? '未评' : formatPoints(before)} → ${formatPoints(after)}`,
    ),
    ...standings.map(({ name, before, after }) => `${name}：${standing(before)} → ${standing(after)}`),
  ];
}

function standing({ final, rank, grade }: Standing): string {
  return `${formatPoints(final)}，${rank === null ? '不排名' : `第 ${rank} 名`}，${grade ?? '未定等次'}`;
}
