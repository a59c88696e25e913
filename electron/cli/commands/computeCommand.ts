import type { Command } from 'commander';
import { formatPoints, type Points } from '@shared/domain/points';
import type { CompositeTotal } from '@shared/domain/totals';
import { seesScorers } from '@shared/domain/visibility';
import { belongsToUnit } from '@shared/domain/unit';
import { badArguments } from '@shared/errors/cli';
import type { CycleResult, ItemView, ScoreRow, UnitResult } from '@shared/ipc/views';
import { caseFileMean } from '@shared/scoring/composite';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { gradeWord } from '@shared/scoring/gradeWord';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { maySeeScore } from '../../services/access/assertMaySee';
import { loadAssessment } from '../../services/assessment/assessment';
import { explainScore } from '../../services/scores/explainScore';
import { readPublicReasons } from '../../services/scores/publicReasons';
import { requireYear } from '../../services/result/requireCycle';
import { getTotals } from '../../services/totals/getTotals';
import type { Workspace } from '../../services/workspace/workspace';
import { reading, unitOf, type CliContext } from '../cliContext';
import { readYear } from '../readOptions';
import { flattenSteps } from '../steps';

interface ComputeOptions {
  readonly explain?: string;
  readonly cycle?: number;
  readonly json?: boolean;
}

/** compute: totals, ranks and grades of every unit. */
export function registerCompute(program: Command, context: CliContext): void {
  program
    .command('compute')
    .description('计算全部单位的得分、排名和等次')
    .option('--cycle <年度>', '哪个年度；不写时是本年度。已审定的年度给出审定的结果', readYear('--cycle'))
    .option('--explain <单位编码>', '另外列出这个单位每项指标的得分和依据')
    .option('--json', '以 JSON 输出结果')
    .action((options: ComputeOptions) => compute(context, options));
}

async function compute(context: CliContext, options: ComputeOptions): Promise<void> {
  await reading(context, async (workspace) => {
    if (options.cycle !== undefined && options.explain !== undefined) {
      throw badArguments({ problem: '--cycle 和 --explain 不能一起写：依据只对本年度列出。' });
    }
    const cycleId =
      options.cycle === undefined ? undefined : (await requireYear(workspace.reader, options.cycle)).id;
    const result = await getTotals(workspace, { cycleId });
    const explained = options.explain === undefined ? null : await explain(workspace, options.explain);
    context.output.result(options.json === true, { ...resultAsJson(result, explained), ...explained }, [
      ...resultLines(result),
      ...(explained ? ['', ...explained.explanation] : []),
    ]);
  });
}

/** The shape scripts rely on: see the page about the command line. Points are texts with two decimals. */
function resultAsJson({ cycle, system, groups, units }: CycleResult, explained: Explained | null): object {
  const { title, version, year, official, note, itemCount, basePoints } = system;
  return {
    cycle: { year: cycle.year, name: cycle.name, state: cycle.state },
    system: { title, version, year, official, note, items: itemCount, points: formatPoints(basePoints) },
    groups: groups.map(({ name, units: count }) => ({ name, units: count })),
    units: units.map((unit) =>
      unit.code === explained?.explained ? { ...unitAsJson(unit), items: explained.items } : unitAsJson(unit),
    ),
  };
}

function unitAsJson(unit: UnitResult): object {
  return {
    code: unit.code,
    name: unit.name,
    group: unit.group,
    raw: formatPoints(unit.raw),
    applicable: formatPoints(unit.applicable),
    converted: formatPoints(unit.converted),
    bonus: formatPoints(unit.bonus),
    deduction: formatPoints(unit.deduction),
    final: formatPoints(unit.final),
    veto: unit.veto,
    unscored: unit.unscored,
    rank: unit.rank,
    grade: unit.grade,
    contribution: pointsOrNull(unit.contribution),
    comprehensiveTotal: pointsOrNull(unit.comprehensiveTotal),
    ...(unit.composite ? { composite: compositeAsJson(unit.composite) } : {}),
  };
}

