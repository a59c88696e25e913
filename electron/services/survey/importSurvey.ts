import { isDeepStrictEqual } from 'node:util';
import { surveyStale } from '@shared/errors/survey';
import { listSurveys, upsertSurvey } from '../../database/surveyRepository';
import { assertNoConflict } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import type { SurveyImport } from './previewSurvey';
import { openSurvey } from './surveyAccess';

/**
 * Takes a previewed 满意度 table over, all of it or nothing. Units that are not in it keep what they have.
 *
 * @returns how many units changed.
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, SURVEY_TABLE_STALE
 */
export async function importSurvey(
  workspace: Workspace,
  rows: SurveyImport,
): Promise<{ readonly changed: number }> {
  const { unitById, cycle } = await openSurvey(workspace, '导入满意度测评');
  return inTransaction(workspace, async (trx, now, audit) => {
    const known = await listSurveys(trx, { cycleId: cycle.id });
    const changed = rows.flatMap(({ unitId, ...survey }) => {
      const unit = unitById.get(unitId);
      if (!unit) throw surveyStale();
      if (isDeepStrictEqual(known.get(unitId), survey)) return [];
      assertNoConflict(workspace.actor, unit, '录入满意度测评');
      return [{ unit, survey }];
    });
    if (changed.length === 0) return { changed: 0 };
    for (const { unit, survey } of changed) await upsertSurvey(trx, unit.id, survey, now);
    await audit({
      action: 'survey.import',
      subject: `满意度测评表 ${changed.length} 个单位`,
      before: Object.fromEntries(
        changed.flatMap(({ unit }) => {
          const before = known.get(unit.id);
          return before ? [[unit.code, before]] : [];
        }),
      ),
      after: Object.fromEntries(changed.map(({ unit, survey }) => [unit.code, survey])),
    });
    return { changed: changed.length };
  });
}
