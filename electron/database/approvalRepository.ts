import { sql, type Kysely } from 'kysely';
import type { Actor } from '../../shared/domain/role';
import type { Schema } from './schema';

/**
 * Whether somebody moved a cycle into 反馈申诉, by the trail. The move and its entry have the same time.
 *
 * @param uid of the account.
 */
export async function hasMovedToFeedback(db: Kysely<Schema>, uid: string, cycleId: number): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM cycle_transition AS t
      CROSS JOIN audit_entry AS a ON a.action = 'cycle.advance' AND a.at = t.at
    WHERE t.cycle_id = ${cycleId} AND t.to_state = 'feedback' AND a.account_uid = ${uid}
    LIMIT 1`.execute(db);
  return rows.length > 0;
}

/**
 * Whether somebody entered or marked a score in the current cycle, by the trail since it was started. Reads the person's
 * own entries only; a scorer's marking that came in a package is on the trail under whoever merged it.
 */
export async function hasScoredInCurrentCycle(
  db: Kysely<Schema>,
  { name, uid }: Pick<Actor, 'name' | 'uid'>,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM audit_entry AS a
    WHERE a.person = ${name}
      AND a.id > (SELECT coalesce(max(id), 0) FROM audit_entry WHERE action = 'cycle.start')
      AND a.account_uid = ${uid}
      AND +a.action IN ('score.record', 'score.recordMany', 'score.import', 'marking.record')
      AND (+a.action <> 'marking.record' OR iif(json_valid(a.after), a.after ->> '$.scorerUid', NULL) IS ${uid})
    LIMIT 1`.execute(db);
  return rows.length > 0;
}
