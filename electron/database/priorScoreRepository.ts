import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { Schema } from './schema';
import { unitsIn } from './scoreRepository';

/** Whether units of a cycle know scores of the year before. */
export async function hasPriorScores(db: Kysely<Schema>, cycleId: number): Promise<boolean> {
  const row = await db
    .selectFrom('prior_score')
    .select('unit_id')
    .where('unit_id', 'in', unitsIn({ cycleId }))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The scores of the year before of one item, by unit of this cycle; hundredths, null where it did not apply. */
export async function listPriorScoresOfItem(
  db: Kysely<Schema>,
  cycleId: number,
  itemCode: string,
): Promise<ReadonlyMap<number, Points | null>> {
  // The code beside each unit, so that each is found by its key.
  const result = await sql<{ unitId: number; points: number | null }>`
    SELECT p.unit_id AS unitId, p.points FROM unit CROSS JOIN prior_score AS p
      ON p.unit_id = unit.id AND p.item_code = ${itemCode}
    WHERE unit.cycle_id = ${cycleId}`.execute(db);
  return new Map(result.rows.map(({ unitId, points }) => [unitId, points]));
}
