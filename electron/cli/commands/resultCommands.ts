import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { mayDo } from '@shared/domain/role';
import { badArguments } from '@shared/errors/cli';
import type { ApprovedResultView, CorrectionView } from '@shared/ipc/practice/result';
import type { StandingChange } from '@shared/review/standingChanges';
import { YEAR_BASIS_NAMES, type ComparedRow, type YearComparison } from '@shared/years/comparison';
import { rateText } from '@shared/years/comparedRow';
import { readAssessmentOf } from '../../services/assessment/assessment';
import { localTime } from '../../services/localTime';
import { compareYears } from '../../services/result/compareYears';
import { correctScore, decideCorrection, proposeCorrection } from '../../services/result/correctScore';
import { listCorrections } from '../../services/result/listCorrections';
import { compareResults, listCycles, listResults } from '../../services/result/listResults';
import { requireCycle, requireYear } from '../../services/result/requireCycle';
import { startNextCycle } from '../../services/result/startNextCycle';
import { moveCycle } from '../../services/year/moveCycle';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, reading, unitOf, writing, type CliContext } from '../cliContext';
import { readPoints, readWholeNumber, readYear } from '../readOptions';
import { standingAsJson } from './simulateCommand';

/** result approve/list/correct/decide, cycle next/list, compare. */
export function registerResult(program: Command, context: CliContext): void {
  registerResults(program, context);
  registerCorrections(program, context);
  registerYears(program, context);
}

/** A command group another feature may have begun. */
function groupOf(program: Command, name: string, description: string): Command {
  return (
    program.commands.find((command) => command.name() === name) ??
    program.command(name).description(description)
  );
}

const RESULT = ['result', '审定结果：审定、列出、更正'] as const;

function registerResults(program: Command, context: CliContext): void {
  const group = groupOf(program, ...RESULT);
  group
    .command('approve')
    .description('审定本年度结果：冻结全部得分、排名和等次，年度进入“审定”')
    .option('--reason <理由>', '审定意见，不少于 4 个字；还有未办完的事项，或不是第一次审定时必须写', '')
    .option('--confirm', '已看过还没有办完的事项，仍然审定；要同时写 --reason')
    .option('--json', '以 JSON 输出结果')
    .action((options: { reason: string; confirm?: boolean; json?: boolean }) =>
      writing(context, async (workspace) => {
        await moveCycle(workspace, {
          to: 'approved',
          reason: options.reason,
          confirm: options.confirm === true,
        });
        const [latest] = await listResults(workspace, {});
        context.output.result(options.json === true, latest, latest ? [resultLine(latest)] : []);
      }),
    );
  group
    .command('list')
    .description('列出审定结果：第 1 号是审定，后面的是更正或重新审定')
    .option('--cycle <年度>', '哪个年度；不写时是本年度', readYear('--cycle'))
    .option('--json', '以 JSON 输出结果')
    .action(({ cycle, json }: { cycle?: number; json?: boolean }) =>
      reading(context, async (workspace) => {
        const cycleId = cycle === undefined ? undefined : (await requireYear(workspace.reader, cycle)).id;
        const results = await listResults(workspace, { cycleId });
        const lines = results.map(resultLine);
        context.output.result(json === true, results, lines.length > 0 ? lines : ['还没有审定。']);
      }),
    );
}

function resultLine(result: ApprovedResultView): string {
  const kind = result.kind === 'approval' ? '审定' : '更正';
  const reason = result.reason === '' ? '' : `  理由：${result.reason}`;
  return `第${result.number}号 ${kind}  ${localTime(result.at)}  ${result.person}  ${result.units} 个单位  摘要 ${result.digest}${reason}`;
}

interface CorrectOptions {
  readonly unit: string;
  readonly item: string;
  readonly to: string;
  readonly reason: string;
  readonly basis: string;
  readonly cycle?: number;
  readonly json?: boolean;
}

