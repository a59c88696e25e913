import { sql, type Kysely, type Selectable } from 'kysely';
import type { ListedCase, ZeroReport } from '../../shared/caseFiles/caseList';
import type { DrawPlan } from '../../shared/caseFiles/draw';
import { insertRows } from './insertRows';
import type { CaseDrawTable, CasePickTable } from './reviewSchema';
import type { Schema } from './schema';

/** A list of case files as it was imported. */
export interface StoredCaseList {
  readonly id: number;
  readonly fileName: string;
  readonly rowCount: number;
  readonly sha256: string;
  readonly person: string;
  readonly at: string;
}

export interface StoredCase extends ListedCase {
  readonly id: number;
  readonly unitId: number;
  /** Place in the imported table, from 1. */
  readonly position: number;
}

export interface StoredZeroReport extends ZeroReport {
  readonly unitId: number;
}

export interface NewCaseList {
  readonly cycleId: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly files: readonly (ListedCase & { readonly unitId: number })[];
  readonly zeroReports: readonly StoredZeroReport[];
}

/** Stores a list; earlier ones stay, because draws refer to them. Call it inside a transaction. */
export async function insertCaseList(
  trx: Kysely<Schema>,
  { cycleId, fileName, sha256, files, zeroReports }: NewCaseList,
  person: string,
  at: string,
): Promise<number> {
  const { id } = await trx
    .insertInto('case_list')
    .values({ cycle_id: cycleId, file_name: fileName, row_count: files.length, sha256, person, at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertRows(
    trx,
    'case_file',
    [
      ...['list_id', 'unit_id', 'unit_code', 'position', 'number', 'matter', 'party', 'type', 'procedure'],
      ...['closed_on', 'handler', 'fine'],
    ],
    files.map((file, index) => [
      ...[
        id,
        file.unitId,
        file.unitCode,
        index + 1,
        file.number,
        file.matter,
        file.party,
        file.type,
        file.procedure,
      ],
      ...[file.closedOn, file.handler, file.fine],
    ]),
  );
  await insertRows(
    trx,
    'case_zero_report',
    ['list_id', 'unit_id', 'unit_code', 'type'],
    zeroReports.map(({ unitId, unitCode, type }) => [id, unitId, unitCode, type]),
    sql`ON CONFLICT DO NOTHING`,
  );
  return id;
}

/** The list in force: the one imported last. */
export async function findCurrentCaseList(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<StoredCaseList | undefined> {
  return caseLists(db).where('cycle_id', '=', cycleId).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

function caseLists(db: Kysely<Schema>) {
  return db
    .selectFrom('case_list')
    .select(['id', 'file_name as fileName', 'row_count as rowCount', 'sha256', 'person', 'at']);
}

/** Every list of a cycle, the first one first. */
export async function listCaseLists(db: Kysely<Schema>, cycleId: number): Promise<StoredCaseList[]> {
  return caseLists(db).where('cycle_id', '=', cycleId).orderBy('id').execute();
}

/** The files of a list in the order of its table. */
export async function listCaseFiles(db: Kysely<Schema>, listId: number): Promise<StoredCase[]> {
  return caseFiles(db).where('case_file.list_id', '=', listId).orderBy('case_file.id').execute();
}

function caseFiles(db: Kysely<Schema>) {
  return db
    .selectFrom('case_file')
    .select(['case_file.id', 'case_file.unit_id as unitId', 'case_file.unit_code as unitCode'])
    .select('case_file.position')
    .select(['case_file.number', 'case_file.matter', 'case_file.party', 'case_file.type'])
    .select([
      'case_file.procedure',
      'case_file.closed_on as closedOn',
      'case_file.handler',
      'case_file.fine',
    ]);
}

/** One file of a list; undefined where it is not in it. */
export async function findCaseFile(
  db: Kysely<Schema>,
  listId: number,
  fileId: number,
): Promise<StoredCase | undefined> {
  return caseFiles(db)
    .where('case_file.id', '=', fileId)
    .where('case_file.list_id', '=', listId)
    .executeTakeFirst();
}

export async function listZeroReports(db: Kysely<Schema>, listId: number): Promise<StoredZeroReport[]> {
  return db
    .selectFrom('case_zero_report')
    .select(['unit_id as unitId', 'unit_code as unitCode', 'type'])
    .where('list_id', '=', listId)
    .orderBy('unit_id')
    .orderBy('type')
    .execute();
}

/**
 * Units that are not in the list the draw in force was made from: neither files nor a zero report. None before the first
 * draw.
 *
 * @param unitIds only these units; left out: all of the cycle.
 */
export async function listUnitsWithoutCaseList(
  db: Kysely<Schema>,
  { cycleId, unitIds }: { readonly cycleId: number; readonly unitIds?: readonly number[] | undefined },
): Promise<readonly number[]> {
  const wanted = unitIds
    ? sql`u.id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))`
    : sql`u.cycle_id = ${cycleId}`;
  const result = await sql<{ id: number }>`
    SELECT u.id FROM (SELECT list_id FROM case_draw WHERE cycle_id = ${cycleId} ORDER BY id DESC LIMIT 1) AS d
    CROSS JOIN unit AS u WHERE ${wanted}
      AND NOT EXISTS (SELECT 1 FROM case_file AS f WHERE f.list_id = d.list_id AND f.unit_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM case_zero_report AS z WHERE z.list_id = d.list_id AND z.unit_id = u.id)`.execute(
    db,
  );
  return result.rows.map(({ id }) => id);
}

/** How many files of a list a unit has of each type. */
export async function countCaseFiles(
  db: Kysely<Schema>,
  listId: number,
): Promise<readonly { readonly unitId: number; readonly type: string; readonly files: number }[]> {
  const result = await sql<{ unitId: number; type: string; files: number }>`
    SELECT unit_id AS unitId, type, count(*) AS files FROM case_file
    WHERE list_id = ${listId} GROUP BY unit_id, type ORDER BY unit_id, type`.execute(db);
  return result.rows;
}

/** A draw as it was recorded. */
export interface StoredDraw {
  readonly id: number;
  readonly uid: string;
  readonly listId: number;
  readonly listSha256: string;
  readonly algorithm: string;
  readonly seed: string;
  readonly seedSource: 'typed' | 'random';
  readonly seedNote: string;
  readonly plan: DrawPlan;
  readonly reason: string;
  readonly person: string;
  readonly at: string;
}

function toDraw(row: Selectable<CaseDrawTable>): StoredDraw {
  return {
    id: row.id,
    uid: row.uid,
    listId: row.list_id,
    listSha256: row.list_sha256,
    algorithm: row.algorithm,
    seed: row.seed,
    seedSource: row.seed_source,
    seedNote: row.seed_note,
    plan: JSON.parse(row.plan) as DrawPlan,
    reason: row.reason,
    person: row.person,
    at: row.at,
  };
}

/** Records a draw; it can be neither changed nor taken out. */
export async function insertDraw(
  trx: Kysely<Schema>,
  cycleId: number,
  draw: Omit<StoredDraw, 'id'>,
): Promise<number> {
  const { id } = await trx
    .insertInto('case_draw')
    .values({
      uid: draw.uid,
      cycle_id: cycleId,
      list_id: draw.listId,
      list_sha256: draw.listSha256,
      algorithm: draw.algorithm,
      seed: draw.seed,
      seed_source: draw.seedSource,
      seed_note: draw.seedNote,
      plan: JSON.stringify(draw.plan),
      reason: draw.reason,
      person: draw.person,
      at: draw.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The draws of a cycle, the first one first; the last one is in force. */
export async function listDraws(db: Kysely<Schema>, cycleId: number): Promise<StoredDraw[]> {
  const rows = await db
    .selectFrom('case_draw')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('id')
    .execute();
  return rows.map(toDraw);
}

export interface NewPick {
  readonly caseFileId: number;
  readonly stratum: string;
  readonly place: number;
  readonly origin: CasePickTable['origin'];
  readonly state: CasePickTable['state'];
  readonly note: string;
}

export async function insertPicks(
  trx: Kysely<Schema>,
  drawId: number,
  picks: readonly NewPick[],
): Promise<void> {
  await insertRows(
    trx,
    'case_pick',
    ['draw_id', 'case_file_id', 'stratum', 'place', 'origin', 'state', 'note'],
    picks.map((pick) => [
      ...[drawId, pick.caseFileId, pick.stratum, pick.place, pick.origin, pick.state, pick.note],
    ]),
  );
}

/** A picked file with its facts. */
export interface StoredPick extends ListedCase {
  readonly id: number;
  readonly drawId: number;
  readonly caseFileId: number;
  readonly unitId: number;
  readonly stratum: string;
  readonly place: number;
  readonly origin: CasePickTable['origin'];
  readonly state: CasePickTable['state'];
  readonly note: string;
  /** 被评单位意见 on its result. */
  readonly unitOpinion: string;
}

function picks(db: Kysely<Schema>) {
  return db
    .selectFrom('case_pick')
    .innerJoin('case_file', 'case_file.id', 'case_pick.case_file_id')
    .innerJoin('unit', 'unit.id', 'case_file.unit_id')
    .select(['case_pick.id', 'case_pick.draw_id as drawId', 'case_pick.case_file_id as caseFileId'])
    .select(['case_pick.stratum', 'case_pick.place'])
    .select([
      'case_pick.origin',
      'case_pick.state',
      'case_pick.note',
      'case_pick.unit_opinion as unitOpinion',
    ])
    .select([
      'case_file.unit_id as unitId',
      'case_file.unit_code as unitCode',
      'case_file.number',
      'case_file.matter',
    ])
    .select(['case_file.party', 'case_file.type', 'case_file.procedure', 'case_file.closed_on as closedOn'])
    .select(['case_file.handler', 'case_file.fine']);
}

/**
 * Picks of a draw: strata in their order, in each the order of drawing, hand picks last.
 *
 * @param unitId  only those of this unit.
 */
export async function listPicks(db: Kysely<Schema>, drawId: number, unitId?: number): Promise<StoredPick[]> {
  return picks(db)
    .where('case_pick.draw_id', '=', drawId)
    .$if(unitId !== undefined, (query) => query.where('case_file.unit_id', '=', unitId ?? 0))
    .orderBy('unit.position')
    .orderBy('unit.id')
    .orderBy('case_pick.stratum')
    .orderBy('case_pick.place')
    .orderBy('case_pick.id')
    .execute();
}

export async function findPick(db: Kysely<Schema>, pickId: number): Promise<StoredPick | undefined> {
  return picks(db).where('case_pick.id', '=', pickId).executeTakeFirst();
}

/** Whether a pick still stands; what was drawn is never changed. */
export async function setPickState(
  trx: Kysely<Schema>,
  pickId: number,
  state: CasePickTable['state'],
  note: string,
): Promise<void> {
  await trx.updateTable('case_pick').set({ state, note }).where('id', '=', pickId).executeTakeFirstOrThrow();
}

export async function setUnitOpinion(trx: Kysely<Schema>, pickId: number, opinion: string): Promise<void> {
  await trx
    .updateTable('case_pick')
    .set({ unit_opinion: opinion })
    .where('id', '=', pickId)
    .executeTakeFirstOrThrow();
}
