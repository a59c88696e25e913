import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import type { DifferenceRow, PlaceView, ScorerMark, ScorerProgress } from '@shared/ipc/practice/marking';
import { markedText } from '@shared/marking/exactMark';
import { MARKING_METHOD_NAMES, MARKING_METHODS, type MarkingSetting } from '@shared/marking/method';
import { PLACE_STATE_NAMES } from '@shared/marking/placeState';
import { DECISION_CAUSE_NAMES } from '@shared/marking/settle';
import { loadAssessment } from '../../services/assessment/assessment';
import { getMarkingPlace } from '../../services/marking/getMarkingPlace';
import { listAssignments } from '../../services/marking/listAssignments';
import { listDifferences } from '../../services/marking/listDifferences';
import { listScorerProgress } from '../../services/marking/listScorerProgress';
import { lockMarkings } from '../../services/marking/lockMarkings';
import { setItemMarking } from '../../services/marking/setItemMarking';
import { settleDifference } from '../../services/marking/settleDifference';
import { unlockMarkings } from '../../services/marking/unlockMarkings';
import { setScore } from '../../services/scores/setScore';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, itemsOf, reading, unitOf, writing, type CliContext } from '../cliContext';
import { listOption, pairOption } from '../listOptions';
import { readEntry, type EntryOptions } from '../readEntry';
import { readPoints } from '../readOptions';
import { registerAssign } from './assignCommands';

interface At {
  readonly unit: string;
  readonly item: string;
  readonly json?: boolean;
}

interface MethodOptions {
  readonly item: string[];
  readonly method: string;
  readonly limit?: string;
  readonly blind?: boolean;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

/** Several scorers of one item and what they come to: assign …, marking …. */
export function registerMarking(program: Command, context: CliContext): void {
  registerAssign(program, context);
  const group = program.command('marking').description('多人评分：办法、评分、锁定、分歧认定');
  group
    .command('method')
    .description('指标由一人评还是多人评，以及多人评分怎样成为得分')
    .addOption(listOption('--item <编码...>', '指标编码，可写多个').makeOptionMandatory())
    .requiredOption('--method <办法>', 'mean 均分、dropHighLow 去高低分、consensus 合议、single 一人评分')
    .option('--limit <分值>', '分差上限，最高分与最低分相差超过它的要认定；均分和去高低分必须写')
    .option('--blind', '背靠背：锁定以前互相看不到')
    .option('--confirm', '已经有评分也要修改')
    .option('--json', '以 JSON 输出结果')
    .action((options: MethodOptions) => method(context, options));
  entryOptions(at(group.command('set').description('登录的评分人评一项；锁定以前可以修改'))).action(
    (options: At & EntryOptions) => set(context, options),
  );
  group
    .command('lock')
    .description('锁定登录的评分人对一个单位的评分；都锁定后按办法成为得分')
    .requiredOption('--unit <编码>', '单位编码')
    .addOption(listOption('--item <编码...>', '只锁定这些指标；不写时锁定评完的全部'))
    .option('--json', '以 JSON 输出结果')
    .action((options: { unit: string; item?: string[]; json?: boolean }) => lock(context, options));
  at(group.command('unlock').description('解锁，请评分人重新评分；已认定的得分不再计入'))
    .option('--scorer <姓名>', '只解锁这个人的；不写时全部解锁')
    .requiredOption('--reason <理由>', '理由')
    .action((options: At & { scorer?: string; reason: string }) => unlock(context, options));
  group
    .command('differences')
    .description('多人评分的进展和分歧，要认定的在前')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => differences(context, json === true));
  at(group.command('show').description('一个单位一项指标的各人评分')).action((options: At) =>
    reading(context, async (workspace) => say(context, options, await placeOf(workspace, options))),
  );
  entryOptions(at(group.command('settle').description('认定有分歧的得分；各人的评分都保留'))).action(
    (options: At & EntryOptions) => settle(context, options),
  );
  group
    .command('progress')
    .description('每个评分人的进展')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => progress(context, json === true));
}

