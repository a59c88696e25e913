import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';
import { unitsIn } from './scoreRepository';

/** A usual reason somebody wrote, changed or switched off. Points in hundredths. */
export interface StoredReason {
  readonly itemCode: string;
  readonly text: string;
  readonly points: number | null;
  readonly basis: string;
  readonly active: boolean;
}

/**
 * The library of a line of indicator systems: it is kept by version, but read by code, so that a new version starts with
 * what the earlier ones gathered. Where versions differ the latest stands.
 *
 * @param itemCode  only this item; left out: all.
 */
export async function listStoredReasons(
  db: Kysely<Schema>,
  systemId: number,
  itemCode?: string,
): Promise<readonly StoredReason[]> {
  const only = itemCode === undefined ? sql`` : sql`AND item.code = ${itemCode}`;
  const result = await sql<Omit<StoredReason, 'active'> & { active: 0 | 1 }>`
    SELECT item.code AS itemCode, r.text, r.points, r.basis, r.active
    FROM indicator_system AS own
    JOIN indicator_system AS system ON system.system_key = own.system_key
    CROSS JOIN item ON item.system_id = system.id ${only}
    CROSS JOIN deduction_reason AS r ON r.item_id = item.id
    WHERE own.id = ${systemId} ORDER BY system.id, r.position, r.id`.execute(db);
  const latest = new Map<string, StoredReason>();
  for (const row of result.rows) {
    latest.set(`${row.itemCode}\n${row.text}`, { ...row, active: row.active === 1 });
  }
  return [...latest.values()];
}

export interface ReasonToStore {
  readonly itemId: number;
  readonly uid: string;
  readonly text: string;
  readonly points: number | null;
  readonly basis: string;
  readonly active: boolean;
}

/** Writes a reason over the one of the same text; a new one comes last. */
export async function upsertReason(trx: Kysely<Schema>, reason: ReasonToStore): Promise<void> {
  const { itemId, uid, text, points, basis } = reason;
  await sql`INSERT INTO deduction_reason (uid, item_id, text, points, basis, position, active)
    VALUES (${uid}, ${itemId}, ${text}, ${points}, ${basis},
      (SELECT coalesce(max(position), 0) + 1 FROM deduction_reason WHERE item_id = ${itemId}), ${reason.active})
    ON CONFLICT (item_id, text) DO UPDATE SET points = excluded.points, basis = excluded.basis,
      active = excluded.active`.execute(trx);
}

/** Gives a reason of this version another text; answers whether there was one. */
export async function renameReason(
  trx: Kysely<Schema>,
  itemId: number,
  was: string,
  text: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('deduction_reason')
    .set({ text })
    .where('item_id', '=', itemId)
    .where('text', '=', was)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * The texts of 扣分理由 in the scores of one item with how many units of the cycle have each.
 *
 * @param exceptUnit  code of a unit whose texts are left out; '' for none.
 */
export async function countReasonTexts(
  db: Kysely<Schema>,
  cycleId: number,
  itemId: number,
  exceptUnit: string,
): Promise<readonly { readonly text: string; readonly count: number }[]> {
  const result = await sql<{ text: string; count: number }>`
    SELECT trim(s.reason) AS text, count(*) AS count FROM score AS s
    WHERE s.item_id = ${itemId} AND s.unit_id IN ${unitsIn({ cycleId })} AND s.reason <> ''
      AND s.unit_id NOT IN (SELECT id FROM unit WHERE cycle_id = ${cycleId} AND code = ${exceptUnit})
      AND s.not_applicable = 0 AND s.settled = 0
    GROUP BY 1`.execute(db);
  return result.rows.filter(({ text }) => text !== '');
}
