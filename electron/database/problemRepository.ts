import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { MeasureView, ProblemView } from '../../shared/ipc/practice/rectification';
import type { MeasureTable, ProblemTable } from './reviewSchema';
import type { Schema } from './schema';

/** A problem as stored; what depends on the day and on names is added by the service. */
export interface StoredProblem extends Omit<
  ProblemView,
  'unitName' | 'itemName' | 'overdueDays' | 'repeatOf'
> {
  readonly cycleId: number;
  readonly repeatOf: ProblemView['repeatOf'];
}

type ProblemRow = Selectable<ProblemTable> & { year: number };

/** The ledger of a cycle: problems found in it, and those of earlier cycles that are still open. */
export async function listLedger(db: Kysely<Schema>, cycleId: number): Promise<StoredProblem[]> {
  const rows = await selectProblems(db)
    .where((where) =>
      where.or([
        where('problem.cycle_id', '=', cycleId),
        where.and([
          where('problem.state', '!=', 'closed'),
          where('cycle.year', '<', sql<number>`(SELECT year FROM cycle WHERE id = ${cycleId})`),
        ]),
      ]),
    )
    .execute();
  return describe(db, rows);
}

/** One problem; undefined where it is not in the workspace. */
export async function findProblem(db: Kysely<Schema>, problemId: number): Promise<StoredProblem | undefined> {
  const rows = await selectProblems(db).where('problem.id', '=', problemId).execute();
  return (await describe(db, rows))[0];
}

