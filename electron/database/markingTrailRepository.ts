import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** What the trail last pinned of one marking. */
export interface PinnedMarking {
  readonly unitId: number;
  readonly itemId: number;
  readonly scorerUid: string;
  readonly digest: string;
}

/** The last entry of the trail about each marking of some units. */
export async function listPinnedMarkings(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<PinnedMarking[]> {
  // Entries whose JSON was damaged behind the app's back are the chain's matter; here they pin nothing.
  const result = await sql<PinnedMarking>`SELECT unit_id AS unitId, item_id AS itemId,
      after ->> '$.scorerUid' AS scorerUid, after ->> '$.digest' AS digest, max(id)
    FROM audit_entry
    WHERE unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))
      AND action IN ('marking.record', 'marking.lock', 'marking.unlock') AND json_valid(after)
    GROUP BY unit_id, item_id, after ->> '$.scorerUid'`.execute(db);
  return result.rows;
}

/** Scores said to be settled, and settlements, that have no counterpart. */
export async function listSettledWithout(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly { readonly unitId: number; readonly itemId: number }[]> {
  const result = await sql<{ unitId: number; itemId: number }>`
    SELECT s.unit_id AS unitId, s.item_id AS itemId FROM unit AS u CROSS JOIN score AS s ON s.unit_id = u.id
    WHERE u.cycle_id = ${cycleId} AND s.settled = 1 AND NOT EXISTS
      (SELECT 1 FROM settlement AS t WHERE t.unit_id = s.unit_id AND t.item_id = s.item_id)`.execute(db);
  return result.rows;
}
