import { sql, type Kysely } from 'kysely';
import { isComplete } from './completePlaces';
import type { Schema } from './schema';
import { unitsIn } from './scoreRepository';

/** A locked marking of an item several people score. Points in hundredths. */
export interface LockedMarking {
  readonly itemId: number;
  readonly unitId: number;
  readonly scorer: string;
  readonly points: number;
}

/**
 * Every locked marking of the cycle that came to points, item by item, unit by unit, of places where everybody has
 * locked. Drafts stay their scorer's own.
 */
export async function listLockedMarkings(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly LockedMarking[]> {
  const result = await sql<LockedMarking>`
    SELECT m.item_id AS itemId, m.unit_id AS unitId, account.name AS scorer, m.points
    FROM item_marking AS im
    CROSS JOIN item ON item.id = im.item_id
    CROSS JOIN marking AS m INDEXED BY marking_of_item ON m.item_id = im.item_id
    CROSS JOIN unit ON unit.id = m.unit_id
    JOIN account ON account.id = m.account_id
    WHERE im.cycle_id = ${cycleId} AND unit.cycle_id = ${cycleId}
      AND m.locked_at IS NOT NULL AND m.status = 'scored' AND ${isComplete(cycleId, 'unit', 'item')}
    ORDER BY m.item_id, m.unit_id`.execute(db);
  return result.rows;
}

/** Sum and number of the scores each scorer gave each item, of items with a single scorer a unit. Hundredths. */
export async function sumScoresByScorer(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<
  readonly {
    readonly itemId: number;
    readonly scorer: string;
    readonly points: number;
    readonly count: number;
  }[]
> {
  const result = await sql<{ itemId: number; scorer: string; points: number; count: number }>`
    SELECT s.item_id AS itemId, s.scorer, sum(s.points) AS points, count(*) AS count FROM score AS s
    WHERE s.unit_id IN ${unitsIn({ cycleId })} AND s.status = 'scored' AND s.settled = 0 AND s.scorer <> ''
    GROUP BY s.item_id, s.scorer`.execute(db);
  return result.rows;
}

/** Self scores beside assessed scores of one unit, folded into one text: `item⇥assessed⇥self` by line. */
export async function foldSelfScores(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, string>> {
  // One line per unit crosses, not one per score: the driver pays per row.
  const result = await sql<{ unitId: number; lines: string }>`
    SELECT self.unit_id AS unitId,
      group_concat(self.item_id || char(9) || s.points || char(9) || self.points, char(10)) AS lines
    FROM self_evaluation AS self
    CROSS JOIN score AS s INDEXED BY score_sums ON s.unit_id = self.unit_id AND s.item_id = self.item_id
    WHERE self.unit_id IN ${unitsIn({ cycleId })} AND self.points <> '' AND s.status = 'scored'
    GROUP BY self.unit_id`.execute(db);
  return new Map(result.rows.map(({ unitId, lines }) => [unitId, lines]));
}
