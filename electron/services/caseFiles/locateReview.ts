import type { Kysely } from 'kysely';
import { casePickNotActive, reviewNotFound } from '@shared/errors/caseFile';
import type { StoredPick } from '../../database/caseFileRepository';
import { findReview, type StoredReview } from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { requirePick } from './currentDraw';

export interface LocatedReview {
  readonly review: StoredReview;
  readonly pick: StoredPick;
}

/** A review and its file, which still stands. @throws {AppError} CASE_REVIEW_NOT_FOUND, CASE_PICK_NOT_ACTIVE */
export async function locateReview(db: Kysely<Schema>, reviewId: number): Promise<LocatedReview> {
  const review = await findReview(db, reviewId);
  if (!review) throw reviewNotFound();
  const pick = await requirePick(db, review.pickId);
  if (pick.state !== 'active') throw casePickNotActive({ number: pick.number });
  return { review, pick };
}
