import { createHash } from 'node:crypto';
import type { StoredMarking } from '../../database/markingRepository';
import type { Assessment } from '../assessment/assessment';
import type { AuditFact } from '../audit/auditFact';
import { scoreSubject } from '../scores/auditedScore';

/** SHA-256 over every column of a marking. Its salt keeps anybody from guessing the few points a draft can have. */
export function markingDigest(marking: StoredMarking): string {
  const { unitId, itemId, scorerUid, entry, status, points, lockedAt, salt, revision, updatedAt } = marking;
  const { inputs, notApplicable, reason } = entry;
  const typed = [inputs, entry.points, notApplicable, reason];
  return createHash('sha256')
    .update(
      JSON.stringify([unitId, itemId, scorerUid, typed, status, points, lockedAt, salt, revision, updatedAt]),
    )
    .digest('hex');
}

/**
 * What the trail keeps of a marking. A blind draft is only pinned by its digest: the trail is read by the office, which
 * must not see it before it is locked; what was typed goes on the trail with the lock.
 */
export function auditedMarking(marking: StoredMarking, blind: boolean): Readonly<Record<string, unknown>> {
  const { scorer, scorerUid, entry, status, points, lockedAt, revision, updatedAt } = marking;
  const pinned = { scorer, scorerUid, revision, at: updatedAt, lockedAt, digest: markingDigest(marking) };
  if (blind && lockedAt === null) return { ...pinned, draft: true };
  return { ...pinned, ...entry, status, score: points };
}

/** A change of one marking, for the trail. */
export function markingFact(
  assessment: Assessment,
  action: 'marking.record' | 'marking.lock' | 'marking.unlock',
  before: StoredMarking | undefined,
  after: StoredMarking,
  rest: Pick<AuditFact, 'editId' | 'reason'> = {},
): AuditFact {
  const { unitId, itemId } = after;
  const blind = assessment.markingOf(itemId)?.blind ?? false;
  return {
    action,
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    before: before && auditedMarking(before, blind),
    after: auditedMarking(after, blind),
    ...rest,
  };
}
