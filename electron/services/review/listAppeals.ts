import { hasConflict, isOwnUnitOnly, mayDo } from '@shared/domain/role';
import { seesScorers } from '@shared/domain/visibility';
import { appealUnknown } from '@shared/errors/review';
import type { AppealList, AppealRow, AppealView } from '@shared/ipc/practice/review';
import { ANSWER_DAYS, addWorkingDays, type AppealWindow } from '@shared/review/appealWindow';
import { itemLimit } from '@shared/scoring/worth';
import { daysBetween } from '@shared/year/dates';
import { listAppealRows } from '../../database/appealRepository';
import { lastAppealsSent } from '../../database/toldRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { hasJudged } from './assertNotJudge';
import { feedbackWindow } from './feedbackWindow';
import { localDay } from '../localTime';
import { toldItems } from './told';

/**
 * The appeals of the cycle that concern whoever asks: all for those who decide or read everything, their own unit's for
 * people of a unit, those about their items for scorers; with the days left to answer.
 */
export async function listAppeals(
  workspace: Workspace,
  { unitId }: { readonly unitId?: number } = {},
): Promise<AppealList> {
  const assessment = await loadAssessment(workspace);
  const window = await feedbackWindow(workspace.reader, assessment, workspace.clock());
  const rows = await listAppealRows(workspace.reader, assessment.cycle.id, { unitId });
  const seen = rows.filter((row) => concerns(workspace, assessment, row));
  const appeals: AppealView[] = [];
  for (const row of seen) appeals.push(await toView(workspace, assessment, row));
  return { window, appeals, unsent: await countUnsent(workspace, assessment, appeals) };
}

/** At a unit's seat an appeal counts once it went into a package: the office knows nothing of it before. */
async function countUnsent(
  { seat, reader }: Workspace,
  { cycle }: Assessment,
  appeals: readonly AppealView[],
): Promise<number> {
  if (seat !== 'unit') return 0;
  const sent = await lastAppealsSent(reader, cycle.id);
  return appeals.filter(({ state, filedAt }) => state === 'filed' && filedAt > sent).length;
}

/** One appeal as it stands after a change. @throws {AppError} APPEAL_UNKNOWN */
export async function findAppealView(workspace: Workspace, id: number): Promise<AppealView> {
  const assessment = await loadAssessment(workspace);
  const [row] = await listAppealRows(workspace.db, assessment.cycle.id, { id });
  if (!row) throw appealUnknown();
  return toView(workspace, assessment, row);
}

function concerns({ actor }: Workspace, assessment: Assessment, row: AppealRow): boolean {
  if (mayDo(actor, 'readAll') || mayDo(actor, 'decideAppeal')) return true;
  if (actor.unitCode === row.unitCode) return true;
  if (isOwnUnitOnly(actor)) return false;
  return mayDo(actor, 'score') && (actor.allItems || assessment.isAssigned(row.itemId, actor.accountId));
}

async function toView(workspace: Workspace, assessment: Assessment, stored: AppealRow): Promise<AppealView> {
  const row = await withTold(workspace, assessment, stored);
  const item = assessment.itemById.get(row.itemId);
  const because = await whyNotDecide(workspace, assessment, row);
  // A unit is answered by the office, not by a person: it does not learn who scored it.
  const scorer = seesScorers(workspace.actor, { code: row.unitCode }) ? row.scorer : '';
  return {
    ...row,
    scorer,
    limit: item ? itemLimit(item) : 0,
    answerBy: row.state === 'filed' ? answerBy(row.filedAt, workspace.clock()) : null,
    mayDecide: because === '',
    mayNotDecideBecause: because,
  };
}

/** A unit's seat has no scores: it knows those it was told of. */
async function withTold({ seat, db }: Workspace, assessment: Assessment, row: AppealRow): Promise<AppealRow> {
  if (seat !== 'unit') return row;
  const told = (await toldItems(db, assessment, row.unitId)).get(row.itemId);
  if (!told || told.assessed === null || told.final === null) return row;
  const [assessedPoints, finalPoints] = [told.assessed, told.final];
  return { ...row, assessedPoints, finalPoints, adjustment: finalPoints - assessedPoints };
}

/** Until when an appeal is to be answered. @param filedAt ISO time */
export function answerBy(filedAt: string, now: Date): AppealWindow {
  const dueOn = addWorkingDays(localDay(new Date(filedAt)), ANSWER_DAYS);
  return { dueOn, daysLeft: daysBetween(localDay(now), dueOn) };
}

async function whyNotDecide(
  { actor, reader, readOnly }: Workspace,
  { cycle }: Assessment,
  row: AppealRow,
): Promise<string> {
  if (row.state !== 'filed') return '已经办结';
  if (cycle.state !== 'feedback') return '年度不在“反馈申诉”阶段';
  if (readOnly) return '考评库以只读方式打开';
  if (!mayDo(actor, 'decideAppeal')) return '没有“复核申诉”的权限';
  if (hasConflict(actor, { code: row.unitCode })) return '申诉的是本单位，须回避';
  if (await hasJudged(reader, actor, row.unitId, row.itemId))
    return '评过、录入过或核查过这一项，须由别人复核';
  return '';
}
