import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openWriter } from '@electron/database/openDatabase';
import { createWorkspace, type NewWorkspace } from '@electron/services/workspace/createWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { assertWritable } from '@electron/services/workspace/assertWritable';
import { AppError } from '@shared/errors/appError';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';

const wanted = (folder: string, changes: Partial<NewWorkspace> = {}): NewWorkspace => ({
  folder,
  year: 2020,
  system: aSmallSystem(),
  groups: SMALL_GROUPS,
  units: [aUnit('A01'), aUnit('A02')],
  ...changes,
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no error';
  } catch (cause) {
    return cause instanceof AppError ? cause.report.code : String(cause);
  }
}

async function aClosedWorkspace(): Promise<string> {
  const folder = join(await tempFolder(), '考评库');
  await (await createWorkspace(wanted(folder))).close();
  return folder;
}

const fails = (): Promise<void> => Promise.reject(new Error('the filling failed'));

describe('createWorkspace', () => {
  it('makes a folder with manifest and database, and opens it to write', async () => {
    const folder = join(await tempFolder(), '考评库2020');
    const workspace = await createWorkspace(wanted(folder));
    expect(workspace.readOnly).toBe(false);
    expect(workspace.name).toBe('2020年度法治政府建设考评库');
    const units = await workspace.reader.selectFrom('unit').select('code').orderBy('code').execute();
    expect(units.map(({ code }) => code)).toEqual(['A01', 'A02']);
    const system = await workspace.db.selectFrom('indicator_system').selectAll().executeTakeFirstOrThrow();
    expect(system.status).toBe('published');
    await workspace.close();
    expect((await readdir(folder)).sort()).toEqual(
      ['backups', 'evidence', 'faheng.db', 'lock.db', '考评库.faheng'].sort(),
    );
  });

  it('refuses a folder that holds something, and a file of that name', async () => {
    const parent = await tempFolder();
    await writeFile(join(parent, '年度总结.txt'), '已有内容');
    expect(await codeOf(createWorkspace(wanted(parent)))).toBe('FOLDER_NOT_EMPTY');
    expect(await codeOf(createWorkspace(wanted(join(parent, '年度总结.txt'))))).toBe('FOLDER_IS_FILE');
    expect(await readdir(parent)).toEqual(['年度总结.txt']);
  });

  it('takes an empty folder', async () => {
    const folder = await tempFolder();
    await (await createWorkspace(wanted(folder))).close();
    expect(await readdir(folder)).toContain('faheng.db');
  });

  it('clears away what a killed process left beside it, a day after', async () => {
    const parent = await tempFolder();
    const [old, young] = [
      join(parent, '.faheng-new-0123456789ab'),
      join(parent, '.faheng-0123456789abcdef.tmp'),
    ];
    await mkdir(old);
    await writeFile(young, 'being written');
    await utimes(old, 0, 0);
    await (await createWorkspace(wanted(join(parent, '库')))).close();
    expect((await readdir(parent)).sort()).toEqual(['.faheng-0123456789abcdef.tmp', '库']);
  });

  it('leaves nothing behind when filling it fails', async () => {
    const parent = await tempFolder();
    await expect(createWorkspace(wanted(join(parent, '库'), { fill: fails }))).rejects.toThrow(
      'the filling failed',
    );
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('openWorkspace', () => {
  it('opens by the folder or by its manifest file', async () => {
    const folder = await aClosedWorkspace();
    const workspace = await openWorkspace(join(folder, '考评库.faheng'));
    expect(workspace.folder).toBe(folder);
    await workspace.close();
  });

  it('lets the second one only read, and says why', async () => {
    const folder = await aClosedWorkspace();
    const first = await openWorkspace(folder);
    const second = await openWorkspace(folder);
    expect(second.readOnly).toBe(true);
    expect(second.readOnlyReason).toContain('另一个窗口');
    expect(await codeOf(second.db.deleteFrom('unit').execute())).toContain('SQLITE_READONLY');
    expect(() => assertWritable(second)).toThrow('只能查看');
    expect(await second.reader.selectFrom('unit').select('code').execute()).toHaveLength(2);
    await second.close();
    await first.close();
    const third = await openWorkspace(folder);
    expect(third.readOnly).toBe(false);
    await third.close();
  });

  it('gives the place back when the one who wrote is killed, and loses nothing that was saved', async () => {
    const folder = await aClosedWorkspace();
    const child = spawn(
      process.execPath,
      [
        '-e',
        `const sqlite3 = require('sqlite3');
         const lock = new sqlite3.Database(${JSON.stringify(join(folder, 'lock.db'))});
         const db = new sqlite3.Database(${JSON.stringify(join(folder, 'faheng.db'))});
         lock.exec('BEGIN EXCLUSIVE', () => db.exec(
           "INSERT INTO meta VALUES ('session','now') ON CONFLICT DO UPDATE SET value = 'now'; INSERT INTO ui_state VALUES ('typed', '1')",
           () => console.log('ready')));
         setInterval(() => undefined, 1000);`,
      ],
      { cwd: resolve(__dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    const meanwhile = await openWorkspace(folder);
    expect(meanwhile.readOnly).toBe(true);
    await meanwhile.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await openWorkspace(folder);
    expect(after.readOnly).toBe(false);
    expect(await after.db.selectFrom('ui_state').select('key').execute()).toEqual([{ key: 'typed' }]);
    await after.close();
  });

  it('says what a folder lacks', async () => {
    const parent = await tempFolder();
    expect(await codeOf(openWorkspace(join(parent, '没有')))).toBe('WORKSPACE_FOLDER_MISSING');
    expect(await codeOf(openWorkspace(parent))).toBe('NOT_A_WORKSPACE');
    const folder = await aClosedWorkspace();
    await writeFile(join(folder, '考评库.faheng'), '{ 不是');
    expect(await codeOf(openWorkspace(folder))).toBe('WORKSPACE_MANIFEST_DAMAGED');
    const other = await aClosedWorkspace();
    await rm(join(other, 'faheng.db'));
    expect(await codeOf(openWorkspace(other))).toBe('DATABASE_MISSING');
  });

  it('refuses a newer format and leaves it untouched', async () => {
    const folder = await aClosedWorkspace();
    const database = join(folder, 'faheng.db');
    const db = await openWriter(database);
    await sql`PRAGMA user_version = 990`.execute(db);
    await db.destroy();
    const before = await readFile(database);
    expect(await codeOf(openWorkspace(folder))).toBe('WORKSPACE_TOO_NEW');
    expect(await readFile(database)).toEqual(before);
    const manifest = join(folder, '考评库.faheng');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace(/"formatVersion": \d+/, '"formatVersion": 990'),
    );
    expect(await codeOf(openWorkspace(folder))).toBe('WORKSPACE_TOO_NEW');
  });

  it('copies an older database aside before it is brought up to date', async () => {
    const folder = await aClosedWorkspace();
    const db = await openWriter(join(folder, 'faheng.db'));
    await sql`PRAGMA user_version = 5`.execute(db);
    await db.destroy();
    const asReader = await codeOf(openWorkspace(folder, { readOnly: true }));
    expect(asReader).toBe('WORKSPACE_NEEDS_UPGRADE');
    const workspace = await openWorkspace(folder);
    expect(await workspace.db.selectFrom('unit').select('code').execute()).toHaveLength(2);
    await workspace.close();
    expect(
      (await readdir(join(folder, 'backups'))).filter((name) => name.startsWith('before-upgrade')),
    ).toHaveLength(1);
  });

  it('keeps a damaged database and names the backups there are', async () => {
    const folder = await aClosedWorkspace();
    const database = join(folder, 'faheng.db');
    await mkdir(join(folder, 'backups'), { recursive: true });
    await copyFile(database, join(folder, 'backups', 'daily-20201231-080000.db'));
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, 0);
    await file.close();
    const before = await readFile(database);
    const failure = await openWorkspace(folder).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(AppError);
    const { report } = failure as AppError;
    expect(report.code).toBe('WORKSPACE_DAMAGED');
    expect(report.todo).toContain('daily-20201231-080000.db');
    expect(await readFile(database)).toEqual(before);
  });

  it('checks the database when the last one to write did not close it', async () => {
    const folder = await aClosedWorkspace();
    const database = join(folder, 'faheng.db');
    const db = await openWriter(database);
    await sql`UPDATE meta SET value = '2020-12-31T00:00:00Z' WHERE key = 'session'`.execute(db);
    const pages = await sql<{
      rootpage: number;
    }>`SELECT rootpage FROM sqlite_schema WHERE name = 'unit_in_order'`.execute(db);
    await db.destroy();
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(200, 0xff), 0, 200, ((pages.rows[0]?.rootpage ?? 1) - 1) * 4096 + 3896);
    await file.close();
    expect(await codeOf(openWorkspace(folder))).toBe('WORKSPACE_DAMAGED');
  });

  it('is still sound beside a stale lock file', async () => {
    const folder = await aClosedWorkspace();
    expect((await stat(join(folder, 'lock.db'))).size).toBe(0);
    const workspace = await openWorkspace(folder);
    expect(workspace.readOnly).toBe(false);
    await workspace.close();
  });
});

describe('a killed process', () => {
  it('leaves nothing half-written behind once the workspace is opened to write', async () => {
    const folder = await aClosedWorkspace();
    const half = [
      '.0123456789ab.tmp',
      'faheng.db.recovered',
      join('backups', '.daily-20201231-080000.db.tmp'),
      join('backups', '.before-upgrade-20201231-080000.db.tmp-journal'),
      join('evidence', 'tmp', '0123'),
    ];
    const own = join('backups', 'daily-20201231-080000.db');
    for (const name of [...half, own]) await writeFile(join(folder, name), 'half');
    await (await openWorkspace(folder)).close();
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => half.includes(name))).toEqual([]);
    expect(names).toContain(own);
  });
});
