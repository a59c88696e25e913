import type { Kysely } from 'kysely';
import { reviewNotFound } from '@shared/errors/caseFile';
import type { StoredPick } from '../../database/caseFileRepository';
import { findReview, type StoredReview } from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { requireActivePick } from './currentDraw';

export interface LocatedReview {
  readonly review: StoredReview;
  readonly pick: StoredPick;
}

/**
 * A review and its file, which still stands in the draw in force.
 *
 * @throws {AppError} CASE_REVIEW_NOT_FOUND, CASE_PICK_NOT_ACTIVE
 */
export async function locateReview(
  db: Kysely<Schema>,
  cycleId: number,
  reviewId: number,
): Promise<LocatedReview> {
  const review = await findReview(db, reviewId);
  if (!review) throw reviewNotFound();
  return { review, pick: await requireActivePick(db, cycleId, review.pickId) };
}
