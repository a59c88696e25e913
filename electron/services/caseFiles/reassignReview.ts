import { NO_FINDINGS } from '@shared/caseFiles/reviewScore';
import { casePickedAlready, reviewersTooFew, reviewLocked } from '@shared/errors/caseFile';
import {
  listFileReviewers,
  listReviewsOfPick,
  setReviewer,
  updateReview,
} from '../../database/caseReviewRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen, requireReason } from './caseAccess';
import { locateReview } from './locateReview';

/**
 * Gives a review that is not locked to somebody else, who begins afresh: what the first one found so far is nowhere to be
 * read, so that reviewers stay independent.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING, CASE_REVIEW_NOT_FOUND, CASE_PICK_NOT_ACTIVE,
 *   CASE_REVIEW_LOCKED, CONFLICT_OF_INTEREST, CASE_REVIEWERS_TOO_FEW where the person is no reviewer, CASE_PICKED_ALREADY
 */
export async function reassignReview(
  workspace: Workspace,
  {
    reviewId,
    accountId,
    reason,
  }: { readonly reviewId: number; readonly accountId: number; readonly reason: string },
): Promise<null> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '更换评查员');
  const why = requireReason(reason, '更换评查员');
  await inTransaction(workspace, async (trx, now, audit) => {
    const { review, pick } = await locateReview(trx, assessment.cycle.id, reviewId);
    if (review.lockedAt !== null) throw reviewLocked({ number: pick.number });
    const unit = requireUnit(assessment, pick.unitId);
    const reviewers = await listFileReviewers(trx);
    const next = reviewers.find((candidate) => candidate.accountId === accountId);
    if (!next) throw reviewersTooFew({ reviewers: reviewers.length, short: '所选的人不是案卷评查员' });
    assertNoConflict(next, unit, '评查案卷');
    const others = await listReviewsOfPick(trx, pick.id);
    if (others.some((other) => other.accountId === accountId))
      throw casePickedAlready({ number: pick.number });
    await setReviewer(trx, reviewId, accountId);
    if (review.revision > 1) {
      const blank = { findings: NO_FINDINGS, highlights: '', opinion: '', score: null, legal: null };
      await updateReview(trx, reviewId, blank, now);
    }
    await audit({
      action: 'caseReview.reassign',
      subject: `${unit.name} · ${pick.type} · ${pick.number}`,
      unitId: unit.id,
      before: { reviewer: review.reviewer, begun: review.revision > 1 },
      after: { reviewer: next.name },
      reason: why,
    });
  });
  return null;
}
