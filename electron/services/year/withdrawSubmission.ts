import type { SubmissionView } from '@shared/ipc/practice/year';
import { findSubmission, newSubmission, writeSubmission } from '../../database/submissionRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { getSubmission } from './getSubmission';
import { stageNow } from './stageNow';
import { assertStep } from './submissionAccess';

/**
 * Takes a handed-in sheet back while it is not accepted; it is open again and has to be handed in anew.
 *
 * @throws {AppError} UNIT_NOT_FOUND, NOT_PERMITTED, NOT_YOUR_UNIT, CYCLE_STATE_FORBIDS, SUBMISSION_STATE_FORBIDS
 */
export async function withdrawSubmission(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<SubmissionView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMayFor(workspace, 'submit', unit);
  await inTransaction(workspace, async (trx, now, audit) => {
    const stored = (await findSubmission(trx, unitId)) ?? newSubmission(unitId);
    assertStep(await stageNow(trx, assessment), unit, stored.state, 'withdraw');
    await writeSubmission(trx, { ...stored, state: 'filling', submittedBy: '', submittedAt: '' }, now);
    await audit({
      action: 'submission.withdraw',
      subject: unit.name,
      unitId,
      // Which handing in it was: other machines hear of it by that (`withdrawals`).
      before: { state: stored.state, submittedAt: stored.submittedAt },
      after: {
        state: 'filling',
        round: stored.round,
      },
    });
  });
  return getSubmission(workspace, { unitId });
}
