import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { AppError } from '@shared/errors/appError';
import { badArguments } from '@shared/errors/cli';
import { appealUnknown } from '@shared/errors/review';
import type { AppealView } from '@shared/ipc/practice/review';
import { APPEAL_STATE_NAMES } from '@shared/review/appealState';
import { loadAssessment } from '../../services/assessment/assessment';
import { addEvidence } from '../../services/evidence/addEvidence';
import { unlinkEvidence } from '../../services/evidence/unlinkEvidence';
import { listEvidence } from '../../services/evidence/listEvidence';
import { decideAppeal } from '../../services/review/decideAppeal';
import { assertMayFile, fileAppeal } from '../../services/review/fileAppeal';
import { getFeedback } from '../../services/review/getFeedback';
import { listAppeals } from '../../services/review/listAppeals';
import { showRank } from '../../services/review/showRank';
import { withdrawAppeal } from '../../services/review/withdrawAppeal';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, reading, unitOf, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';
import { readPoints, readWholeNumber } from '../readOptions';
import { simulationAsJson, simulationLines } from './simulateCommand';

interface FileOptions {
  readonly unit: string;
  readonly item: string;
  readonly grounds: string;
  readonly points?: string;
  readonly evidence?: string[];
  readonly lateReason?: string;
  readonly json?: boolean;
}

interface WhichOptions {
  readonly id?: string;
  readonly unit?: string;
  readonly item?: string;
  readonly json?: boolean;
}

interface DecideOptions extends WhichOptions {
  readonly uphold?: boolean;
  readonly points?: string;
  readonly opinion: string;
}

/** appeal file, decide, withdraw, list; feedback show, rank. */
export function registerAppeals(program: Command, context: CliContext): void {
  const group = program.command('appeal').description('申诉：提出、复核、撤回、查看');
  group
    .command('file')
    .description('代一个单位对一项得分提出申诉')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .requiredOption('--grounds <理由>', '申诉理由')
    .option('--points <得分>', '请求改为多少分')
    .addOption(listOption('--evidence <文件...>', '补充材料'))
    .option('--late-reason <理由>', '过了申诉期限才受理的理由（考核办公室）')
    .option('--json', '以 JSON 输出结果')
    .action((options: FileOptions) => file(context, options));
  which(group.command('decide').description('复核一件申诉：维持，或调整为多少分'))
    .option('--uphold', '维持原得分')
    .option('--points <得分>', '调整为多少分')
    .requiredOption('--opinion <意见>', '复核意见')
    .action((options: DecideOptions) => decide(context, options));
  which(group.command('withdraw').description('撤回还没有复核的申诉'))
    .option('--reason <理由>', '撤回理由')
    .action((options: WhichOptions & { reason?: string }) =>
      writing(context, async (workspace) => {
        const id = await idOf(workspace, options);
        const appeal = await withdrawAppeal(workspace, { id, reason: options.reason ?? '' });
        show(context, [appeal], options.json === true);
      }),
    );
  group
    .command('list')
    .description('全部申诉和结果')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => list(context, json === true));
  const feedback = program.command('feedback').description('反馈');
  feedback
    .command('show')
    .description('一个单位的得分、扣分理由和申诉期限；单位席位上以收到的反馈包为准')
    .requiredOption('--unit <编码>', '单位编码')
    .option('--json', '以 JSON 输出结果')
    .action(({ unit, json }: { unit: string; json?: boolean }) => showFeedback(context, unit, json === true));
  feedback
    .command('rank')
    .description('反馈单上是否写明名次')
    .option('--show', '写明')
    .option('--hide', '不写明')
    .option('--json', '以 JSON 输出结果')
    .action(({ show: shown, hide, json }: { show?: boolean; hide?: boolean; json?: boolean }) => {
      if ((shown === true) === (hide === true)) throw badArguments({ problem: '请写 --show 或 --hide。' });
      return writing(context, async (workspace) => {
        const { rankShown } = await showRank(workspace, { shown: shown === true });
        context.output.result(json === true, { rankShown }, [
          rankShown ? '反馈单上写明名次。' : '反馈单上不写名次。',
        ]);
      });
    });
}

function which(command: Command): Command {
  return command
    .option('--id <编号>', '申诉编号；或用 --unit 和 --item')
    .option('--unit <编码>', '单位编码')
    .option('--item <编码>', '指标编码')
    .option('--json', '以 JSON 输出结果');
}

async function file(context: CliContext, options: FileOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unitId = unitOf(assessment, options.unit).id;
    const itemId = itemOf(assessment, options.item).id;
    const lateReason = options.lateReason ?? '';
    const requestedPoints = options.points === undefined ? null : readPoints('--points', options.points);
    await assertMayFile(workspace, { unitId, itemId, lateReason });
    const evidenceIds = await takeIn(context, workspace, { unitId, itemId, paths: options.evidence ?? [] });
    const { grounds } = options;
    const request = { unitId, itemId, grounds, requestedPoints, evidenceIds, lateReason };
    show(context, [await fileAppeal(workspace, request)], options.json === true);
  });
}

/** All files or none: an appeal must not stand with half of what it rests on. @throws {AppError} of the first refused */
async function takeIn(
  { signal }: CliContext,
  workspace: Workspace,
  place: { readonly unitId: number; readonly itemId: number; readonly paths: readonly string[] },
): Promise<number[]> {
  if (place.paths.length === 0) return [];
  const before = new Set((await listEvidence(workspace, place)).map(({ id }) => id));
  const { added, refused } = await addEvidence(workspace, place, { signal });
  const [first] = refused;
  if (!first) return added.map(({ id }) => id);
  for (const { id } of added.filter((evidence) => !before.has(evidence.id))) {
    await unlinkEvidence(workspace, { evidenceId: id, itemId: place.itemId });
  }
  throw new AppError({ ...first.error, kept: '申诉没有提出，材料都没有附上。' });
}

