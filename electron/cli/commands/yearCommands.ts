import type { Command } from 'commander';
import { CYCLE_STATE_NAMES, CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import { badArguments } from '@shared/errors/cli';
import { LEAST_LOWERED, MOST_MERGE_LIMIT } from '@shared/exchange/mergeLimit';
import type { RemindersView, YearView } from '@shared/ipc/practice/year';
import type { OpenMatter } from '@shared/year/openMatters';
import { SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import { getMergeLimit, setMergeLimit } from '../../services/exchange/mergeLimit';
import { checkMove, mayCheckMove } from '../../services/year/checkMove';
import { getYear } from '../../services/year/getYear';
import { listReminders } from '../../services/year/listReminders';
import { moveCycle } from '../../services/year/moveCycle';
import { setDeadline } from '../../services/year/setDeadline';
import { reading, writing, type CliContext } from '../cliContext';
import { registerNotApplicable } from './notApplicableCommands';
import { registerSubmissions } from './submissionCommands';

interface MoveOptions {
  readonly to: string;
  readonly reason?: string;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

/** cycle show|move|deadline|merge-limit|reminders; submission, self; na. */
export function registerYear(program: Command, context: CliContext): void {
  const cycle = program.command('cycle').description('考评年度：阶段、截止日期、催办');
  cycle
    .command('show')
    .description('显示年度处于哪个阶段、各阶段的截止日期、进入下一阶段前还有什么没办完')
    .option('--json', '以 JSON 输出结果')
    .action((options: { json?: boolean }) => show(context, options.json === true));
  cycle
    .command('move')
    .description('进入下一阶段，或退回以前的阶段（须写理由）')
    .requiredOption('--to <阶段>', `阶段：${CYCLE_STATES.join('、')}，或它的中文名称`)
    .option(
      '--reason <理由>',
      '理由，不少于 4 个字：退回时必须写；还有未办完的事项仍要推进、再次审定时也必须写',
    )
    .option('--confirm', '已看到还没有办完的事项，仍然进入下一阶段；要同时写 --reason')
    .option('--json', '以 JSON 输出结果')
    .action((options: MoveOptions) => move(context, options));
  cycle
    .command('deadline')
    .description('设定一个阶段的截止日期；--date 留空（""）即取消')
    .requiredOption('--state <阶段>', '阶段')
    .requiredOption('--date <日期>', '如 2020-12-15')
    .option('--json', '以 JSON 输出结果')
    .action((options: { state: string; date: string; json?: boolean }) =>
      writing(context, async (workspace) => {
        const view = await setDeadline(workspace, {
          state: readState(options.state),
          dueOn: options.date.trim(),
        });
        context.output.result(options.json === true, view, yearLines(view));
      }),
    );
  cycle
    .command('merge-limit')
    .description('合并数据包时，现有内容降低或清空超过百分之多少要停下来确认；不写时显示现在的')
    .argument('[百分比]', `0 到 ${MOST_MERGE_LIMIT} 的整数，如 20`)
    .option('--json', '以 JSON 输出结果')
    .action((text: string | undefined, options: { json?: boolean }) => mergeLimit(context, text, options));
  cycle
    .command('reminders')
    .description('催办：谁还没有提交、没有评完、没有作出决定')
    .option('--json', '以 JSON 输出结果')
    .action((options: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const view = await listReminders(workspace);
        context.output.result(options.json === true, view, reminderLines(view));
      }),
    );
  registerSubmissions(program, context);
  registerNotApplicable(program, context);
}

async function mergeLimit(
  context: CliContext,
  text: string | undefined,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const run = text === undefined ? reading : writing;
  await run(context, async (workspace) => {
    const percent =
      text === undefined ? await getMergeLimit(workspace) : await setMergeLimit(workspace, text);
    context.output.result(json, { mergeLimit: percent }, [
      `一个数据包使现有内容降低或清空超过 ${percent}%、且不少于 ${LEAST_LOWERED} 处时，停下来确认。`,
    ]);
  });
}

async function show(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const view = await getYear(workspace);
    const open = view.next && mayCheckMove(workspace) ? await checkMove(workspace, { to: view.next }) : [];
    context.output.result(json, { ...view, open }, [...yearLines(view), ...openLines(view, open)]);
  });
}

async function move(context: CliContext, options: MoveOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const view = await moveCycle(workspace, {
      to: readState(options.to),
      reason: options.reason ?? '',
      confirm: options.confirm === true,
    });
    context.output.result(options.json === true, view, yearLines(view));
  });
}

/** @throws {AppError} BAD_ARGUMENTS. */
export function readState(text: string): CycleState {
  const wanted = text.trim();
  const state = CYCLE_STATES.find((known) => known === wanted || CYCLE_STATE_NAMES[known] === wanted);
  if (!state) {
    throw badArguments({
      problem: `没有“${text}”这个阶段；阶段有：${CYCLE_STATES.map((known) => `${known}（${CYCLE_STATE_NAMES[known]}）`).join('、')}。`,
    });
  }
  return state;
}

function yearLines({ cycle, stages }: YearView): string[] {
  const marks = { past: '已过', current: '当前', coming: '未到' } as const;
  return [
    `${cycle.name}：${CYCLE_STATE_NAMES[cycle.state]}`,
    ...stages.map(({ state, standing, dueOn, dueText }) =>
      [
        `  ${marks[standing]} ${CYCLE_STATE_NAMES[state]}`,
        dueOn && `截止 ${dueOn}`,
        dueText && `（${dueText}）`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
  ];
}

const SEVERITY_NAMES: Readonly<Record<OpenMatter['severity'], string>> = {
  blocks: '必须先办完',
  reason: '须确认并写明理由',
  note: '提示',
};

function openLines({ next }: YearView, open: readonly OpenMatter[]): string[] {
  if (!next) return [];
  const name = CYCLE_STATE_NAMES[next];
  if (open.length === 0) return [`可以进入“${name}”。`];
  return [
    `进入“${name}”前：`,
    ...open.map(({ severity, text, examples }) =>
      [`  [${SEVERITY_NAMES[severity]}] ${text}`, examples.join('、')].filter(Boolean).join('：'),
    ),
  ];
}

function reminderLines({ units, scorers, appeals }: RemindersView): string[] {
  const late = (days: number): string => (days > 0 ? ` 超期 ${days} 天` : '');
  const lines = [
    ...units.map(
      (unit) =>
        `单位 ${unit.code} ${unit.name}：${SUBMISSION_STATE_NAMES[unit.state]}，未填自评 ${unit.withoutSelfScore} 项，缺佐证 ${unit.withoutEvidence} 项${late(unit.daysLate)}`,
    ),
    ...scorers.map(
      ({ name, unscored, assigned, daysLate }) =>
        `评分人 ${name}：未评 ${unscored}/${assigned} 项${late(daysLate)}`,
    ),
    ...appeals.map(
      ({ unitName, itemCode, daysLate }) => `申诉 ${unitName} ${itemCode}：还没有作出决定${late(daysLate)}`,
    ),
  ];
  return lines.length > 0 ? lines : ['没有需要催办的事项。'];
}
