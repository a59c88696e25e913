import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** Everybody whose judgement a score is: who entered it, marked it, decided between markings, or adjusted it on site. */
export async function listJudges(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<{ readonly names: readonly string[]; readonly accountIds: readonly number[] }> {
  const { rows } = await sql<{ name: string; accountId: number }>`
    SELECT scorer AS name, 0 AS accountId FROM score WHERE unit_id = ${unitId} AND item_id = ${itemId}
    UNION SELECT scorer, 0 FROM score_history
      WHERE unit_id = ${unitId} AND item_id = ${itemId} AND status <> 'unscored'
    UNION SELECT person, 0 FROM settlement
      WHERE unit_id = ${unitId} AND item_id = ${itemId} AND method = 'decided'
    UNION SELECT person, 0 FROM score_adjustment
      WHERE unit_id = ${unitId} AND item_id = ${itemId} AND kind = 'siteCheck'
    UNION SELECT '', account_id FROM marking WHERE unit_id = ${unitId} AND item_id = ${itemId}`.execute(db);
  return {
    names: rows.map(({ name }) => name).filter((name) => name !== ''),
    accountIds: rows.map(({ accountId }) => accountId).filter((id) => id !== 0),
  };
}

/**
 * Whether an account put a score of this place in, by the trail, whatever name stands on the score: typed, set or
 * imported. The entry of a line of history is the one with its edit id, which an import has once for many lines.
 *
 * @param uid of the account.
 */
export async function hasEnteredScore(
  db: Kysely<Schema>,
  uid: string,
  unitId: number,
  itemId: number,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM score_history AS h
      JOIN audit_entry AS a ON a.edit_id = h.edit_id AND a.edit_id <> ''
    WHERE h.unit_id = ${unitId} AND h.item_id = ${itemId} AND h.status <> 'unscored'
      AND a.account_uid = ${uid}
      AND +a.action IN ('score.record', 'score.recordMany', 'score.import')
    LIMIT 1`.execute(db);
  return rows.length > 0;
}
