import { deleteCaseResult, findCaseResult, setReviewLock } from '../../database/caseReviewRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen, requireReason } from './caseAccess';
import { locateReview } from './locateReview';

/**
 * Hands a locked review back to its reviewer (退回重评); the file's result falls until it is locked again.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING, CASE_REVIEW_NOT_FOUND, CASE_PICK_NOT_ACTIVE
 */
export async function reopenReview(
  workspace: Workspace,
  { reviewId, reason }: { readonly reviewId: number; readonly reason: string },
): Promise<null> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '退回重评');
  const why = requireReason(reason, '退回重评');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const { review, pick } = await locateReview(trx, assessment.cycle.id, reviewId);
    if (review.lockedAt === null) return;
    const result = await findCaseResult(trx, pick.id);
    await setReviewLock(trx, reviewId, null);
    await deleteCaseResult(trx, pick.id);
    await audit({
      action: 'caseReview.reopen',
      subject: `${assessment.unitById.get(pick.unitId)?.name ?? ''} · ${pick.type} · ${pick.number}`,
      unitId: pick.unitId,
      before: {
        reviewer: review.reviewer,
        ...(result && { score: review.score, legal: review.legal, caseResult: result }),
      },
      after: { reviewer: review.reviewer },
      reason: why,
    });
  });
  return null;
}
