import { sql, type Kysely } from 'kysely';
import type { Version } from '../../shared/exchange/versions';
import { insertRows } from './insertRows';
import { changeSum, headLine } from './rowSums';
import type { Schema } from './schema';

/** Cells asked about at a time. */
const CELLS_AT_A_TIME = 10_000;

/** Heads by cell; a cell without any is left out. */
export type HeadsByCell = ReadonlyMap<string, readonly string[]>;

/** Heads of these cells. */
export async function listHeads(db: Kysely<Schema>, cells: readonly string[]): Promise<HeadsByCell> {
  const heads = new Map<string, string[]>();
  for (let from = 0; from < cells.length; from += CELLS_AT_A_TIME) {
    const json = JSON.stringify(cells.slice(from, from + CELLS_AT_A_TIME));
    const result = await sql<{ cell: string; version_id: string }>`
      SELECT cell, version_id FROM cell_head WHERE cell IN (SELECT value FROM json_each(${json}))
      ORDER BY cell, version_id`.execute(db);
    for (const { cell, version_id } of result.rows) heads.set(cell, [...(heads.get(cell) ?? []), version_id]);
  }
  return heads;
}

/** Every version there ever was of these cells. */
export async function listVersions(db: Kysely<Schema>, cells: readonly string[]): Promise<Version[]> {
  const versions: Version[] = [];
  for (let from = 0; from < cells.length; from += CELLS_AT_A_TIME) {
    const json = JSON.stringify(cells.slice(from, from + CELLS_AT_A_TIME));
    const result = await sql<Omit<Version, 'parents'> & { parents: string }>`
      SELECT id, cell, parents, value, at, person, rank FROM cell_version
      WHERE cell IN (SELECT value FROM json_each(${json}))`.execute(db);
    for (const row of result.rows) versions.push({ ...row, parents: JSON.parse(row.parents) as string[] });
  }
  return versions;
}

/** Cells with heads whose names begin so: all of a unit's self-evaluation, `self:<unit>:`. */
export async function listCellsUnder(db: Kysely<Schema>, prefix: string): Promise<string[]> {
  const result = await sql<{ cell: string }>`
    SELECT DISTINCT cell FROM cell_head WHERE cell >= ${prefix} AND cell < ${`${prefix}\u{10FFFF}`}`.execute(
    db,
  );
  return result.rows.map(({ cell }) => cell);
}

/** Keeps versions; one that is there already is the same, by its id. */
export async function insertVersions(trx: Kysely<Schema>, versions: readonly Version[]): Promise<void> {
  const known = await listKnown(
    trx,
    versions.map(({ id }) => id),
  );
  const fresh = new Set(versions.map(({ id }) => id).filter((id) => !known.has(id)));
  await changeSum(trx, 'versions', [...fresh]);
  await insertRows(
    trx,
    'cell_version',
    ['id', 'cell', 'parents', 'value', 'at', 'person', 'rank'],
    versions.map(({ id, cell, parents, value, at, person, rank }) => [
      ...[id, cell, JSON.stringify(parents), value, at, person],
      rank,
    ]),
    sql`ON CONFLICT (id) DO NOTHING`,
  );
}

/** Ids of these versions that are here. */
async function listKnown(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += CELLS_AT_A_TIME) {
    const json = JSON.stringify(ids.slice(from, from + CELLS_AT_A_TIME));
    const result = await sql<{ id: string }>`
      SELECT id FROM cell_version WHERE id IN (SELECT value FROM json_each(${json}))`.execute(db);
    for (const { id } of result.rows) known.add(id);
  }
  return known;
}

/** Sets what stands in cells. */
export async function replaceHeads(trx: Kysely<Schema>, heads: HeadsByCell): Promise<void> {
  const cells = [...heads.keys()];
  const before = await listHeads(trx, cells);
  await changeSum(trx, 'heads', linesOf(heads), linesOf(before));
  for (let from = 0; from < cells.length; from += CELLS_AT_A_TIME) {
    const json = JSON.stringify(cells.slice(from, from + CELLS_AT_A_TIME));
    await sql`DELETE FROM cell_head WHERE cell IN (SELECT value FROM json_each(${json}))`.execute(trx);
  }
  const rows = [...heads].flatMap(([cell, ids]) => ids.map((id) => [cell, id]));
  await insertRows(trx, 'cell_head', ['cell', 'version_id'], rows);
}

const linesOf = (heads: HeadsByCell): string[] =>
  [...heads].flatMap(([cell, ids]) => ids.map((id) => headLine(cell, id)));

/** Rows read at a time. */
const ROWS_AT_A_TIME = 10_000;

/** Every version, by id, in pieces. */
export async function* listAllVersions(db: Kysely<Schema>): AsyncGenerator<readonly Version[]> {
  for (let last = ''; ;) {
    const result = await sql<Omit<Version, 'parents'> & { parents: string }>`
      SELECT id, cell, parents, value, at, person, rank FROM cell_version
      WHERE id > ${last} ORDER BY id LIMIT ${ROWS_AT_A_TIME}`.execute(db);
    if (result.rows.length === 0) return;
    last = result.rows.at(-1)?.id ?? '';
    yield result.rows.map((row) => ({ ...row, parents: parentsOf(row.parents) }));
  }
}

/** As they were written, to the letter; anything else is no version's parent, so that it does not fit its id. */
function parentsOf(json: string): string[] {
  try {
    const parsed: unknown = JSON.parse(json);
    if (Array.isArray(parsed) && JSON.stringify(parsed) === json) return parsed.map(String);
  } catch {
    // No JSON at all.
  }
  return ['altered'];
}

/** Every head, in pieces. */
export async function* listAllHeads(
  db: Kysely<Schema>,
): AsyncGenerator<readonly { readonly cell: string; readonly version: string }[]> {
  for (let [cell, version] = ['', '']; ;) {
    const { rows } = await sql<{ cell: string; version: string }>`
      SELECT cell, version_id AS version FROM cell_head WHERE (cell, version_id) > (${cell}, ${version})
      ORDER BY cell, version_id LIMIT ${ROWS_AT_A_TIME}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    [cell, version] = [last.cell, last.version];
    yield rows;
  }
}
