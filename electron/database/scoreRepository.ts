import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type { ItemResult, ScoreEntry } from '../../shared/domain/score';
import type { ScoreHistoryEntry, ScoreRow } from '../../shared/ipc/views';
import { insertRows, type Cell } from './insertRows';
import type { PinnedRows } from './rowPins';
import type { Schema, ScoreHistoryTable, ScoreTable } from './schema';

/** What a stored score keeps of an evaluation. */
export interface ScoreFigures {
  readonly status: ItemResult['status'];
  /** Hundredths; null unless scored. */
  readonly points: number | null;
  readonly veto: 'fail' | 'capGood' | null;
  readonly caseSum: number | null;
  readonly caseCount: number | null;
}

/** A score about to be stored: what was typed and what `evaluateItem` made of it. */
export interface ScoreToStore {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly figures: ScoreFigures;
  readonly scorer: string;
  /** Decided from several markings: direct points not bound to the rule's steps. */
  readonly settled?: boolean;
}

/** Which units: those of one cycle (another year's stand in the same tables), or the ones named. */
export type UnitScope = { readonly cycleId: number } | { readonly unitIds: readonly number[] };

/** The ids of a scope as a subquery: a list, not a join, so that rows come in the order of the index they are read from. */
export function unitsIn(scope: UnitScope): RawBuilder<number> {
  return 'cycleId' in scope
    ? sql<number>`(SELECT id FROM unit WHERE cycle_id = ${scope.cycleId})`
    : sql<number>`(SELECT value FROM json_each(${JSON.stringify(scope.unitIds)}))`;
}

/**
 * One line per unit that holds everything its totals add up: `item:points`, `f` or `c` behind it for a veto and
 * `/sum/count` for case files, `itemn` for not applicable. Unscored items are left out.
 *
 * Folded in SQLite, because the driver pays per row that crosses: 4,000 lines instead of 430,000 rows.
 */
export async function foldScores(db: Kysely<Schema>, scope: UnitScope): Promise<ReadonlyMap<number, string>> {
  // One test for the usual row; the rest of the line only for the few with veto or case files.
  const line = sql`group_concat(s.item_id || iif(s.veto IS NULL AND s.case_sum IS NULL,
      coalesce(':' || (s.points + s.adjustment), 'n'),
      ':' || coalesce(s.points + s.adjustment, 0) || coalesce(substr(s.veto, 1, 1), '')
        || coalesce('/' || s.case_sum || '/' || s.case_count, '')), ' ')`;
  const result = await sql<{ unit_id: number; line: string }>`SELECT s.unit_id, ${line} AS line
    FROM score AS s WHERE s.unit_id IN ${unitsIn(scope)} AND s.status <> 'unscored' GROUP BY s.unit_id`.execute(
    db,
  );
  return new Map(result.rows.map((row) => [row.unit_id, row.line]));
}

type EntryColumns = Pick<Selectable<ScoreTable>, 'inputs' | 'direct_points' | 'not_applicable' | 'reason'>;

/** The entry as it was typed. */
export function toEntry(row: EntryColumns): ScoreEntry {
  return {
    inputs: JSON.parse(row.inputs) as ScoreEntry['inputs'],
    points: row.direct_points,
    notApplicable: row.not_applicable === 1,
    reason: row.reason,
  };
}