function at(command: Command): Command {
  return command
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .option('--json', '以 JSON 输出结果');
}

function entryOptions(command: Command): Command {
  return command
    .option('--points <得分>', '得分')
    .addOption(pairOption('--input <名称=值...>', '评分输入，如 “分子=85” “分母=90”'))
    .option('--na', '不适用')
    .option('--reason <理由>', '扣分理由，或认定的理由');
}

async function method(context: CliContext, options: MethodOptions): Promise<void> {
  const setting = readSetting(options);
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const itemIds = itemsOf(assessment, options.item).map(({ id }) => id);
    await setItemMarking(workspace, { itemIds, setting, confirmed: options.confirm === true });
    const items = itemIds.length;
    context.output.done(options.json, { items }, `已设置 ${items} 项指标的评分办法。`);
  });
}

function readSetting({ method: name, limit: given, blind = false }: MethodOptions): MarkingSetting | null {
  if (name === 'single') return null;
  const limit = given ?? (name === 'consensus' ? '0' : '');
  const known = MARKING_METHODS.find((each) => each === name);
  if (!known) throw badArguments({ problem: `--method 没有“${name}”这种办法。` });
  return { method: known, spreadLimit: readPoints('--limit', limit), blind };
}

async function idsOf(workspace: Workspace, { unit, item }: At) {
  const assessment = await loadAssessment(workspace);
  const found = { unit: unitOf(assessment, unit), item: itemOf(assessment, item) };
  return { ...found, unitId: found.unit.id, itemId: found.item.id };
}

async function placeOf(workspace: Workspace, options: At): Promise<PlaceView> {
  const { unitId, itemId } = await idsOf(workspace, options);
  return getMarkingPlace(workspace, { unitId, itemId });
}

async function set(context: CliContext, options: At & EntryOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const { unit, item, unitId, itemId } = await idsOf(workspace, options);
    const entry = readEntry(unit, item, options);
    const { result } = await setScore(workspace, { unitId, itemId, entry, scorer: workspace.person });
    const points = result.status === 'scored' ? formatPoints(result.points) : null;
    context.output.result(
      options.json === true,
      { unit: unit.code, item: item.code, scorer: workspace.person, status: result.status, points },
      [`${unit.name} · ${item.code} ${item.name}：${workspace.person} ${points ?? '不适用'}`],
    );
  });
}

async function lock(
  context: CliContext,
  options: { readonly unit: string; readonly item?: string[]; readonly json?: boolean },
): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unitId = unitOf(assessment, options.unit).id;
    const itemIds = options.item && itemsOf(assessment, options.item).map(({ id }) => id);
    const done = await lockMarkings(workspace, { unitId, itemIds });
    const left = done.incomplete.length === 0 ? [] : [`没有评完、未锁定：${done.incomplete.join('、')}`];
    context.output.result(options.json === true, done, [
      `锁定 ${done.locked} 项；其中按办法得出得分 ${done.settled} 项，要认定 ${done.undecided} 项。`,
      ...left,
    ]);
  });
}

async function unlock(
  context: CliContext,
  options: At & { readonly scorer?: string; readonly reason: string },
): Promise<void> {
  await writing(context, async (workspace) => {
    const { unitId, itemId } = await idsOf(workspace, options);
    const accountId = options.scorer === undefined ? undefined : await accountOf(workspace, options.scorer);
    const view = await unlockMarkings(workspace, { unitId, itemId, accountId, reason: options.reason });
    say(context, options, view);
  });
}

async function accountOf(workspace: Workspace, name: string): Promise<number> {
  const { scorers } = await listAssignments(workspace);
  const found = scorers.find((each) => each.name === name.trim());
  if (!found) throw badArguments({ problem: `没有可以评分的人员“${name}”。` });
  return found.accountId;
}

