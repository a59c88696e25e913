import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATE_TABLES, tableShape, type StateTable } from '@electron/database/rowStates';
import type { Schema } from '@electron/database/schema';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { verifyTrail } from '@electron/services/verify/verifyTrail';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { behindTheBack } from '../../helpers/behindTheBack';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';

const TABLES = Object.keys(STATE_TABLES) as StateTable[];

let workspace: Workspace;
beforeAll(async () => {
  const made = await aScoredWorkspace();
  await made.close();
  // Temporary folders go after each test; this one serves all.
  const folder = await mkdtemp(join(tmpdir(), 'faheng-guarded-'));
  await cp(made.folder, folder, { recursive: true });
  workspace = await openWorkspace(folder);
  // Rows of every table, whatever they would have to belong to: only the guarding is looked at here.
  const { db } = workspace;
  const guards = await sql<{ name: string }>`SELECT name FROM sqlite_schema
    WHERE type = 'trigger' AND tbl_name IN (${sql.join(TABLES)})`.execute(db);
  for (const { name } of guards.rows) await sql`DROP TRIGGER main.${sql.ref(name)}`.execute(db);
  await sql`PRAGMA foreign_keys = OFF`.execute(db);
  await sql`PRAGMA ignore_check_constraints = ON`.execute(db);
});
afterAll(async () => {
  await workspace.close();
  await rm(workspace.folder, { recursive: true, force: true });
});

/** A row whose every column says `mark`, as far as its type lets it. */
async function insertMarked(trx: Kysely<Schema>, table: StateTable, mark: number): Promise<void> {
  const types = await sql<{ name: string; type: string }>`
    SELECT name, type FROM pragma_table_info(${table}) ORDER BY cid`.execute(trx);
  const names = sql.join(types.rows.map(({ name }) => sql.ref(name)));
  const cells = sql.join(types.rows.map(({ type }) => (type === 'INTEGER' ? mark : `"${mark}"`)));
  await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES (${cells})`.execute(trx);
}

const said = { action: 'workspace.test', subject: '试验' };

async function findingsOf(table: StateTable): Promise<string[]> {
  const { findings } = await verifyTrail(workspace.db);
  return findings
    .filter(({ place }) => place.endsWith(`（${STATE_TABLES[table]}）`))
    .map(({ message }) => message);
}

describe.each(TABLES)('a row of %s', (table) => {
  it('is on the trail with every change the program makes, and named by verify after any other', async () => {
    const { columns, key } = await tableShape(workspace.db, table);
    const last = columns.at(-1) ?? '';
    const write = (work: (trx: Kysely<Schema>) => Promise<unknown>) =>
      inTransaction(workspace, async (trx, _now, audit) => {
        // Whether it is said before or after it is written makes no difference.
        await audit(said);
        await work(trx);
      });
    await write((trx) => insertMarked(trx, table, 900_001));
    await write((trx) => insertMarked(trx, table, 900_002));
    await write((trx) =>
      sql`UPDATE ${sql.table(table)} SET ${sql.ref(last)} = 900003
        WHERE ${sql.ref(last)} IN (900001, '"900001"')`.execute(trx),
    );
    expect(await findingsOf(table)).toEqual([]);

    const other = (change: (db: Kysely<Schema>) => Promise<unknown>) =>
      behindTheBack(workspace.folder, change);
    await other((db) =>
      sql`UPDATE ${sql.table(table)} SET ${sql.ref(last)} = 900004 WHERE ${sql.ref(last)} IN (900003, '900003')`.execute(
        db,
      ),
    );
    await other((db) => insertMarked(db, table, 900_005));
    await other((db) =>
      sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(last)} IN (900002, '"900002"')`.execute(db),
    );
    expect(new Set(await findingsOf(table))).toEqual(
      new Set([
        // Where all of a row is its key, another key is another row.
        ...(key.includes(last) ? [] : ['与审计记录不符，在软件之外被改动过']),
        '不在审计记录里，不是软件写的',
        '审计记录里有，记录却不见了',
      ]),
    );
  });

  it('cannot be written without a word', async () => {
    await expect(inTransaction(workspace, (trx) => insertMarked(trx, table, 900_009))).rejects.toThrow(
      `written without a word on the trail: ${table}`,
    );
  });
});

it('every table is guarded one way or another, or holds nothing anybody decided', async () => {
  const tables = await sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`.execute(
    workspace.db,
  );
  const unguarded = tables.rows
    .map(({ name }) => name)
    .filter((name) => !(name in STATE_TABLES) && !name.startsWith('kysely'));
  expect(unguarded).toEqual([
    // Held against the last word of the trail by their own checks, or pinned row by row.
    ...['account', 'approved_result', 'approved_unit', 'audit_entry', 'audit_head'],
    // By the hash of their list.
    ...['case_file', 'case_zero_report'],
    // By the sums kept of them (exchange_sum): verifyExchange.
    ...['cell_head', 'cell_version'],
    ...[
      'evidence',
      'evidence_file',
      'exchange_change',
      'indicator_system',
      'item',
      'marking',
      'meta',
      'part',
    ],
    ...['score', 'score_adjustment', 'score_history'],
    // Where somebody last was.
    'ui_state',
  ]);
});
