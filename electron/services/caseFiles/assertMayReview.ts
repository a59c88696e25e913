import { reviewLocked, reviewNotYours } from '@shared/errors/caseFile';
import type { UnitView } from '@shared/ipc/views';
import { assertMay, assertNoConflict } from '../access/assertMay';
import type { Assessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';
import type { LocatedReview } from './locateReview';

/**
 * Whether whoever is signed in may write into a review now: it is theirs, it is open, and the file is not of their unit.
 *
 * @returns the unit of the file.
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_REVIEW_NOT_YOURS, CONFLICT_OF_INTEREST, CASE_REVIEW_LOCKED
 */
export function assertMayReview(
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  { review, pick }: LocatedReview,
): UnitView {
  assertMay(workspace, 'reviewCaseFile');
  assertCasesOpen(assessment, '评查案卷');
  const { actor } = workspace;
  const { number } = pick;
  if (review.accountId !== actor.accountId) throw reviewNotYours({ person: actor.name, number });
  const unit = requireUnit(assessment, pick.unitId);
  // The person may have moved to that unit since the file was handed out.
  assertNoConflict(actor, unit, '评查案卷');
  if (review.lockedAt !== null) throw reviewLocked({ number });
  return unit;
}
