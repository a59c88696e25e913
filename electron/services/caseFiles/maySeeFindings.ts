import type { Actor } from '@shared/domain/role';
import type { StoredReview } from '../../database/caseReviewRepository';
import { maySeeReviews } from './caseAccess';

/**
 * Reviews are blind: nobody sees another's findings before both are locked. Who has no review of the file sees locked ones
 * if the role allows it. Practice page §10; peers.md 1.6.
 *
 * @param reviews all of the same file.
 */
export function maySeeFindings(
  actor: Actor,
  review: StoredReview,
  reviews: readonly StoredReview[],
): boolean {
  if (review.accountId === actor.accountId) return true;
  if (review.lockedAt === null) return false;
  const own = reviews.find(({ accountId }) => accountId === actor.accountId);
  return own ? own.lockedAt !== null : maySeeReviews(actor);
}