/** The latest problem of the same unit and item found in an earlier year than the cycle's. */
export async function findEarlierProblem(
  db: Kysely<Schema>,
  cycleId: number,
  unitCode: string,
  itemCode: string,
): Promise<number | null> {
  if (itemCode === '') return null;
  const row = await db
    .selectFrom('problem')
    .innerJoin('cycle', 'cycle.id', 'problem.cycle_id')
    .select('problem.id')
    .where('problem.unit_code', '=', unitCode)
    .where('problem.item_code', '=', itemCode)
    .where('cycle.year', '<', sql<number>`(SELECT year FROM cycle WHERE id = ${cycleId})`)
    .orderBy('cycle.year', 'desc')
    .orderBy('problem.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Numbers of the problems of a cycle that were made from a deduction, by unit code and item code. */
export async function listFromScores(
  db: Kysely<Schema>,
  cycleId: number,
  unitCode: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('problem')
    .select(['item_code', 'number'])
    .where('unit_code', '=', unitCode)
    .where('cycle_id', '=', cycleId)
    .where('from_score', '=', 1)
    .execute();
  return new Map(rows.map((row) => [row.item_code, row.number]));
}

/** Adds a problem under the next number of its cycle. @returns its id */
export async function insertProblem(
  trx: Kysely<Schema>,
  problem: Omit<Insertable<ProblemTable>, 'number'>,
): Promise<number> {
  const last = await trx
    .selectFrom('problem')
    .select(sql<number>`coalesce(max(number), 0)`.as('number'))
    .where('cycle_id', '=', problem.cycle_id)
    .executeTakeFirstOrThrow();
  const row = await trx
    .insertInto('problem')
    .values({ ...problem, number: last.number + 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateProblem(
  trx: Kysely<Schema>,
  problemId: number,
  change: Partial<Omit<Selectable<ProblemTable>, 'id' | 'uid' | 'cycle_id' | 'number'>>,
): Promise<void> {
  await trx.updateTable('problem').set(change).where('id', '=', problemId).execute();
}

export async function deleteProblem(trx: Kysely<Schema>, problemId: number): Promise<void> {
  await trx.deleteFrom('problem').where('id', '=', problemId).execute();
}

/** Adds a measure behind the others of its problem. */
export async function insertMeasure(
  trx: Kysely<Schema>,
  measure: Omit<Insertable<MeasureTable>, 'position'>,
): Promise<void> {
  const last = await trx
    .selectFrom('measure')
    .select(sql<number>`coalesce(max(position), 0)`.as('position'))
    .where('problem_id', '=', measure.problem_id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('measure')
    .values({ ...measure, position: last.position + 1 })
    .execute();
}

export async function updateMeasure(
  trx: Kysely<Schema>,
  measureId: number,
  change: Partial<Selectable<MeasureTable>>,
): Promise<void> {
  await trx.updateTable('measure').set(change).where('id', '=', measureId).execute();
}

export async function deleteMeasure(trx: Kysely<Schema>, measureId: number): Promise<void> {
  await trx.deleteFrom('measure').where('id', '=', measureId).execute();
}

/** Attaches stored files to a problem; those attached already stay. */
export async function attachFiles(
  trx: Kysely<Schema>,
  problemId: number,
  files: readonly { readonly sha256: string; readonly name: string }[],
  person: string,
  at: string,
): Promise<void> {
  if (files.length === 0) return;
  await trx
    .insertInto('problem_file')
    .values(files.map(({ sha256, name }) => ({ problem_id: problemId, sha256, name, person, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function selectProblems(db: Kysely<Schema>) {
  return db
    .selectFrom('problem')
    .innerJoin('cycle', 'cycle.id', 'problem.cycle_id')
    .selectAll('problem')
    .select('cycle.year');
}

async function describe(db: Kysely<Schema>, rows: readonly ProblemRow[]): Promise<StoredProblem[]> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const earlier = JSON.stringify(rows.flatMap(({ repeat_of: id }) => id ?? []));
  const measures = groupBy(await listMeasures(db, ids), ({ problemId }) => problemId);
  const files = groupBy(await listFiles(db, ids), ({ problemId }) => problemId);
  const repeats = new Map((await listRepeats(db, earlier)).map((one) => [one.id, one]));
  return rows.map((row) => ({
    id: row.id,
    cycleId: row.cycle_id,
    year: row.year,
    number: row.number,
    unitCode: row.unit_code,
    text: row.text,
    source: row.source,
    itemCode: row.item_code,
    fromScore: row.from_score === 1,
    leader: row.leader,
    dueOn: row.due_on,
    state: row.state,
    repeatOf: row.repeat_of === null ? null : (repeats.get(row.repeat_of) ?? null),
    closingOpinion: row.closing_opinion,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
    measures: (measures.get(row.id) ?? []).map(withoutProblem),
    files: (files.get(row.id) ?? []).map(withoutProblem),
  }));
}

/** A row of a list that was grouped by its problem. */
function withoutProblem<T extends { readonly problemId: number }>(row: T): Omit<T, 'problemId'> {
  const { problemId, ...rest } = row;
  void problemId;
  return rest;
}

async function listMeasures(
  db: Kysely<Schema>,
  ids: string,
): Promise<readonly (MeasureView & { readonly problemId: number })[]> {
  const result = await sql<MeasureView & { problemId: number }>`
    SELECT m.problem_id AS problemId, m.id, m.text, m.responsible, m.due_on AS dueOn, m.progress, m.done_on AS doneOn
    FROM json_each(${ids}) AS wanted CROSS JOIN measure AS m ON m.problem_id = wanted.value
    ORDER BY m.problem_id, m.position`.execute(db);
  return result.rows;
}

type File = ProblemView['files'][number] & { readonly problemId: number };

async function listFiles(db: Kysely<Schema>, ids: string): Promise<readonly File[]> {
  const result = await sql<File>`
    SELECT f.problem_id AS problemId, f.sha256, f.name, f.person, f.at
    FROM json_each(${ids}) AS wanted CROSS JOIN problem_file AS f ON f.problem_id = wanted.value
    ORDER BY f.problem_id, f.at, f.name`.execute(db);
  return result.rows;
}

async function listRepeats(
  db: Kysely<Schema>,
  ids: string,
): Promise<readonly NonNullable<ProblemView['repeatOf']>[]> {
  const result = await sql<NonNullable<ProblemView['repeatOf']>>`
    SELECT p.id, c.year, p.number, p.text
    FROM json_each(${ids}) AS wanted CROSS JOIN problem AS p ON p.id = wanted.value
    CROSS JOIN cycle AS c ON c.id = p.cycle_id`.execute(db);
  return result.rows;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
