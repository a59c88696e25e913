import { sql, type Kysely } from 'kysely';
import { isOver } from './placeOver';
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

/** Of some items of one unit. */
export interface DoneOfUnit {
  readonly scored: number;
  readonly notApplicable: number;
}

/**
 * Per unit of a cycle: what is done of some items in the scores, and in one scorer's own markings; of places that are
 * still to be scored.
 */
export async function countDoneByUnit(
  db: Kysely<Schema>,
  cycleId: number,
  itemIds: readonly number[],
  accountId: number,
): Promise<{
  readonly scores: ReadonlyMap<number, DoneOfUnit>;
  readonly markings: ReadonlyMap<number, DoneOfUnit>;
}> {
  const items = sql`(SELECT value FROM json_each(${JSON.stringify(itemIds)}))`;
  const counts = sql`sum(d.status = 'scored') AS scored, sum(d.status = 'notApplicable') AS notApplicable`;
  const over = isOver('d.unit_id', 'd.item_id');
  type Row = DoneOfUnit & { unitId: number };
  // The units stand outside: each is met through the index that begins with it.
  const scores = await sql<Row>`SELECT d.unit_id AS unitId, ${counts} FROM unit AS u
    CROSS JOIN score AS d ON d.unit_id = u.id AND d.item_id IN ${items}
    WHERE u.cycle_id = ${cycleId} AND NOT ${over} GROUP BY d.unit_id`.execute(db);
  const markings = await sql<Row>`SELECT d.unit_id AS unitId, ${counts} FROM marking AS d
    JOIN unit AS u ON u.id = d.unit_id
    WHERE d.account_id = ${accountId} AND d.item_id IN ${items} AND u.cycle_id = ${cycleId} AND NOT ${over}
    GROUP BY d.unit_id`.execute(db);
  const byUnit = (rows: readonly Row[]): ReadonlyMap<number, DoneOfUnit> =>
    new Map(rows.map((row) => [row.unitId, row]));
  return { scores: byUnit(scores.rows), markings: byUnit(markings.rows) };
}
