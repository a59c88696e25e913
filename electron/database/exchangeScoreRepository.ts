import { sql, type Kysely } from 'kysely';
import type { ScoreEntry } from '../../shared/domain/score';
import type { Schema } from './schema';
import { toEntry } from './scoreRepository';

/** Ids as a list inside SQL. */
const listed = (ids: readonly number[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** A score somebody entered, as it stands. */
export interface EnteredScore {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly scorer: string;
  readonly updatedAt: string;
}

/** Scores of units that were entered, not decided from several markings. @param itemIds null for every item. */
export async function listEnteredScores(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemIds: readonly number[] | null,
): Promise<readonly EnteredScore[]> {
  const ofItems = itemIds === null ? sql`` : sql`AND item_id IN ${listed(itemIds)}`;
  const result = await sql<{
    unit_id: number;
    item_id: number;
    inputs: string;
    direct_points: string;
    not_applicable: 0 | 1;
    reason: string;
    scorer: string;
    updated_at: string;
  }>`SELECT unit_id, item_id, inputs, direct_points, not_applicable, reason, scorer, updated_at FROM score
    WHERE unit_id IN ${listed(unitIds)} AND settled = 0 ${ofItems}`.execute(db);
  return result.rows.map((row) => ({
    unitId: row.unit_id,
    itemId: row.item_id,
    entry: toEntry(row),
    scorer: row.scorer,
    updatedAt: row.updated_at,
  }));
}

/** Why nobody enters a score at a place now. */
export type Closed = 'exempt' | 'settled' | 'decided';

/**
 * Places among units where scoring is over: approved 缺项, settled by the rule, decided by somebody between markings.
 * By `unit:item`.
 */
export async function listClosedPlaces(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<ReadonlyMap<string, Closed>> {
  const result = await sql<{ unitId: number; itemId: number; closed: Closed }>`
    SELECT unit_id AS unitId, item_id AS itemId, iif(method = 'decided', 'decided', 'settled') AS closed
      FROM settlement WHERE unit_id IN ${listed(unitIds)}
    UNION ALL SELECT unit_id, item_id, 'exempt' FROM not_applicable_request
      WHERE state = 'approved' AND unit_id IN ${listed(unitIds)}`.execute(db);
  return new Map(result.rows.map(({ unitId, itemId, closed }) => [`${unitId}:${itemId}`, closed]));
}

/** What somebody made of a piece of evidence for one item. */
export interface StoredJudgement {
  readonly unitId: number;
  readonly itemId: number;
  readonly sha256: string;
  readonly judgement: 'accepted' | 'rejected';
  readonly reason: string;
}

/** Judgements of the evidence of units; what nobody has judged is left out. @param itemIds null for every item. */
export async function listJudgements(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemIds: readonly number[] | null,
): Promise<readonly StoredJudgement[]> {
  const ofItems = itemIds === null ? sql`` : sql`AND l.item_id IN ${listed(itemIds)}`;
  const result = await sql<StoredJudgement>`
    SELECT e.unit_id AS unitId, l.item_id AS itemId, e.sha256, l.judgement, l.judgement_reason AS reason
    FROM evidence AS e CROSS JOIN evidence_link AS l ON l.evidence_id = e.id
    WHERE e.unit_id IN ${listed(unitIds)} AND l.judgement <> 'pending' ${ofItems}
    ORDER BY e.id`.execute(db);
  return result.rows;
}

/** What units have handed in: evidence by `unit:sha256`, and where it is attached, by `unit:item:sha256`. */
export async function listAttached(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<{ readonly known: ReadonlySet<string>; readonly links: ReadonlyMap<string, number> }> {
  const result = await sql<{ id: number; unitId: number; itemId: number | null; sha256: string }>`
    SELECT e.id, e.unit_id AS unitId, l.item_id AS itemId, e.sha256 FROM evidence AS e
    LEFT JOIN evidence_link AS l ON l.evidence_id = e.id
    WHERE e.unit_id IN ${listed(unitIds)} ORDER BY e.id`.execute(db);
  const linked = result.rows.filter(({ itemId }) => itemId !== null);
  return {
    known: new Set(result.rows.map(({ unitId, sha256 }) => `${unitId}:${sha256}`)),
    links: new Map(linked.map(({ id, unitId, itemId, sha256 }) => [`${unitId}:${itemId}:${sha256}`, id])),
  };
}

/** Sets what somebody made of evidence. @param rows evidence, item, judgement, reason. */
export async function setJudgements(
  trx: Kysely<Schema>,
  rows: readonly (readonly [number, number, 'pending' | 'accepted' | 'rejected', string])[],
): Promise<void> {
  await sql`UPDATE evidence_link SET judgement = k.value ->> 2, judgement_reason = k.value ->> 3
    FROM json_each(${JSON.stringify(rows)}) AS k
    WHERE evidence_link.evidence_id = k.value ->> 0 AND evidence_link.item_id = k.value ->> 1`.execute(trx);
}

/** A package of the ledger that handed something out. */
export interface HandingOut {
  readonly uid: string;
  readonly at: string;
  /** When it was written, wherever that was. */
  readonly createdAt: string;
  /** JSON; `handedOutOf` reads it. */
  readonly summary: string;
}

/** Every 评分包 of a year that left this workspace, or was merged here, the oldest first. */
export async function listHandingsOut(
  db: Kysely<Schema>,
  cycleId: number,
  direction: 'out' | 'in',
): Promise<readonly HandingOut[]> {
  return db
    .selectFrom('exchange_package')
    .select(['uid', 'at', 'created_at as createdAt', 'summary'])
    .where('cycle_id', '=', cycleId)
    .where('direction', '=', direction)
    .where('state', '=', direction === 'out' ? 'written' : 'merged')
    .where('kind', '=', 'assign')
    .orderBy('id')
    .execute();
}

/** Which of these versions are known here. */
export async function listKnownVersions(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await sql<{ id: string }>`
    SELECT v.id FROM json_each(${JSON.stringify(ids)}) AS k CROSS JOIN cell_version AS v ON v.id = k.value`.execute(
    db,
  );
  return new Set(result.rows.map(({ id }) => id));
}
