import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrateToLatest, readFormatVersion, FORMAT_VERSION } from '@electron/database/migrate';
import { isWalSafe, openReader, openWriter } from '@electron/database/openDatabase';
import type { Schema } from '@electron/database/schema';
import { asAppError } from '@electron/services/workspace/asAppError';
import { tempFolder } from '../../helpers/tempFolder';

async function aDatabase(): Promise<{ readonly db: Kysely<Schema>; readonly file: string }> {
  const file = join(await tempFolder(), 'faheng.db');
  const db = await openWriter(file);
  await migrateToLatest(db);
  return { db, file };
}

async function pragma(db: Kysely<Schema>, name: string): Promise<unknown> {
  const result = await sql.raw<Record<string, unknown>>(`PRAGMA ${name}`).execute(db);
  return Object.values(result.rows[0] ?? {})[0];
}

/** Code of the words a refusal is put into; the raw message where there are none. */
async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (cause: unknown) => asAppError(cause, '/库')?.report.code ?? String(cause),
  );
}

describe('a connection', () => {
  it('keeps every commit, refuses broken references, and uses WAL where it is safe', async () => {
    const { db, file } = await aDatabase();
    expect(await isWalSafe(file)).toBe(true);
    expect(await isWalSafe('\\\\服务器\\共享\\faheng.db')).toBe(false);
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
    expect(await pragma(db, 'trusted_schema')).toBe(0);
    expect(await readFormatVersion(db)).toBe(FORMAT_VERSION);
    await db.destroy();
  });

  it('for reading cannot write', async () => {
    const { db, file } = await aDatabase();
    const reader = openReader(file);
    expect(await refusal(sql`DELETE FROM unit`.execute(reader))).toBe('FOLDER_READ_ONLY');
    await reader.destroy();
    await db.destroy();
  });

  it('never lets one caller’s write into another caller’s transaction', async () => {
    const { db } = await aDatabase();
    const insert = (target: Kysely<Schema>, key: string) =>
      target.insertInto('ui_state').values({ key, value: '1' }).execute();
    const rolledBack = db.transaction().execute(async (trx) => {
      await insert(trx, 'inside');
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('rolled back');
    });
    const beside = insert(db, 'beside');
    await expect(rolledBack).rejects.toThrow('rolled back');
    await beside;
    expect(await db.selectFrom('ui_state').select('key').execute()).toEqual([{ key: 'beside' }]);
    await db.destroy();
  });

  it('migrates an up-to-date database without touching it', async () => {
    const { db } = await aDatabase();
    const before = await pragma(db, 'data_version');
    await migrateToLatest(db);
    expect(await pragma(db, 'data_version')).toBe(before);
    await db.destroy();
  });
});