function registerCorrections(program: Command, context: CliContext): void {
  const group = groupOf(program, ...RESULT);
  group
    .command('correct')
    .description('更正已审定的一项得分；没有审定权限的，只提出，由审定领导用 result decide 确认')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .requiredOption('--to <得分>', '更正后的得分')
    .requiredOption('--reason <理由>', '更正理由')
    .requiredOption('--basis <依据>', '依据的文件、复核意见')
    .option('--cycle <年度>', '哪个年度；不写时是本年度', readYear('--cycle'))
    .option('--json', '以 JSON 输出结果')
    .action((options: CorrectOptions) => correct(context, options));
  group
    .command('corrections')
    .description('列出更正，等待审定的在前')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const corrections = await listCorrections(workspace, {});
        const lines = corrections.map(correctionLine);
        context.output.result(
          json === true,
          corrections.map(correctionAsJson),
          lines.length > 0 ? lines : ['没有更正。'],
        );
      }),
    );
  group
    .command('decide')
    .description('对提出的更正审定：确认，或写明理由不予更正')
    .requiredOption('--id <编号>', '更正的编号')
    .option('--refuse', '不予更正')
    .option('--reason <理由>', '审定意见；不予更正时必须写', '')
    .option('--json', '以 JSON 输出结果')
    .action((options: { id: string; refuse?: boolean; reason: string; json?: boolean }) =>
      writing(context, async (workspace) => {
        const decided = await decideCorrection(workspace, {
          correctionId: readWholeNumber('--id', options.id, 1, 999_999_999),
          confirm: options.refuse !== true,
          opinion: options.reason,
        });
        await showCorrection(context, workspace, decided, options.json === true);
      }),
    );
}

async function correct(context: CliContext, options: CorrectOptions): Promise<void> {
  const toPoints = readPoints('--to', options.to);
  await writing(context, async (workspace) => {
    const { db, actor } = workspace;
    const cycle = options.cycle === undefined ? await requireCycle(db) : await requireYear(db, options.cycle);
    const assessment = await readAssessmentOf(db, cycle);
    const proposal = {
      unitId: unitOf(assessment, options.unit).id,
      itemId: itemOf(assessment, options.item).id,
      ...{ toPoints, reason: options.reason, basis: options.basis },
    };
    const act = mayDo(actor, 'approveResult') ? correctScore : proposeCorrection;
    await showCorrection(context, workspace, await act(workspace, proposal), options.json === true);
  });
}

async function showCorrection(
  context: CliContext,
  workspace: Workspace,
  correction: CorrectionView,
  json: boolean,
): Promise<void> {
  const changes = await changesOf(workspace, correction);
  const shown = changes.map(({ before, after, ...change }) => ({
    ...change,
    before: standingAsJson(before),
    after: standingAsJson(after),
  }));
  context.output.result(json, { ...correctionAsJson(correction), changes: shown }, [
    correctionLine(correction),
    ...changes.map(changeLine),
  ]);
}

/** What the successor a correction led to changed; nothing while it waits. */
async function changesOf(
  workspace: Workspace,
  { cycleId, resultNumber }: CorrectionView,
): Promise<readonly StandingChange[]> {
  if (resultNumber === null) return [];
  const results = await listResults(workspace, { cycleId });
  const [to, from] = [resultNumber, resultNumber - 1].map((number) =>
    results.find((result) => result.number === number),
  );
  return from && to ? compareResults(workspace, { fromId: from.id, toId: to.id }) : [];
}

const CORRECTION_STATES: Readonly<Record<CorrectionView['state'], string>> = {
  proposed: '等待审定',
  confirmed: '已更正',
  refused: '不予更正',
};

/** As scripts read it: points as text. */
function correctionAsJson(correction: CorrectionView): object {
  const { fromPoints, toPoints } = correction;
  return { ...correction, fromPoints: formatPoints(fromPoints), toPoints: formatPoints(toPoints) };
}

function correctionLine(correction: CorrectionView): string {
  const { id, unitName, itemCode, fromPoints, toPoints, state, reason, resultNumber } = correction;
  const number = resultNumber === null ? '' : `（审定结果第${resultNumber}号）`;
  return `更正${id} ${unitName} · ${itemCode}：${formatPoints(fromPoints)} → ${formatPoints(toPoints)}  ${CORRECTION_STATES[state]}${number}  理由：${reason}`;
}

