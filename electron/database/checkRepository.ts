import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ScoreEntry } from '../../shared/domain/score';
import type { Schema } from './schema';
import { toEntry, unitsIn } from './scoreRepository';
import type { StoredCycle } from './cycleRepository';

/** Another year's units stand in the same tables and may be scored by the same version. */
type CycleScope = Pick<StoredCycle, 'id' | 'systemId'>;

const unitsOf = ({ id }: CycleScope) => unitsIn({ cycleId: id });

/** A unit and an item something is to be said about. */
export interface Finding {
  readonly unitId: number;
  readonly itemId: number;
}

const find = async (db: Kysely<Schema>, query: RawBuilder<Finding>): Promise<readonly Finding[]> =>
  (await query.execute(db)).rows;

/** Base items of the version with full marks and no file behind them. */
export async function findFullWithoutEvidence(
  db: Kysely<Schema>,
  cycle: CycleScope,
  limit: number,
): Promise<readonly Finding[]> {
  return find(
    db,
    sql<Finding>`WITH evidenced AS MATERIALIZED (
        SELECT evidence.unit_id, evidence_link.item_id FROM evidence
        JOIN evidence_link ON evidence_link.evidence_id = evidence.id
        WHERE evidence.unit_id IN ${unitsOf(cycle)})
      SELECT s.unit_id AS unitId, s.item_id AS itemId
      FROM score AS s JOIN item ON item.id = s.item_id
      WHERE s.unit_id IN ${unitsOf(cycle)} AND s.status = 'scored' AND item.system_id = ${cycle.systemId} AND item.section = 'base'
        AND item.points > 0 AND s.final_points = item.points
        AND (s.unit_id, s.item_id) NOT IN (SELECT unit_id, item_id FROM evidenced)
      ORDER BY s.unit_id, s.item_id LIMIT ${limit}`,
  );
}

/** Base items of the version with points lost and no reason given. */
export async function findDeductionWithoutReason(
  db: Kysely<Schema>,
  cycle: CycleScope,
  limit: number,
): Promise<readonly Finding[]> {
  return find(
    db,
    // CROSS: in the order of the scores, which needs no sorting; by item SQLite would look every score up by itself.
    sql<Finding>`SELECT s.unit_id AS unitId, s.item_id AS itemId
      FROM score AS s CROSS JOIN item ON item.id = s.item_id
      WHERE s.unit_id IN ${unitsOf(cycle)} AND s.status = 'scored' AND item.system_id = ${cycle.systemId} AND item.section = 'base'
        AND s.points < item.points AND trim(s.reason) = ''
      ORDER BY s.unit_id, s.item_id LIMIT ${limit}`,
  );
}

/** Base items whose self score exceeds their points, with the score as typed: the caller compares exactly. */
export async function findHighSelfScores(
  db: Kysely<Schema>,
  cycle: CycleScope,
  limit: number,
): Promise<readonly (Finding & { readonly points: string; readonly itemPoints: number })[]> {
  // CAST reads binary fractions, so it only narrows the rows down; a quarter of a hundredth is no score.
  const result = await sql<Finding & { points: string; itemPoints: number }>`
    SELECT self.unit_id AS unitId, self.item_id AS itemId, self.points, item.points AS itemPoints
    -- CROSS: unit by unit; by item SQLite would look up every pair of unit and item.
    FROM self_evaluation AS self CROSS JOIN item ON item.id = self.item_id
    WHERE self.unit_id IN ${unitsOf(cycle)} AND self.points <> '' AND item.system_id = ${cycle.systemId} AND item.section = 'base'
      AND CAST(self.points AS REAL) * 100 > item.points + 0.25
    ORDER BY self.unit_id, self.item_id LIMIT ${limit}`.execute(db);
  return result.rows;
}

/** Scores somebody began that come to nothing, with what was typed: the caller asks the engine what is wrong. */
export async function listUnfinishedEntries(
  db: Kysely<Schema>,
  cycle: CycleScope,
  limit: number,
): Promise<readonly (Finding & { readonly entry: ScoreEntry })[]> {
  const result = await sql<
    Finding & { inputs: string; direct_points: string; not_applicable: 0 | 1; reason: string }
  >`SELECT s.unit_id AS unitId, s.item_id AS itemId, s.inputs, s.direct_points, s.not_applicable, s.reason
    -- Found in the narrow index of the totals; only what is found is looked up in the wide rows.
    FROM (SELECT unit_id, item_id FROM score
      WHERE unit_id IN ${unitsOf(cycle)} AND status = 'unscored') AS open
    CROSS JOIN score AS s ON s.unit_id = open.unit_id AND s.item_id = open.item_id
    WHERE (s.inputs <> '[]' OR s.direct_points <> '' OR s.not_applicable = 1)
    ORDER BY s.unit_id, s.item_id LIMIT ${limit}`.execute(db);
  return result.rows.map((row) => ({ unitId: row.unitId, itemId: row.itemId, entry: toEntry(row) }));
}
