import { sql, type Kysely } from 'kysely';
import type { Version } from '../../shared/exchange/versions';
import { insertRows } from './insertRows';
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

/** Sets what stands in cells. */
export async function replaceHeads(trx: Kysely<Schema>, heads: HeadsByCell): Promise<void> {
  const cells = [...heads.keys()];
  for (let from = 0; from < cells.length; from += CELLS_AT_A_TIME) {
    const json = JSON.stringify(cells.slice(from, from + CELLS_AT_A_TIME));
    await sql`DELETE FROM cell_head WHERE cell IN (SELECT value FROM json_each(${json}))`.execute(trx);
  }
  const rows = [...heads].flatMap(([cell, ids]) => ids.map((id) => [cell, id]));
  await insertRows(trx, 'cell_head', ['cell', 'version_id'], rows);
}