function changeLine({ name, before, after }: StandingChange): string {
  const standing = ({ final, rank, grade }: StandingChange['before']): string =>
    `${formatPoints(final)} ${rank === null ? '不排名' : `第${rank}名`} ${grade ?? '单独评定'}`;
  return `  ${name}：${standing(before)} → ${standing(after)}`;
}

interface CompareOptions {
  readonly unit?: string;
  readonly item?: string;
  readonly part?: string;
  readonly json?: boolean;
}

function registerYears(program: Command, context: CliContext): void {
  const cycle = groupOf(program, 'cycle', '考评年度');
  cycle
    .command('list')
    .description('列出这个考评库里的各个年度')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const cycles = await listCycles(workspace);
        const lines = cycles.map(
          ({ year, name, state, units, results }) =>
            `${year}  ${name}  ${CYCLE_STATE_NAMES[state]}  ${units} 个单位  审定结果 ${results} 个`,
        );
        context.output.result(json === true, cycles, lines);
      }),
    );
  cycle
    .command('next')
    .description('从已审定的年度开始下一年度：复制单位、类别、方案、分工，带上本年的得分和理由')
    .requiredOption('--year <年度>', '新的年度', readYear('--year'))
    .option('--name <名称>', '年度的名称')
    .option('--json', '以 JSON 输出结果')
    .action(({ year, name, json }: { year: number; name?: string; json?: boolean }) =>
      writing(context, async (workspace) => {
        const started = await startNextCycle(workspace, { year, name });
        context.output.result(json === true, started, [
          `已开始“${started.name}”，${started.units} 个单位，处于筹备阶段。`,
        ]);
      }),
    );
  program
    .command('compare')
    .description('多年对比：一个单位、一项指标或一个一级指标，最多三个年度')
    .option('--unit <编码>', '单位编码')
    .option('--item <编码>', '指标编码')
    .option('--part <名称>', '一级指标名称')
    .option('--json', '以 JSON 输出结果')
    .action((options: CompareOptions) => compare(context, options));
}

async function compare(context: CliContext, { unit, item, part, json }: CompareOptions): Promise<void> {
  const asked = [unit, item, part].filter((value) => value !== undefined);
  if (asked.length !== 1) {
    throw badArguments({ problem: '请写 --unit、--item、--part 中的一个。' });
  }
  await reading(context, async (workspace) => {
    const comparison = await compareYears(
      workspace,
      unit !== undefined
        ? { by: 'unit', code: unit }
        : item !== undefined
          ? { by: 'item', code: item }
          : { by: 'part', name: part ?? '' },
    );
    context.output.result(json === true, comparisonAsJson(comparison), comparisonLines(comparison));
  });
}

/** As scripts read it: points, and rates in percent, as text with two decimals; places as numbers. */
function comparisonAsJson(comparison: YearComparison): object {
  return {
    ...comparison,
    rows: comparison.rows.map(({ measure, cells, change, ...row }) => {
      const figure = (value: number | null): number | string | null =>
        value === null || measure === 'rank' ? value : formatPoints(value);
      return {
        ...row,
        measure,
        cells: cells.map((cell) => ({ ...cell, value: figure(cell.value) })),
        change: figure(change),
      };
    }),
  };
}

function comparisonLines({ title, years, rows, notes }: YearComparison): string[] {
  const head = years.map(({ year, basis }) => `${year}（${YEAR_BASIS_NAMES[basis]}）`);
  return [
    title,
    ['', ...head, '变化'].join('  '),
    ...rows.map((row) =>
      [
        `${row.code} ${row.name}`.trim(),
        ...row.cells.map(({ text }) => text),
        changeText(row),
        row.changed && `口径有变：${row.changed}`,
      ]
        .filter((text) => text !== '')
        .join('  '),
    ),
    ...notes,
  ];
}

function changeText({ change, measure }: ComparedRow): string {
  if (change === null) return '—';
  if (change === 0) return '持平';
  if (measure === 'rank') return change < 0 ? `升${-change}名` : `降${change}名`;
  const sign = change > 0 ? '+' : '';
  if (measure === 'rate') return `${sign}${rateText(change)}`;
  return `${sign}${change < 0 ? '-' : ''}${formatPoints(Math.abs(change))}`;
}
