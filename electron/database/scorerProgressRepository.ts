import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** Scores that are done (scored, or not applicable), counted for the progress of scorers. */
export interface DoneScores {
  readonly byItem: ReadonlyMap<number, number>;
  /** Items done in the units asked for. */
  readonly byUnit: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Counts the done scores of a cycle by item, and names those of a few units one by one. */
export async function countDoneScores(
  db: Kysely<Schema>,
  cycleId: number,
  unitIds: readonly number[],
): Promise<DoneScores> {
  // CROSS JOIN keeps the units outside: the narrow index is read once, in its order.
  const counted = await sql<{ itemId: number; done: number }>`SELECT s.item_id AS itemId, count(*) AS done
    FROM unit AS u CROSS JOIN score AS s ON s.unit_id = u.id
    WHERE u.cycle_id = ${cycleId} AND s.status <> 'unscored' GROUP BY s.item_id`.execute(db);
  const named = await sql<{ unitId: number; itemId: number }>`SELECT unit_id AS unitId, item_id AS itemId
    FROM score WHERE status <> 'unscored'
      AND unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))`.execute(db);
  const byUnit = new Map<number, Set<number>>();
  for (const { unitId, itemId } of named.rows) {
    const items = byUnit.get(unitId) ?? new Set<number>();
    byUnit.set(unitId, items.add(itemId));
  }
  return { byItem: new Map(counted.rows.map(({ itemId, done }) => [itemId, done])), byUnit };
}
