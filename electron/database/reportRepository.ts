import { sql, type Kysely } from 'kysely';
import type { AdjustmentNote, ScoreDetail } from '../../shared/reports/scoreDetail';
import type { Schema } from './schema';
import { toEntry } from './scoreRepository';

interface DetailRow {
  unitId: number;
  itemId: number;
  status: ScoreDetail['status'];
  points: number | null;
  finalPoints: number | null;
  veto: ScoreDetail['veto'];
  inputs: string;
  direct_points: string;
  not_applicable: 0 | 1;
  reason: string;
  scorer: string;
}

type ByUnit<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** Stored scores of some units, by unit, then item. */
export async function listScoreDetails(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ByUnit<ScoreDetail>> {
  const adjustments = await listAdjustmentNotes(db, unitIds);
  const { rows } = await sql<DetailRow>`
    SELECT s.unit_id AS unitId, s.item_id AS itemId, s.status, s.points, s.final_points AS finalPoints, s.veto, s.inputs, s.direct_points,
      s.not_applicable, s.reason, s.scorer
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted CROSS JOIN score AS s ON s.unit_id = wanted.value`.execute(
    db,
  );
  return byUnit(rows, ({ unitId, itemId, status, points, finalPoints, veto, scorer, ...row }) => ({
    itemId,
    status,
    points,
    finalPoints,
    adjustments: adjustments.get(unitId)?.get(itemId) ?? [],
    veto,
    scorer,
    entry: toEntry(row),
  }));
}

/** What was adjusted after the desk review, by unit, then item, in the order it was decided. */
async function listAdjustmentNotes(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ByUnit<readonly AdjustmentNote[]>> {
  const { rows } = await sql<AdjustmentNote & { unitId: number; itemId: number }>`
    SELECT a.unit_id AS unitId, a.item_id AS itemId, a.kind, a.from_points AS fromPoints,
      a.to_points AS toPoints, a.reason
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted
      CROSS JOIN score_adjustment AS a ON a.unit_id = wanted.value
    ORDER BY a.unit_id, a.item_id, a.id`.execute(db);
  const notes = new Map<number, Map<number, AdjustmentNote[]>>();
  for (const { unitId, itemId, ...note } of rows) {
    const own = notes.get(unitId) ?? new Map<number, AdjustmentNote[]>();
    notes.set(unitId, own.set(itemId, [...(own.get(itemId) ?? []), note]));
  }
  return notes;
}

/** 自评分 as typed, by unit, then item. */
export async function listSelfPoints(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ByUnit<string>> {
  const { rows } = await sql<{ unitId: number; itemId: number; points: string }>`
    SELECT s.unit_id AS unitId, s.item_id AS itemId, s.points
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted
      CROSS JOIN self_evaluation AS s ON s.unit_id = wanted.value
    WHERE s.points <> ''`.execute(db);
  return byUnit(rows, ({ points }) => points);
}

/** How many pieces of evidence each item has, by unit, then item. */
export async function countItemEvidence(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ByUnit<number>> {
  const { rows } = await sql<{ unitId: number; itemId: number; count: number }>`
    SELECT e.unit_id AS unitId, l.item_id AS itemId, count(*) AS count
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted
      CROSS JOIN evidence AS e ON e.unit_id = wanted.value
      CROSS JOIN evidence_link AS l ON l.evidence_id = e.id
    GROUP BY e.unit_id, l.item_id`.execute(db);
  return byUnit(rows, ({ count }) => count);
}

/** A document among the evidence of one place. */
export interface DatedDocument {
  /** 文号; '' for none. */
  readonly number: string;
  /** 形成日期, ISO. */
  readonly formedOn: string;
}

/** Documents with a date that some items rest on, by unit, then item. */
export async function listDatedDocuments(
  db: Kysely<Schema>,
  itemIds: readonly number[],
): Promise<ByUnit<readonly DatedDocument[]>> {
  const { rows } = await sql<DatedDocument & { unitId: number; itemId: number }>`
    SELECT e.unit_id AS unitId, l.item_id AS itemId, e.document_number AS number, e.formed_on AS formedOn
    FROM json_each(${JSON.stringify(itemIds)}) AS wanted
      CROSS JOIN evidence_link AS l ON l.item_id = wanted.value
      CROSS JOIN evidence AS e ON e.id = l.evidence_id
    WHERE e.formed_on <> ''
    ORDER BY e.unit_id, l.item_id, l.position`.execute(db);
  const documents = new Map<number, Map<number, DatedDocument[]>>();
  for (const { unitId, itemId, ...document } of rows) {
    const own = documents.get(unitId) ?? new Map<number, DatedDocument[]>();
    documents.set(unitId, own.set(itemId, [...(own.get(itemId) ?? []), document]));
  }
  return documents;
}

/** Items whose veto is triggered, by unit, in table order. */
export async function listTriggeredVetoes(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<{ unitId: number; code: string; name: string }>`
    SELECT s.unit_id AS unitId, i.code, i.name
    FROM json_each(${JSON.stringify(unitIds)}) AS wanted
      CROSS JOIN score AS s ON s.unit_id = wanted.value
      CROSS JOIN item AS i ON i.id = s.item_id
    WHERE s.veto IS NOT NULL
    ORDER BY s.unit_id, i.position`.execute(db);
  const vetoes = new Map<number, string[]>();
  for (const { unitId, code, name } of rows) {
    const own = vetoes.get(unitId) ?? [];
    own.push(`${code} ${name}`);
    vetoes.set(unitId, own);
  }
  return vetoes;
}

function byUnit<R extends { unitId: number; itemId: number }, T>(
  rows: readonly R[],
  make: (row: R) => T,
): ByUnit<T> {
  const units = new Map<number, Map<number, T>>();
  for (const row of rows) {
    const own = units.get(row.unitId) ?? new Map<number, T>();
    units.set(row.unitId, own.set(row.itemId, make(row)));
  }
  return units;
}
