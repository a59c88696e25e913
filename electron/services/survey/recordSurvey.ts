import { isDeepStrictEqual } from 'node:util';
import { surveyCountInvalid, surveyIncomplete, surveyScoreInvalid } from '@shared/errors/survey';
import { unitNotFound } from '@shared/errors/units';
import type { Request, Response } from '@shared/ipc/contract';
import type { UnitView } from '@shared/ipc/views';
import { parseCount, parseSurveyScore } from '@shared/tables/surveyTable';
import { deleteSurvey, listSurveys, upsertSurvey, type StoredSurvey } from '../../database/surveyRepository';
import { assertNoConflict } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { surveyRow } from './getSurvey';
import { openSurvey } from './surveyAccess';

/**
 * Saves a unit's survey as typed; without any figure it is taken away. Practice page §7, §15.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, UNIT_NOT_FOUND,
 *   SURVEY_INCOMPLETE, SURVEY_COUNT_INVALID, SURVEY_SCORE_RANGE
 */
export async function recordSurvey(
  workspace: Workspace,
  { unitId, ...typed }: Request<'survey:record'>,
): Promise<Response<'survey:record'>> {
  const { unitById, cycle } = await openSurvey(workspace, '录入满意度测评');
  const unit = unitById.get(unitId);
  if (!unit) throw unitNotFound();
  assertNoConflict(workspace.actor, unit, '录入满意度测评');
  const survey = readSurvey(unit, typed);
  await inTransaction(workspace, async (trx, now, audit) => {
    const before = (await listSurveys(trx, { cycleId: cycle.id, unitIds: [unitId] })).get(unitId);
    if (isDeepStrictEqual(before, survey)) return;
    if (survey) await upsertSurvey(trx, unitId, survey, now);
    else await deleteSurvey(trx, unitId);
    await audit({
      action: survey ? 'survey.record' : 'survey.clear',
      subject: unit.name,
      unitId,
      before,
      after: survey,
    });
  });
  return surveyRow(unit, survey);
}

/** undefined where nothing is typed. A note alone is no survey. */
function readSurvey(
  unit: UnitView,
  typed: Omit<Request<'survey:record'>, 'unitId'>,
): StoredSurvey | undefined {
  const figures = [typed.sent, typed.valid, typed.score].map((text) => text.trim());
  if (figures.every((text) => text === '')) return undefined;
  const place = { unit: unit.name };
  if (figures.some((text) => text === '')) throw surveyIncomplete({ unit: unit.name }, place);
  const sent = parseCount(typed.sent);
  const valid = parseCount(typed.valid);
  if (sent === null || valid === null || valid === 0 || valid > sent) {
    throw surveyCountInvalid({ unit: unit.name, sent: typed.sent, valid: typed.valid }, place);
  }
  const score = parseSurveyScore(typed.score);
  if (score === null) throw surveyScoreInvalid({ unit: unit.name, score: typed.score }, place);
  return { sent, valid, score, note: typed.note.trim() };
}