function toScoreRow(row: Selectable<ScoreTable>): ScoreRow {
  return {
    unitId: row.unit_id,
    itemId: row.item_id,
    entry: toEntry(row),
    status: row.status,
    points: row.points,
    adjustment: row.adjustment,
    finalPoints: row.final_points,
    settled: row.settled === 1,
    scorer: row.scorer,
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}

/** What stands at one place; undefined where nothing was ever entered. */
export async function findScore(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<ScoreRow | undefined> {
  const row = await db
    .selectFrom('score')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row && toScoreRow(row);
}

/** Every stored score of a unit, by item. */
export async function listScoresOfUnit(
  db: Kysely<Schema>,
  unitId: number,
): Promise<ReadonlyMap<number, ScoreRow>> {
  const rows = await db.selectFrom('score').selectAll().where('unit_id', '=', unitId).execute();
  return new Map(rows.map((row) => [row.item_id, toScoreRow(row)]));
}

/** Every stored score of an item in one cycle, by unit: years may share their indicator system. */
export async function listScoresOfItem(
  db: Kysely<Schema>,
  cycleId: number,
  itemId: number,
): Promise<ReadonlyMap<number, ScoreRow>> {
  const rows = await db
    .selectFrom('score')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('unit_id', 'in', unitsIn({ cycleId }))
    .execute();
  return new Map(rows.map((row) => [row.unit_id, toScoreRow(row)]));
}

export interface ScoreKey {
  readonly unitId: number;
  readonly itemId: number;
}

export interface StoredEntry extends ScoreKey {
  readonly entry: ScoreEntry;
  readonly scorer: string;
}

/** What stands at the given places, for imports that compare tens of thousands of rows at once; empty places are left out. */
export async function listEntriesAt(db: Kysely<Schema>, keys: readonly ScoreKey[]): Promise<StoredEntry[]> {
  const json = JSON.stringify(keys.map(({ unitId, itemId }) => [unitId, itemId]));
  const result = await sql<EntryColumns & { unit_id: number; item_id: number; scorer: string }>`
    SELECT s.unit_id, s.item_id, s.inputs, s.direct_points, s.not_applicable, s.reason, s.scorer
    FROM json_each(${json}) AS k
    CROSS JOIN score AS s ON s.unit_id = k.value ->> 0 AND s.item_id = k.value ->> 1`.execute(db);
  return result.rows.map((row) => ({
    unitId: row.unit_id,
    itemId: row.item_id,
    entry: toEntry(row),
    scorer: row.scorer,
  }));
}

/** What the columns of a score keep of an evaluation. */
export function figuresOf(result: ItemResult): ScoreFigures {
  if (result.status !== 'scored') {
    return { status: result.status, points: null, veto: null, caseSum: null, caseCount: null };
  }
  const { points, veto, caseFiles } = result;
  return {
    status: 'scored',
    points,
    veto,
    caseSum: caseFiles?.sum ?? null,
    caseCount: caseFiles?.count ?? null,
  };
}

export interface UpsertedScore {
  /** 1 for the first. */
  readonly revision: number;
  /** Adjustments of the score stand beside it and have to be cut anew: `reapplyAdjustment`. */
  readonly adjusted: boolean;
}

/** Writes one score over the one that stands there. */
export async function upsertScore(
  trx: Kysely<Schema>,
  score: ScoreToStore,
  now: string,
): Promise<UpsertedScore> {
  const { entry, unitId, itemId, scorer } = score;
  const { status, points, veto, caseSum, caseCount } = score.figures;
  const result = await sql<{ revision: number; adjusted: 0 | 1 }>`
    INSERT INTO score (unit_id, item_id, inputs, direct_points, not_applicable, reason, scorer,
      status, points, veto, case_sum, case_count, revision, updated_at, settled)
    VALUES (${unitId}, ${itemId}, ${JSON.stringify(entry.inputs)}, ${entry.points}, ${entry.notApplicable},
      ${entry.reason}, ${scorer}, ${status}, ${points}, ${veto}, ${caseSum}, ${caseCount}, 1, ${now},
      ${score.settled ? 1 : 0})
    ${OVERWRITE_SCORE} RETURNING revision,
      EXISTS (SELECT 1 FROM score_adjustment WHERE unit_id = ${unitId} AND item_id = ${itemId}) AS adjusted`.execute(
    trx,
  );
  const [row] = result.rows;
  return { revision: row?.revision ?? 1, adjusted: row?.adjusted === 1 };
}

const OVERWRITE_SCORE = sql`ON CONFLICT (unit_id, item_id) DO UPDATE SET inputs = excluded.inputs,
  direct_points = excluded.direct_points, not_applicable = excluded.not_applicable, reason = excluded.reason,
  scorer = excluded.scorer, status = excluded.status, points = excluded.points, veto = excluded.veto,
  case_sum = excluded.case_sum, case_count = excluded.case_count, revision = revision + 1,
  updated_at = excluded.updated_at, settled = excluded.settled, adjustment = 0`;

/** One line of history; the latest line of the same edit is rewritten instead, so typing does not fill the list. */
export async function writeHistory(
  trx: Kysely<Schema>,
  score: ScoreToStore,
  editId: string,
  revision: number,
  now: string,
): Promise<void> {
  const { entry, unitId, itemId, scorer } = score;
  const { status, points } = score.figures;
  await sql`INSERT INTO score_history (id, unit_id, item_id, revision, edit_id, inputs, direct_points,
      not_applicable, reason, scorer, status, points, at, settled)
    VALUES (
      (SELECT CASE WHEN edit_id = ${editId} THEN id END FROM score_history
        WHERE unit_id = ${unitId} AND item_id = ${itemId} ORDER BY id DESC LIMIT 1),
      ${unitId}, ${itemId}, ${revision}, ${editId}, ${JSON.stringify(entry.inputs)}, ${entry.points},
      ${entry.notApplicable}, ${entry.reason}, ${scorer}, ${status}, ${points}, ${now},
      ${score.settled ? 1 : 0})
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, inputs = excluded.inputs,
      direct_points = excluded.direct_points, not_applicable = excluded.not_applicable,
      reason = excluded.reason, scorer = excluded.scorer, status = excluded.status,
      points = excluded.points, at = excluded.at, settled = excluded.settled`.execute(trx);
}

const BULK_SCORE_COLUMNS = [
  'unit_id',
  'item_id',
  'inputs',
  'direct_points',
  'not_applicable',
  'reason',
  'scorer',
  'status',
  'points',
  'veto',
  'case_sum',
  'case_count',
  'revision',
  'updated_at',
  'settled',
] as const;

/**
 * Writes any number of scores with a few statements, each with a line of history under one edit id. Call it inside a
 * transaction. Scores that stand there are written over, their revision goes up by one.
 *
 * @returns the lines of history, for the trail to pin.
 */
export async function upsertScores(
  trx: Kysely<Schema>,
  scores: readonly ScoreToStore[],
  editId: string,
  now: string,
): Promise<PinnedRows> {
  const rows = scores.map(({ unitId, itemId, entry, figures, scorer, settled }): Cell[] => {
    const { status, points, veto, caseSum, caseCount } = figures;
    const typed = [JSON.stringify(entry.inputs), entry.points, entry.notApplicable ? 1 : 0, entry.reason];
    const figuresAndTime = [status, points, veto, caseSum, caseCount, 1, now, settled ? 1 : 0];
    return [unitId, itemId, ...typed, scorer, ...figuresAndTime];
  });
  await insertRows(trx, 'score', BULK_SCORE_COLUMNS, rows, OVERWRITE_SCORE);
  return copyToHistory(trx, scores, editId);
}

/** The history of a bulk write is the rows just written, so it is copied where they are. */
async function copyToHistory(
  trx: Kysely<Schema>,
  scores: readonly Pick<ScoreToStore, 'unitId' | 'itemId'>[],
  editId: string,
): Promise<PinnedRows> {
  const before = await lastHistoryId(trx);
  const keys = JSON.stringify(scores.map(({ unitId, itemId }) => [unitId, itemId]));
  await sql`INSERT INTO score_history (unit_id, item_id, revision, edit_id, inputs, direct_points,
      not_applicable, reason, scorer, status, points, at, settled)
    SELECT s.unit_id, s.item_id, s.revision, ${editId}, s.inputs, s.direct_points, s.not_applicable, s.reason,
      s.scorer, s.status, s.points, s.updated_at, s.settled
    FROM json_each(${keys}) AS k
    CROSS JOIN score AS s ON s.unit_id = k.value ->> 0 AND s.item_id = k.value ->> 1`.execute(trx);
  return { table: 'score_history', first: before + 1, last: await lastHistoryId(trx) };
}

async function lastHistoryId(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('score_history')
    .select(sql<number>`max(id)`.as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** The versions of one score, newest first. */
export async function listHistory(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<ScoreHistoryEntry[]> {
  const rows: Selectable<ScoreHistoryTable>[] = await db
    .selectFrom('score_history')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    entry: toEntry(row),
    status: row.status,
    points: row.points,
    scorer: row.scorer,
    at: row.at,
  }));
}

/** Revisions of one score that were decided from several markings. */
export async function listSettledRevisions(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('score_history')
    .select('revision')
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .where('settled', '=', 1)
    .execute();
  return new Set(rows.map(({ revision }) => revision));
}