async function settle(context: CliContext, options: At & EntryOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const { unit, item, unitId, itemId } = await idsOf(workspace, options);
    const entry = readEntry(unit, item, options);
    say(context, options, await settleDifference(workspace, { unitId, itemId, entry }));
  });
}

async function differences(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const rows = await listDifferences(workspace);
    const { unitById } = await loadAssessment(workspace);
    context.output.result(
      json,
      rows.map((row) => ({ unit: unitById.get(row.unitId)?.code, ...rowJson(row) })),
      rows.length === 0 ? ['还没有多人评分。'] : rows.map(rowText),
    );
  });
}

async function progress(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const rows = await listScorerProgress(workspace);
    context.output.result(json, rows, rows.length === 0 ? ['还没有分配评分人。'] : rows.map(progressText));
  });
}

function progressText({ name, scored, places, locked, severalPlaces }: ScorerProgress): string {
  const several = severalPlaces === 0 ? '' : `，多人评分已锁定 ${locked}/${severalPlaces}`;
  return `${name}：已评 ${scored}/${places}${several}`;
}

const figure = (points: number | null): string | null => (points === null ? null : formatPoints(points));

function rowJson(row: DifferenceRow) {
  return {
    item: row.itemCode,
    state: row.state,
    cause: row.cause,
    method: row.method,
    locked: row.locked,
    scorers: row.scorers,
    waitingFor: row.waitingFor,
    spread: figure(row.spread),
    proposed: figure(row.proposed),
    settled: figure(row.settled),
  };
}

function rowText(row: DifferenceRow): string {
  const cause = row.cause === null ? '' : `（${DECISION_CAUSE_NAMES[row.cause]}）`;
  const parts = [
    `${PLACE_STATE_NAMES[row.state]}${cause}`,
    `${MARKING_METHOD_NAMES[row.method]}，已锁定 ${row.locked}/${row.scorers}`,
    row.waitingFor.length === 0 ? '' : `等 ${row.waitingFor.join('、')}`,
    row.spread === null ? '' : `分差 ${formatPoints(row.spread)}`,
    row.proposed === null ? '' : `建议 ${formatPoints(row.proposed)}`,
    row.settled === null ? '' : `认定 ${formatPoints(row.settled)}`,
  ];
  return `${row.unitName} · ${row.itemCode}：${parts.filter((part) => part !== '').join('；')}`;
}

/** The place as it now stands, to stdout. */
function say({ output }: CliContext, options: At, { row, marks, settlement }: PlaceView): void {
  output.result(
    options.json === true,
    {
      unit: options.unit,
      ...rowJson(row),
      marks: marks.map(({ scorer, begun, lockedAt, shown }) => ({
        scorer,
        begun,
        locked: lockedAt !== null,
        points: figure(shown?.points ?? null),
        exact: shown?.exact ?? '',
        status: shown?.status ?? null,
        reason: shown?.entry.reason ?? null,
      })),
      settlement: settlement && {
        ...settlement,
        spread: formatPoints(settlement.spread),
        points: figure(settlement.points),
      },
    },
    [
      rowText(row),
      ...marks.map((mark) => `  ${markText(mark)}`),
      ...(settlement ? [`  认定：${figure(settlement.points) ?? '不适用或否决'}，${settlement.reason}`] : []),
    ],
  );
}

function markText({ scorer, begun, lockedAt, shown }: ScorerMark): string {
  const lockText = lockedAt === null ? '未锁定' : '已锁定';
  if (!begun) return `${scorer}：未评`;
  if (!shown) return `${scorer}：${lockText}，内容在可以查看以后显示`;
  return `${scorer}：${shownFigure(shown)}（${lockText}）${shown.entry.reason}`;
}

function shownFigure({ status, points, exact }: NonNullable<ScorerMark['shown']>): string {
  if (status === 'notApplicable') return '不适用';
  return points === null ? '未评完' : markedText(points, exact);
}