describe('the guards of the database', () => {
  /** A group with an active scheme of 10 and 90 of 100. */
  async function withScheme(): Promise<Kysely<Schema>> {
    const { db } = await aDatabase();
    await sql
      .raw(
        `INSERT INTO indicator_system (id, uid, system_key, title, version, year, status, official, note,
      settings, created_at) VALUES (1, 'u', 'k', 't', '1', 2020, 'draft', 0, '', '{}', '')`,
      )
      .execute(db);
    await sql
      .raw(`INSERT INTO cycle (id, uid, year, name, system_id, created_at) VALUES (1, 'c', 2020, '', 1, '')`)
      .execute(db);
    await sql
      .raw(`INSERT INTO unit_group (id, cycle_id, name, note, position) VALUES (1, 1, '镇', '', 1)`)
      .execute(db);
    await sql
      .raw(`INSERT INTO comprehensive_scheme (id, group_id, status) VALUES (1, 1, 'draft')`)
      .execute(db);
    await sql
      .raw(
        `INSERT INTO scheme_component (id, scheme_id, position, name, weight, rule_of_law)
      VALUES (1, 1, 1, '法治', 1000, 1), (2, 1, 2, '其他', 9000, 0)`,
      )
      .execute(db);
    await sql.raw(`UPDATE comprehensive_scheme SET status = 'active'`).execute(db);
    return db;
  }

  it.each([
    [`UPDATE scheme_component SET weight = 999 WHERE id = 1`, 'LAW_WEIGHT_BELOW_10'],
    [`UPDATE scheme_component SET rule_of_law = 0 WHERE id = 1`, 'LAW_WEIGHT_BELOW_10'],
    [`DELETE FROM scheme_component WHERE id = 1`, 'LAW_WEIGHT_BELOW_10'],
    [`UPDATE scheme_component SET weight = 1001 WHERE id = 1`, 'WEIGHTS_NOT_100'],
    [
      `INSERT INTO scheme_component (scheme_id, position, name, weight, rule_of_law) VALUES (1, 3, 'x', 1, 0)`,
      'LAW_WEIGHT_BELOW_10',
    ],
    [
      `INSERT INTO scheme_component (scheme_id, position, name, weight, rule_of_law) VALUES (1, 3, 'x', 1, 1)`,
      'WEIGHTS_NOT_100',
    ],
  ])('refuse by direct SQL: %s', async (statement, code) => {
    const db = await withScheme();
    expect(await refusal(sql.raw(statement).execute(db))).toBe(code);
    expect(await db.selectFrom('scheme_component').select('weight').orderBy('id').execute()).toEqual([
      { weight: 1000 },
      { weight: 9000 },
    ]);
    await db.destroy();
  });

  it('refuse to activate 9.99 of 100 and 99.6 of 1000, allow a scheme to be deleted', async () => {
    const db = await withScheme();
    for (const [law, other] of [
      [999, 9001],
      [9960, 90040],
    ]) {
      await sql.raw(`UPDATE comprehensive_scheme SET status = 'draft'`).execute(db);
      await sql
        .raw(`UPDATE scheme_component SET weight = CASE id WHEN 1 THEN ${law} ELSE ${other} END`)
        .execute(db);
      expect(await refusal(sql.raw(`UPDATE comprehensive_scheme SET status = 'active'`).execute(db))).toBe(
        'LAW_WEIGHT_BELOW_10',
      );
    }
    await sql.raw(`DELETE FROM comprehensive_scheme`).execute(db);
    await db.destroy();
  });

  it('freeze a published indicator system', async () => {
    const db = await withScheme();
    await sql.raw(`UPDATE indicator_system SET status = 'published', published_at = 'now'`).execute(db);
    for (const statement of [
      `UPDATE indicator_system SET title = 'x'`,
      `DELETE FROM indicator_system`,
      `INSERT INTO part (system_id, position, section, code, name) VALUES (1, 1, 'base', '1', 'x')`,
    ]) {
      expect(await refusal(sql.raw(statement).execute(db))).toBe('INDICATOR_SYSTEM_PUBLISHED');
    }
    await db.destroy();
  });
});

describe('asAppError', () => {
  it('says that the disk is full, and what was saved stays', async () => {
    const { db } = await aDatabase();
    await sql.raw(`PRAGMA max_page_count = ${Number(await pragma(db, 'page_count')) + 2}`).execute(db);
    const fill = db
      .insertInto('ui_state')
      .values({ key: 'long', value: JSON.stringify('x'.repeat(100_000)) });
    expect(await refusal(fill.execute())).toBe('DISK_FULL');
    await sql.raw('PRAGMA max_page_count = 1000000').execute(db);
    await fill.execute();
    expect(await db.selectFrom('ui_state').select('key').execute()).toEqual([{ key: 'long' }]);
    await db.destroy();
  });

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EROFS', 'FOLDER_READ_ONLY'],
    ['EACCES', 'FOLDER_READ_ONLY'],
    ['EIO', 'DISK_FAILED'],
    ['SQLITE_BUSY', 'WORKSPACE_BUSY'],
    ['SQLITE_NOTADB', 'WORKSPACE_DAMAGED'],
    ['ECONNRESET', 'no words'],
  ])('puts %s into words', (code, wanted) => {
    const cause = Object.assign(new Error('refused'), { code });
    expect(asAppError(cause, '/库')?.report.code ?? 'no words').toBe(wanted);
  });
});
