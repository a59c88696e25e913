import { surveyLimitInvalid } from '@shared/errors/survey';
import { parseCount } from '@shared/tables/surveyTable';
import { readSurveyLimit, writeSurveyLimit } from '../../database/surveyRepository';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { openSurvey } from './surveyAccess';

/** Highest limit that makes sense. */
const MOST = 100_000;

/**
 * Sets how many valid answers a sample should have at least; smaller ones are marked 样本偏少, no figure changes.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, SURVEY_LIMIT_INVALID
 */
export async function setSurveyLimit(workspace: Workspace, text: string): Promise<void> {
  const { cycle } = await openSurvey(workspace, '设置样本份数下限');
  const limit = parseCount(text);
  if (limit === null || limit > MOST) throw surveyLimitInvalid({ text });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = await readSurveyLimit(trx, cycle.id);
    if (before === limit) return;
    await writeSurveyLimit(trx, cycle.id, limit);
    await audit({
      action: 'survey.limit',
      subject: '样本份数下限',
      before: { sampleLimit: before },
      after: { sampleLimit: limit },
    });
  });
}
