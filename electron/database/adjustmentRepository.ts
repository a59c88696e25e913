import { sql, type Kysely, type Selectable } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { AdjustmentKind } from '../../shared/review/adjustment';
import type { AdjustmentStep } from '../../shared/review/foldAdjustments';
import type { ScoreAdjustmentTable } from './practiceSchema';
import type { Schema } from './schema';

interface Place {
  readonly unitId: number;
  readonly itemId: number;
}

/** An adjustment as stored. */
export interface StoredAdjustment extends Place, AdjustmentStep {
  readonly id: number;
  readonly uid: string;
  readonly kind: AdjustmentKind;
  readonly reason: string;
  readonly basis: string;
  readonly person: string;
  readonly at: string;
}

/** Adds one step behind those of its score; the database refuses to change or remove it afterwards. @returns its id. */
export async function insertAdjustment(
  trx: Kysely<Schema>,
  adjustment: Omit<StoredAdjustment, 'id'>,
): Promise<number> {
  const { uid, unitId, itemId, kind, fromPoints, toPoints, reason, basis, person, at } = adjustment;
  const row = await trx
    .insertInto('score_adjustment')
    .values({
      ...{ uid, kind, reason, basis, person, at },
      unit_id: unitId,
      item_id: itemId,
      from_points: fromPoints,
      to_points: toPoints,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The adjustments of one score, in the order they were made. */
export async function listAdjustments(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<readonly StoredAdjustment[]> {
  const rows = await db
    .selectFrom('score_adjustment')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .orderBy('id')
    .execute();
  return rows.map(toAdjustment);
}

/** Every adjustment of a unit, in the order they were made, by item. */
export async function listAdjustmentsOfUnit(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<number, readonly StoredAdjustment[]>> {
  const rows = await db
    .selectFrom('score_adjustment')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('item_id')
    .orderBy('id')
    .execute();
  const byItem = new Map<number, StoredAdjustment[]>();
  for (const row of rows) {
    byItem.set(row.item_id, [...(byItem.get(row.item_id) ?? []), toAdjustment(row)]);
  }
  return byItem;
}

function toAdjustment(row: Selectable<ScoreAdjustmentTable>): StoredAdjustment {
  const { id, uid, kind, reason, basis, person, at } = row;
  return {
    ...{ id, uid, kind, reason, basis, person, at },
    unitId: row.unit_id,
    itemId: row.item_id,
    fromPoints: row.from_points,
    toPoints: row.to_points,
  };
}

/** 审核分 of one place, hundredths; null where it is not scored. */
export async function findAssessedPoints(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<Points | null> {
  const row = await db
    .selectFrom('score')
    .select('points')
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row?.points ?? null;
}

/** Writes the adjustment in force beside a score. */
export async function setAdjustment(
  trx: Kysely<Schema>,
  unitId: number,
  itemId: number,
  adjustment: Points,
): Promise<void> {
  await trx
    .updateTable('score')
    .set({ adjustment })
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .execute();
}

/** Those of the given places that have adjustments. */
export async function listAdjustedAmong(
  db: Kysely<Schema>,
  places: readonly Place[],
): Promise<readonly Place[]> {
  const json = JSON.stringify(places.map(({ unitId, itemId }) => [unitId, itemId]));
  // Before the year's checks there are none, and an import brings hundreds of thousands of places.
  const looked = sql`iif((SELECT max(id) FROM score_adjustment) IS NULL, '[]', ${json})`;
  const result = await sql<Place>`SELECT DISTINCT a.unit_id AS unitId, a.item_id AS itemId
    FROM score_adjustment AS a
    WHERE (a.unit_id, a.item_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${looked}))`.execute(db);
  return result.rows;
}
