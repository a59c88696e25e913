import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { Schema } from './schema';
import { unitsIn } from './scoreRepository';

/** How many files stand behind each item of a unit; items without any are left out. */
export async function countEvidenceByItem(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('evidence_link', 'evidence_link.evidence_id', 'evidence.id')
    .select('evidence_link.item_id')
    .select(sql<number>`count(*)`.as('files'))
    .where('evidence.unit_id', '=', unitId)
    .groupBy('evidence_link.item_id')
    .execute();
  return new Map(rows.map((row) => [row.item_id, row.files]));
}

/** Names of the files behind each item of a unit, in their order. */
export async function listEvidenceNames(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('evidence_link', 'evidence_link.evidence_id', 'evidence.id')
    .select(['evidence_link.item_id', 'evidence.name'])
    .where('evidence.unit_id', '=', unitId)
    .orderBy('evidence_link.item_id')
    .orderBy('evidence_link.position')
    .execute();
  const names = new Map<number, string[]>();
  for (const row of rows) names.set(row.item_id, [...(names.get(row.item_id) ?? []), row.name]);
  return names;
}

/** Number of evidence files the units of a cycle handed in. */
export async function countEvidenceFiles(db: Kysely<Schema>, cycleId: number): Promise<number> {
  const row = await db
    .selectFrom('evidence')
    .select(sql<number>`count(*)`.as('files'))
    .where('unit_id', 'in', unitsIn({ cycleId }))
    .executeTakeFirstOrThrow();
  return row.files;
}

export interface SelfEvaluation {
  /** As typed; '' where nothing was. */
  readonly points: string;
  readonly statement: string;
}

/** What a unit said of itself, by item. */
export async function listSelfEvaluations(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<number, SelfEvaluation>> {
  const rows = await db
    .selectFrom('self_evaluation')
    .select(['item_id', 'points', 'statement'])
    .where('unit_id', '=', unitId)
    .execute();
  return new Map(rows.map(({ item_id: itemId, points, statement }) => [itemId, { points, statement }]));
}

/** 自评分 of one item as the units of a cycle typed it, by unit. */
export async function listSelfPointsOfItem(
  db: Kysely<Schema>,
  cycleId: number,
  itemId: number,
): Promise<ReadonlyMap<number, string>> {
  const result = await sql<{ unitId: number; points: string }>`
    SELECT self.unit_id AS unitId, self.points
    FROM unit AS u CROSS JOIN self_evaluation AS self ON self.unit_id = u.id AND self.item_id = ${itemId}
    WHERE u.cycle_id = ${cycleId} AND self.points <> ''`.execute(db);
  return new Map(result.rows.map(({ unitId, points }) => [unitId, points]));
}

/** Writes one self-evaluation over the one that stands there. */
export async function upsertSelfEvaluation(
  trx: Kysely<Schema>,
  unitId: number,
  itemId: number,
  { points, statement }: SelfEvaluation,
  now: string,
): Promise<void> {
  await trx
    .insertInto('self_evaluation')
    .values({ unit_id: unitId, item_id: itemId, points, statement, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'item_id']).doUpdateSet({ points, statement, updated_at: now }),
    )
    .execute();
}

/** A unit's result of last year, by code of the item then. Points in hundredths. */
export async function listPriorScores(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<string, { readonly points: Points | null; readonly reason: string }>> {
  const rows = await db
    .selectFrom('prior_score')
    .select(['item_code', 'points', 'reason'])
    .where('unit_id', '=', unitId)
    .execute();
  return new Map(rows.map((row) => [row.item_code, { points: row.points, reason: row.reason }]));
}
