import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { MarkingMethod } from '../../shared/marking/method';
import type { Schema } from './schema';

/** How several markings of one unit and item became its score. */
export interface StoredSettlement {
  readonly unitId: number;
  readonly itemId: number;
  /** `decided`: by somebody, not by the rule. */
  readonly method: MarkingMethod | 'decided';
  /** Hundredths. */
  readonly spread: Points;
  /** Hundredths; null for not applicable and 否决. */
  readonly points: Points | null;
  readonly reason: string;
  /** Who decided; for the rule, whoever completed the place: locked last, or changed who is to score. */
  readonly person: string;
  readonly at: string;
}

/** Settlements of units, by unit and item. */
export async function listSettlements(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemIds?: readonly number[],
): Promise<StoredSettlement[]> {
  const ofItems = itemIds
    ? sql`AND item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`
    : sql``;
  const result =
    await sql<StoredSettlement>`SELECT unit_id AS unitId, item_id AS itemId, method, spread, points,
      reason, person, at FROM settlement
    WHERE unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)})) ${ofItems}
    ORDER BY unit_id, item_id`.execute(db);
  return result.rows;
}

export async function storeSettlement(trx: Kysely<Schema>, settlement: StoredSettlement): Promise<void> {
  const { unitId, itemId, method, spread, points, reason, person, at } = settlement;
  await sql`INSERT OR REPLACE INTO settlement (unit_id, item_id, method, spread, points, reason, person, at)
    VALUES (${unitId}, ${itemId}, ${method}, ${spread}, ${points}, ${reason}, ${person}, ${at})`.execute(trx);
}

export async function removeSettlement(trx: Kysely<Schema>, unitId: number, itemId: number): Promise<void> {
  await trx.deleteFrom('settlement').where('unit_id', '=', unitId).where('item_id', '=', itemId).execute();
}

/** The same for many places at once. */
export async function removeSettlements(
  trx: Kysely<Schema>,
  places: readonly { readonly unitId: number; readonly itemId: number }[],
): Promise<void> {
  // Most years have none, and an import brings hundreds of thousands of places.
  const last = await sql<{ id: number | null }>`SELECT max(unit_id) AS id FROM settlement`.execute(trx);
  if (last.rows[0]?.id === null) return;
  const keys = JSON.stringify(places.map(({ unitId, itemId }) => [unitId, itemId]));
  await sql`DELETE FROM settlement WHERE (unit_id, item_id) IN (
    SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`.execute(trx);
}

/** Unit and item of approved 缺项 requests among units: nobody has to score them. */
export async function listApprovedAbsences(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<readonly { readonly unitId: number; readonly itemId: number }[]> {
  const result = await sql<{ unitId: number; itemId: number }>`
    SELECT unit_id AS unitId, item_id AS itemId FROM not_applicable_request
    WHERE state = 'approved' AND unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))`.execute(
    db,
  );
  return result.rows;
}
