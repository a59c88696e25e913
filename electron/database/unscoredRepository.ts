import { sql, type Kysely } from 'kysely';
import { within, type CheckScope } from './checkRepository';
import type { Schema } from './schema';

/** Base items of one part that a unit has no score for yet. */
export interface UnscoredPart {
  readonly unitId: number;
  /** One of them, which says what part it is. */
  readonly itemId: number;
  readonly count: number;
}

/** Where base items of the scope wait for a score: unit by unit in list order, part by part. */
export async function listUnscoredParts(
  db: Kysely<Schema>,
  scope: CheckScope,
): Promise<readonly UnscoredPart[]> {
  const result = await sql<UnscoredPart>`
    SELECT u.id AS "unitId", min(item.id) AS "itemId", count(*) AS count
    FROM unit AS u CROSS JOIN item
    WHERE ${within(scope)} AND item.section = 'base' AND NOT EXISTS (
      SELECT 1 FROM score AS s WHERE s.unit_id = u.id AND s.item_id = item.id AND s.status <> 'unscored')
    GROUP BY u.position, u.id, item.part_id ORDER BY u.position, u.id, min(item.position)`.execute(db);
  return result.rows;
}
