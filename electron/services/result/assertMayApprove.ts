import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { approvalNeedsAnother } from '@shared/errors/result';
import { listStoredAccounts } from '../../database/accountRepository';
import { hasMovedToFeedback, hasScoredInCurrentCycle } from '../../database/approvalRepository';
import type { Schema } from '../../database/schema';

type Acting = Pick<Actor, 'name' | 'uid'>;

/**
 * Whoever ended the review (moved the year into 反馈申诉) or entered scores in it leaves the approval to another approver,
 * if there is one who did neither and can sign in. A sole approver goes on.
 *
 * @returns whether review and approval are of the same hand, which the trail then says.
 * @throws {AppError} APPROVAL_NEEDS_ANOTHER
 */
export async function assertMayApprove(
  trx: Kysely<Schema>,
  actor: Acting,
  cycleId: number,
): Promise<boolean> {
  if (!(await hasReviewed(trx, actor, cycleId))) return false;
  const others: string[] = [];
  for (const { actor: other, active, password } of await listStoredAccounts(trx)) {
    const may = active && password !== '' && other.uid !== actor.uid && other.roles.includes('approver');
    if (may && !(await hasReviewed(trx, other, cycleId))) others.push(other.name);
  }
  if (others.length > 0) throw approvalNeedsAnother({ person: actor.name, others });
  return true;
}

async function hasReviewed(db: Kysely<Schema>, who: Acting, cycleId: number): Promise<boolean> {
  return (await hasMovedToFeedback(db, who.uid, cycleId)) || (await hasScoredInCurrentCycle(db, who));
}
