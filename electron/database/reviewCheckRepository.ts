import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { AdjustmentStep } from '../../shared/review/foldAdjustments';
import type { Schema } from './schema';

/** One adjustment beside the score it belongs to, as `verify` reads them. Points in hundredths. */
export interface CheckedAdjustment extends AdjustmentStep {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly kind: string;
  readonly at: string;
  readonly points: Points | null;
  readonly adjustment: Points;
  /** Appeals and findings that name it: 1 for kinds that come from one, 0 for corrections. */
  readonly appeals: number;
  readonly findings: number;
}

/** Every adjustment of a cycle, score by score, in the order they were made. */
export async function listCheckedAdjustments(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly CheckedAdjustment[]> {
  const { rows } = await sql<CheckedAdjustment>`
    SELECT a.id, a.unit_id AS unitId, a.item_id AS itemId, a.kind, a.from_points AS fromPoints,
      a.to_points AS toPoints, a.at, s.points, coalesce(s.adjustment, 0) AS adjustment,
      (SELECT count(*) FROM appeal p WHERE p.unit_id = a.unit_id AND p.item_id = a.item_id
        AND p.adjustment_id = a.id AND p.state = 'adjusted' AND p.decided_points = a.to_points) AS appeals,
      (SELECT count(*) FROM site_check_item i JOIN site_check c ON c.id = i.check_id
        WHERE c.cycle_id = ${cycleId} AND c.unit_id = a.unit_id AND i.item_id = a.item_id
        AND i.adjustment_id = a.id) AS findings
    FROM unit u
      CROSS JOIN score_adjustment a ON a.unit_id = u.id
      LEFT JOIN score s ON s.unit_id = a.unit_id AND s.item_id = a.item_id
    WHERE u.cycle_id = ${cycleId}
    ORDER BY a.unit_id, a.item_id, a.id`.execute(db);
  return rows;
}

export interface CheckedPlace {
  readonly unitId: number;
  readonly itemId: number;
}

/** Scores of a cycle that carry an adjustment nothing stands behind. */
export async function listGroundlessAdjustments(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly CheckedPlace[]> {
  const { rows } = await sql<CheckedPlace>`
    SELECT s.unit_id AS unitId, s.item_id AS itemId FROM score s
    WHERE s.unit_id IN (SELECT id FROM unit WHERE cycle_id = ${cycleId}) AND s.adjustment <> 0
      AND NOT EXISTS (SELECT 1 FROM score_adjustment a WHERE a.unit_id = s.unit_id AND a.item_id = s.item_id)
    LIMIT 200`.execute(db);
  return rows;
}

/** Appeals and findings of a cycle that say a score was adjusted, without an adjustment of that score to those points. */
export async function listUnfulfilled(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly (CheckedPlace & { readonly what: 'appeal' | 'siteCheck' })[]> {
  const { rows } = await sql<CheckedPlace & { what: 'appeal' | 'siteCheck' }>`
    SELECT p.unit_id AS unitId, p.item_id AS itemId, 'appeal' AS what FROM appeal p
      LEFT JOIN score_adjustment a ON a.id = p.adjustment_id AND a.unit_id = p.unit_id
        AND a.item_id = p.item_id AND a.kind = 'appeal' AND a.to_points = p.decided_points
    WHERE p.cycle_id = ${cycleId} AND p.state = 'adjusted' AND a.id IS NULL
    UNION ALL
    SELECT c.unit_id, i.item_id, 'siteCheck' FROM site_check c
      JOIN site_check_item i ON i.check_id = c.id
      LEFT JOIN score_adjustment a ON a.id = i.adjustment_id AND a.unit_id = c.unit_id
        AND a.item_id = i.item_id AND a.kind = 'siteCheck'
    WHERE c.cycle_id = ${cycleId} AND i.outcome = 'adjusted' AND a.id IS NULL
    LIMIT 200`.execute(db);
  return rows;
}

/** Times at which 审核分 of one place was saved, in order: lines of history, and entries of the trail about it. */
export async function listSaveTimes(
  db: Kysely<Schema>,
  { unitId, itemId }: CheckedPlace,
): Promise<readonly string[]> {
  // A line of history is written over while one field is being typed in; the trail keeps every save of it.
  const { rows } = await sql<{ at: string }>`
    SELECT at FROM score_history WHERE unit_id = ${unitId} AND item_id = ${itemId}
    UNION SELECT at FROM audit_entry WHERE unit_id = ${unitId} AND item_id = ${itemId}
      AND action LIKE 'score.%' AND action <> 'score.adjust'
    ORDER BY at`.execute(db);
  return rows.map(({ at }) => at);
}