/** The parts of a composite final score; null: the unit does not have it. */
function compositeAsJson(composite: CompositeTotal): object {
  return {
    indicators: formatPoints(composite.indicators),
    caseFiles: pointsOrNull(caseFileMean(composite)),
    survey: pointsOrNull(composite.survey),
  };
}

function pointsOrNull(points: Points | null): string | null {
  return points === null ? null : formatPoints(points);
}

interface Explained {
  /** Code of the unit. */
  readonly explained: string;
  /** Every item of the system; those outside the unit's table are not applicable. */
  readonly items: readonly object[];
  readonly explanation: readonly string[];
}

async function explain(workspace: Workspace, code: string): Promise<Explained> {
  const assessment = await loadAssessment(workspace);
  const unit = unitOf(assessment, code);
  const scores = await listScoresOfUnit(workspace.reader, unit.id);
  const reasons = seesScorers(workspace.actor, unit)
    ? undefined
    : (await readPublicReasons(workspace.reader, [unit.id])).get(unit.id);
  const { title, root } = await explainScore(workspace, { unitId: unit.id });
  const items = assessment.items.flatMap((item) => {
    if (!belongsToUnit(item, unit)) return outsideTable(item);
    // The total may be seen by somebody who scores only some of what it is made of.
    if (!maySeeScore(workspace, assessment, unit, item)) return [];
    const score = scores.get(item.id);
    const result = evaluateItem(item, score?.entry ?? null, assessment.cycle.year, score?.settled);
    return {
      code: item.code,
      points: formatPoints(item.points),
      score: result.status === 'scored' ? formatPoints(score?.finalPoints ?? result.points) : null,
      applicable: result.status !== 'notApplicable',
      reason: reasons?.get(item.id) ?? score?.entry.reason ?? '',
      steps: [...flattenSteps(result.steps), ...adjustmentSteps(score)],
    };
  });
  return { explained: unit.code, items, explanation: [title, ...flattenSteps([root])] };
}

/** What on-site check and appeals changed, so that the steps end at the score. */
function adjustmentSteps(score: ScoreRow | undefined): string[] {
  if (!score || score.adjustment === 0 || score.finalPoints === null) return [];
  const sign = score.adjustment > 0 ? '+' : '-';
  const change = `${sign}${formatPoints(Math.abs(score.adjustment))}`;
  return [`核查调整 ${change}，最终分 ${formatPoints(score.finalPoints)}`];
}

function outsideTable(item: ItemView): object {
  const steps = ['不在本单位的考核表内（按单位类别或标签不适用）'];
  return {
    code: item.code,
    points: formatPoints(item.points),
    score: null,
    applicable: false,
    reason: '',
    steps,
  };
}

function resultLines({ cycle, system, groups, units }: CycleResult): string[] {
  const head = `${cycle.name}，${system.title}（${system.version}）`;
  const byGroup = groups.flatMap((group) => [
    '',
    `【${group.name}】`,
    ...units.filter((unit) => unit.group === group.name).map(unitLine),
  ]);
  return [head, ...byGroup];
}

function unitLine(unit: UnitResult): string {
  const rank = unit.rank === null ? '不排名' : `第${unit.rank}名`;
  const parts = [
    `${unit.code} ${unit.name}`,
    rank,
    `最终 ${formatPoints(unit.final)}`,
    `折算 ${formatPoints(unit.converted)}（${formatPoints(unit.raw)}/${formatPoints(unit.applicable)}）`,
    `加 ${formatPoints(unit.bonus)}`,
    `扣 ${formatPoints(unit.deduction)}`,
    gradeWord(unit),
  ];
  if (unit.unscored > 0) parts.push(`暂计：未评 ${unit.unscored} 项`);
  if (unit.comprehensiveTotal !== null) parts.push(`综合 ${formatPoints(unit.comprehensiveTotal)}`);
  return parts.join('  ');
}