async function decide(context: CliContext, options: DecideOptions): Promise<void> {
  if ((options.points === undefined) === (options.uphold !== true)) {
    throw badArguments({ problem: '请写 --uphold（维持）或 --points（调整为多少分）中的一个。' });
  }
  await writing(context, async (workspace) => {
    const { unitById } = await loadAssessment(workspace);
    const { appeal, effect } = await decideAppeal(workspace, {
      id: await idOf(workspace, options),
      toPoints: options.points === undefined ? null : readPoints('--points', options.points),
      opinion: options.opinion,
    });
    context.output.result(
      options.json === true,
      { ...asJson(appeal), ...simulationAsJson(effect, (id) => unitById.get(id)?.code ?? '') },
      [line(appeal), ...simulationLines(effect)],
    );
  });
}

/** The appeal meant: by number, or the latest about a unit's item. @throws {AppError} APPEAL_UNKNOWN, BAD_ARGUMENTS */
async function idOf(workspace: Workspace, { id, unit, item }: WhichOptions): Promise<number> {
  if (id !== undefined) return readWholeNumber('--id', id, 1, 999_999_999);
  if (unit === undefined || item === undefined) {
    throw badArguments({ problem: '请写 --id，或同时写 --unit 和 --item。' });
  }
  const assessment = await loadAssessment(workspace);
  const itemId = itemOf(assessment, item).id;
  const { appeals } = await listAppeals(workspace, { unitId: unitOf(assessment, unit).id });
  const own = appeals.filter((appeal) => appeal.itemId === itemId);
  const found = own.find(({ state }) => state === 'filed') ?? own.at(-1);
  if (!found) throw appealUnknown();
  return found.id;
}

async function list(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const { window, appeals } = await listAppeals(workspace);
    context.output.result(json, { window, appeals: appeals.map(asJson) }, [
      window === null
        ? '还没有进入反馈申诉阶段。'
        : `申诉期限：${window.dueOn}（${daysText(window.daysLeft)}）`,
      ...(appeals.length === 0 ? ['没有申诉。'] : appeals.map(line)),
    ]);
  });
}

async function showFeedback(context: CliContext, code: string, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const unit = unitOf(await loadAssessment(workspace), code);
    const { unitId: _unitId, lines, ...view } = await getFeedback(workspace, { unitId: unit.id });
    const points = (hundredths: number): string => formatPoints(hundredths);
    context.output.result(
      json,
      {
        ...{ unit: view.unitCode, name: view.unitName, final: points(view.final), grade: view.grade },
        ...{ rank: view.rank, rankedOf: view.rankedOf, provisional: view.provisional },
        ...{ unscored: view.unscored, appealsUntil: view.window?.dueOn ?? null, appealOpen: view.appealOpen },
        lines: lines.map((row) => ({
          ...{ item: row.itemCode, name: row.itemName, matter: row.matter },
          ...{ assessed: points(row.assessedPoints), final: points(row.finalPoints) },
          ...{ deducted: points(row.deducted), appeal: row.appeal?.state ?? null },
        })),
      },
      [
        `${view.unitName}　最终得分 ${points(view.final)}${view.grade === null ? '' : `　${view.grade}`}${
          view.rank === null ? '' : `　组内第 ${view.rank} / ${view.rankedOf}`
        }`,
        view.window === null ? '年度还没有进入“反馈申诉”阶段。' : `申诉期限 ${view.window.dueOn}`,
        ...lines.map((row) => `${row.itemCode}　扣 ${points(row.deducted)}　${row.matter}`),
      ],
    );
  });
}

function show({ output }: CliContext, appeals: readonly AppealView[], json: boolean): void {
  output.result(json, appeals.map(asJson)[0] ?? null, appeals.map(line));
}

function daysText(days: number): string {
  return days < 0 ? `已过 ${-days} 天` : `还有 ${days} 天`;
}

function line(appeal: AppealView): string {
  const { id, number, unitName, itemCode, itemName, state, originalPoints, decidedPoints, opinion, grounds } =
    appeal;
  const original = originalPoints === null ? '未评' : formatPoints(originalPoints);
  const decided = decidedPoints === null ? '' : ` → ${formatPoints(decidedPoints)}`;
  // Commands take the id; people and papers name the number within the year.
  const ofYear = number === id ? '' : `（本年第 ${number} 号）`;
  return `${id}${ofYear} ${unitName} · ${itemCode} ${itemName}：${APPEAL_STATE_NAMES[state]}，${original}${decided}。${opinion || grounds}`;
}

function asJson(appeal: AppealView) {
  const text = (points: number | null) => (points === null ? null : formatPoints(points));
  return {
    id: appeal.id,
    number: appeal.number,
    unit: appeal.unitCode,
    item: appeal.itemCode,
    state: appeal.state,
    grounds: appeal.grounds,
    requested: text(appeal.requestedPoints),
    original: text(appeal.originalPoints),
    decided: text(appeal.decidedPoints),
    assessed: text(appeal.assessedPoints),
    final: text(appeal.finalPoints),
    opinion: appeal.opinion,
    filedBy: appeal.filedBy,
    filedAt: appeal.filedAt,
    lateReason: appeal.lateReason,
    decidedBy: appeal.decidedBy,
    decidedAt: appeal.decidedAt,
    answerBy: appeal.answerBy?.dueOn ?? null,
    daysLeft: appeal.answerBy?.daysLeft ?? null,
    evidence: appeal.evidence.map(({ name }) => name),
  };
}
