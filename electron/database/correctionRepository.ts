import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { CorrectionView } from '../../shared/ipc/practice/result';
import type { Schema } from './schema';

/** A correction about to be proposed. */
export interface NewCorrection {
  readonly cycleId: number;
  readonly unitId: number;
  readonly itemId: number;
  /** Hundredths, final score now. */
  readonly fromPoints: Points;
  readonly toPoints: Points;
  readonly reason: string;
  readonly basis: string;
  readonly person: string;
  readonly at: string;
}

/** @returns its id. */
export async function insertCorrection(trx: Kysely<Schema>, correction: NewCorrection): Promise<number> {
  const { id } = await trx
    .insertInto('correction')
    .values({
      uid: randomUUID(),
      cycle_id: correction.cycleId,
      unit_id: correction.unitId,
      item_id: correction.itemId,
      from_points: correction.fromPoints,
      to_points: correction.toPoints,
      reason: correction.reason,
      basis: correction.basis,
      state: 'proposed',
      opinion: '',
      proposed_by: correction.person,
      proposed_at: correction.at,
      decided_by: '',
      decided_at: '',
      result_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface CorrectionDecision {
  readonly state: 'confirmed' | 'refused';
  readonly opinion: string;
  readonly person: string;
  readonly at: string;
  /** The successor it led to; null where refused. */
  readonly resultId: number | null;
}

/** The database refuses a second decision. */
export async function decideCorrectionRow(
  trx: Kysely<Schema>,
  correctionId: number,
  { state, opinion, person, at, resultId }: CorrectionDecision,
): Promise<void> {
  await trx
    .updateTable('correction')
    .set({ state, opinion, decided_by: person, decided_at: at, result_id: resultId })
    .where('id', '=', correctionId)
    .execute();
}

function selectCorrections(db: Kysely<Schema>) {
  return db
    .selectFrom('correction as c')
    .innerJoin('unit', 'unit.id', 'c.unit_id')
    .innerJoin('item', 'item.id', 'c.item_id')
    .select(['c.id', 'c.cycle_id as cycleId', 'c.unit_id as unitId', 'unit.name as unitName'])
    .select(['c.item_id as itemId', 'item.code as itemCode', 'item.name as itemName'])
    .select(['c.from_points as fromPoints', 'c.to_points as toPoints', 'c.reason', 'c.basis', 'c.state'])
    .select(['c.opinion', 'c.proposed_by as proposedBy', 'c.proposed_at as proposedAt'])
    .select(['c.decided_by as decidedBy', 'c.decided_at as decidedAt'])
    .select(
      sql<number | null>`(SELECT number FROM approved_result AS r WHERE r.id = c.result_id)`.as(
        'resultNumber',
      ),
    );
}

/** Corrections of a cycle, those that wait first, then latest first. */
export async function listCorrectionViews(db: Kysely<Schema>, cycleId: number): Promise<CorrectionView[]> {
  return selectCorrections(db)
    .where('c.cycle_id', '=', cycleId)
    .orderBy(sql`c.state <> 'proposed'`)
    .orderBy('c.id', 'desc')
    .execute();
}

export async function findCorrection(
  db: Kysely<Schema>,
  correctionId: number,
): Promise<CorrectionView | undefined> {
  return selectCorrections(db).where('c.id', '=', correctionId).executeTakeFirst();
}

/** Whether a correction of this place waits for its decision. */
export async function hasOpenCorrection(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('correction')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    // Literal: the index of open ones is found by it.
    .where(sql<boolean>`state = 'proposed'`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Confirmed corrections whose step of the score is not there, or says something else. */
export async function listUnappliedCorrections(
  db: Kysely<Schema>,
): Promise<readonly { readonly unit: string; readonly code: string }[]> {
  const result = await sql<{ unit: string; code: string }>`
    SELECT unit.name AS unit, item.code FROM correction AS c
      JOIN unit ON unit.id = c.unit_id JOIN item ON item.id = c.item_id
      LEFT JOIN approved_result AS r ON r.id = c.result_id
      LEFT JOIN score_adjustment AS a ON a.id = r.adjustment_id AND a.kind = 'correction'
        AND a.unit_id = c.unit_id AND a.item_id = c.item_id
        AND a.from_points = c.from_points AND a.to_points = c.to_points
    WHERE c.state = 'confirmed' AND a.id IS NULL LIMIT 200`.execute(db);
  return result.rows;
}
