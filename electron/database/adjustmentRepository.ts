import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { Schema } from './schema';

interface Place {
  readonly unitId: number;
  readonly itemId: number;
}

/** The score of one place and the sum of its adjustments, hundredths, signed; points null where it is not scored. */
export async function sumAdjustments(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<{ readonly points: Points | null; readonly sum: Points }> {
  const result = await sql<{ points: number | null; sum: number }>`SELECT
      (SELECT points FROM score WHERE unit_id = ${unitId} AND item_id = ${itemId}) AS points,
      (SELECT coalesce(sum(to_points - from_points), 0) FROM score_adjustment
        WHERE unit_id = ${unitId} AND item_id = ${itemId}) AS sum`.execute(db);
  const [row] = result.rows;
  return { points: row?.points ?? null, sum: row?.sum ?? 0 };
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
  const result = await sql<Place>`SELECT DISTINCT a.unit_id AS unitId, a.item_id AS itemId
    FROM score_adjustment AS a
    WHERE (a.unit_id, a.item_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${json}))`.execute(db);
  return result.rows;
}
