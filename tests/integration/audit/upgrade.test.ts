import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Migrator, sql, type Kysely } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { firstCycle } from '@electron/database/migrations/0010-first-cycle';
import { openWriter } from '@electron/database/openDatabase';
import type { Schema } from '@electron/database/schema';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { behindTheBack, setColumn } from '../../helpers/behindTheBack';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';

let workspace: Workspace | undefined;
afterEach(() => workspace?.close());

/** Tables of the first format with all their columns, in an order references allow. */
const FIRST_TABLES = [
  ['meta', 'key, value'],
  [
    'indicator_system',
    'id, uid, system_key, title, version, year, status, official, note, settings, based_on, created_at, published_at',
  ],
  ['part', 'id, system_id, position, section, code, name'],
  [
    'item',
    `id, uid, system_id, part_id, position, section, code, level2_code, level2_name, name, requirement, points, rules,
      standard, evidence, unit_groups, unit_tags, lead_scorer, basis`,
  ],
  ['cycle', 'id, uid, year, name, state, system_id, created_at'],
  ['unit_group', 'id, cycle_id, name, note, position'],
  ['unit', 'id, uid, cycle_id, group_id, code, name, short_name, tags, position'],
  [
    'score',
    `unit_id, item_id, inputs, direct_points, not_applicable, reason, scorer, status, points, veto, case_sum,
      case_count, revision, updated_at`,
  ],
  [
    'score_history',
    `id, unit_id, item_id, revision, edit_id, inputs, direct_points, not_applicable, reason, scorer, status, points, at`,
  ],
  ['evidence_file', 'sha256, size, added_at'],
  ['evidence', 'id, uid, unit_id, sha256, name, document_number, formed_on, added_by, added_at'],
  ['evidence_link', 'evidence_id, item_id, position, judgement, judgement_reason'],
] as const;

/** Turns a workspace's database into one of the first format, with the same scores and evidence. */
async function asFirstFormat(folder: string): Promise<void> {
  const file = join(folder, 'faheng.db');
  const db = await openWriter(file);
  const old = `${file}.old`;
  await sql`VACUUM INTO ${old}`.execute(db);
  await db.destroy();
  await replaceByEmpty(file);
  const fresh = await openWriter(file);
  const migrator = new Migrator({
    db: fresh,
    provider: { getMigrations: async () => ({ '0010-first-cycle': firstCycle }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  await sql`PRAGMA user_version = 10`.execute(fresh);
  await sql`ATTACH ${old} AS old`.execute(fresh);
  await copyRows(fresh);
  await sql`DETACH old`.execute(fresh);
  await fresh.destroy();
}

async function replaceByEmpty(file: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
}

async function copyRows(db: Kysely<Schema>): Promise<void> {
  await sql`PRAGMA foreign_keys = OFF`.execute(db);
  const guards = await sql<{ name: string; text: string }>`
    SELECT name, sql AS text FROM main.sqlite_schema WHERE type = 'trigger'`.execute(db);
  for (const { name } of guards.rows) await sql`DROP TRIGGER ${sql.ref(name)}`.execute(db);
  for (const [table, columns] of FIRST_TABLES) {
    await sql.raw(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM old.${table}`).execute(db);
  }
  for (const { text } of guards.rows) await sql.raw(text).execute(db);
}

describe('a workspace from before there was a trail', () => {
  it('has its scores and evidence pinned by the first entry, and is guarded from there on', async () => {
    const made = await aScoredWorkspace();
    await made.close();
    await asFirstFormat(made.folder);
    workspace = await openWorkspace(made.folder);
    const [entry] = await workspace.db.selectFrom('audit_entry').selectAll().execute();
    expect(entry).toMatchObject({ action: 'workspace.upgrade', person: '法衡' });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);

    await behindTheBack(made.folder, async (db) => {
      await sql`UPDATE score SET reason = '齐全' WHERE unit_id = 1 AND item_id = 1`.execute(db);
      await sql`UPDATE score_history SET reason = '齐全' WHERE unit_id = 1 AND item_id = 1`.execute(db);
    });
    await setColumn(made.folder, 'evidence', 'name', '别的.pdf', 'id = 1');
    const { findings } = await verifyWorkspace(workspace);
    expect(findings.map(({ kind, place }) => `${kind}|${place}`)).toEqual([
      'audit|单位A01 · 1.1.1（评分保存记录第 1 条）',
      'audit|单位A01 · 别的.pdf（佐证材料登记第 1 条）',
    ]);
  });

  it('and is an archive is brought to this format and still only read', async () => {
    const made = await aScoredWorkspace();
    await made.close();
    await asFirstFormat(made.folder);
    const manifest = join(made.folder, '考评库.faheng');
    const told = JSON.parse(await readFile(manifest, 'utf8')) as object;
    await writeFile(manifest, JSON.stringify({ ...told, formatVersion: 10, archive: 'a-package' }));
    workspace = await openWorkspace(made.folder);
    expect([workspace.readOnly, workspace.readOnlyReason]).toEqual([true, expect.stringContaining('归档包')]);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('that held no score has its indicator system pinned', async () => {
    const made = await aScoredWorkspace();
    await made.close();
    await asFirstFormat(made.folder);
    await behindTheBack(made.folder, async (db) => {
      for (const table of ['score_history', 'score', 'evidence_link', 'evidence'] as const) {
        await sql`DELETE FROM ${sql.table(table)}`.execute(db);
      }
    });
    workspace = await openWorkspace(made.folder);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    await setColumn(made.folder, 'item', 'points', 4000, 'id = 2');
    const { findings } = await verifyWorkspace(workspace);
    expect(findings.map(({ place }) => place)).toContain('1.1.2 事项1.1.2（指标第 2 条）');
  });
});
