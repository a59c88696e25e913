import type { CaseSettings } from '@shared/caseFiles/caseSettings';
import { decideFile, type FileDecision, type LockedReview } from '@shared/caseFiles/decideFile';
import type { StoredReview } from '../../database/caseReviewRepository';

/**
 * What the reviews of a file come to. Once a third reviewer was called in, all three count: nobody's work is dropped
 * because another one changed.
 *
 * @param reviews of one file, by round.
 */
export function decidePick(reviews: readonly StoredReview[], settings: CaseSettings): FileDecision {
  const locked = reviews.flatMap(({ lockedAt, score, legal }): LockedReview[] =>
    lockedAt === null || score === null || legal === null ? [] : [{ score, legal }],
  );
  const third = reviews.some(({ round }) => round === 3);
  if (!third) return decideFile(locked, settings);
  if (locked.length === 3) return decideFile(locked, settings);
  return { state: 'open' };
}
