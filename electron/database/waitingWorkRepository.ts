import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** What would be left behind if somebody could no longer sign in. */
export interface WaitingWork {
  /** Codes of items assigned to this account and to no other active one. */
  readonly onlyScorerOf: readonly string[];
  /** Own markings begun and not locked, which count for nothing until they are. */
  readonly openMarkings: number;
}

/** Work of an account in a cycle that waits for it alone. */
export async function findWaitingWork(
  db: Kysely<Schema>,
  cycleId: number,
  accountId: number,
): Promise<WaitingWork> {
  const { rows } = await sql<{ code: string }>`
    SELECT item.code FROM scorer_assignment AS own JOIN item ON item.id = own.item_id
    WHERE own.account_id = ${accountId} AND own.cycle_id = ${cycleId} AND NOT EXISTS (
      SELECT 1 FROM scorer_assignment AS other JOIN account ON account.id = other.account_id
      WHERE other.cycle_id = own.cycle_id AND other.item_id = own.item_id
        AND other.account_id <> own.account_id AND account.active = 1)
    ORDER BY item.id`.execute(db);
  const counted = await sql<{ count: number }>`
    SELECT count(*) AS count FROM marking JOIN unit ON unit.id = marking.unit_id
    WHERE marking.account_id = ${accountId} AND marking.locked_at IS NULL AND unit.cycle_id = ${cycleId}`.execute(
    db,
  );
  return { onlyScorerOf: rows.map(({ code }) => code), openMarkings: counted.rows[0]?.count ?? 0 };
}
