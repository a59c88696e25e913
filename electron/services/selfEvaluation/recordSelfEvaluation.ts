import type { Request, Response } from '@shared/ipc/contract';
import { findSelfEvaluation } from '../../database/selfEvaluationRepository';
import { upsertSelfEvaluation } from '../../database/sheetRepository';
import { findSubmission, newSubmission, writeSubmission } from '../../database/submissionRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { stageNow } from '../year/stageNow';
import { assertSelfOpen } from '../year/submissionAccess';

/**
 * Saves a unit's own score and statement as typed, right or wrong. The first one starts the unit's submission.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, NOT_PERMITTED,
 *   NOT_YOUR_UNIT, SELF_EVALUATION_LOCKED
 */
export async function recordSelfEvaluation(
  workspace: Workspace,
  { unitId, itemId, points, statement, editId = '' }: Request<'self:record'>,
): Promise<Response<'self:record'>> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { unit } = locate(assessment, unitId, itemId);
  assertMayFor(workspace, 'selfEvaluate', unit);
  return inTransaction(workspace, async (trx, now, audit) => {
    const submission = await findSubmission(trx, unitId);
    assertSelfOpen(await stageNow(trx, assessment), unit, submission);
    const before = await findSelfEvaluation(trx, unitId, itemId);
    await upsertSelfEvaluation(trx, unitId, itemId, { points, statement }, now);
    if (!submission) await writeSubmission(trx, newSubmission(unitId), now);
    await audit({
      action: 'self.record',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      editId,
      before,
      after: { points, statement },
    });
    return { savedAt: now };
  });
}
