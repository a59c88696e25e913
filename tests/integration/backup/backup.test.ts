import { copyFile, mkdir, open, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { FORMAT_VERSION } from '@electron/database/migrate';
import { backupIfDue } from '@electron/services/backup/backupIfDue';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { recoverWorkspace } from '@electron/services/backup/recoverWorkspace';
import { restoreWorkspace } from '@electron/services/backup/restoreWorkspace';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { inDatabase } from '../../helpers/hostile/forgedArchive';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { tempFolder } from '../../helpers/tempFolder';

let workspace: Workspace;
let away: string;
beforeEach(async () => {
  workspace = await aScoredWorkspace();
  away = await tempFolder();
  return () => workspace.close();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (cause: unknown) => (cause instanceof AppError ? cause.report.code : String(cause)),
  );
}

async function aBackup(): Promise<string> {
  const file = join(away, '备份.zip');
  await backupWorkspace(workspace, file);
  return file;
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function aZipWith(
  entries: readonly { readonly path: string; readonly bytes: Buffer; readonly mode?: number }[],
  listed: readonly { path: string; size: number; sha256: string }[],
  formatVersion = FORMAT_VERSION,
): Promise<string> {
  const zip = new ZipFile();
  const manifest = {
    format: 'faheng-backup',
    formatVersion,
    workspaceId: 'x',
    name: 'x',
    created: '',
    missing: [],
  };
  zip.addBuffer(Buffer.from(JSON.stringify({ ...manifest, files: listed })), 'manifest.json');
  for (const { path, bytes, mode } of entries) zip.addBuffer(bytes, path, { mode: mode ?? 0o100644 });
  zip.end();
  const file = join(away, 'hostile.zip');
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

const bytes = Buffer.from('x');
const onDay = (day: string): Workspace => ({ ...workspace, clock: () => new Date(`${day}T08:00:00`) });
const names = () => readdir(join(workspace.folder, 'backups'));

/** As if something had been typed after the last copy. */
async function change(): Promise<void> {
  const later = new Date(Date.now() + 60_000);
  await utimes(join(workspace.folder, 'faheng.db'), later, later);
}

const REFUSED_OR_SAME = ['BACKUP_DAMAGED', 'NOT_A_BACKUP', 'BACKUP_TOO_NEW', 'the same workspace'];

/** A byte that means nothing (a date in a zip header) may change; then what comes out must be the same. */
async function outcomeOfRestoring(file: string, target: string): Promise<string> {
  const code = await codeOf(restoreWorkspace(file, target));
  if (code !== 'no error') return code;
  const copy = await openWorkspace(target);
  const { findings } = await verifyWorkspace(copy);
  await copy.close();
  await rm(target, { recursive: true });
  return findings.length === 0 ? 'the same workspace' : 'a damaged workspace';
}

describe('backup and restore', () => {
  it('brings everything back, taken while the workspace is open', async () => {
    const labels = new Set<string>();
    const file = join(away, '备份.zip');
    const done = await backupWorkspace(workspace, file, {
      onProgress: (_done, _total, label) => labels.add(label),
    });
    expect(done).toMatchObject({ files: 3, missing: [] });
    expect([...labels]).toEqual(['复制数据库', '写入备份', '核对备份']);
    expect(await readdir(away)).toEqual(['备份.zip']);
    const restored = await restoreWorkspace(file, join(away, '新', '考评库'));
    expect(restored).toMatchObject({ name: workspace.name, missing: [] });
    const copy = await openWorkspace(restored.folder);
    expect(await verifyWorkspace(copy)).toEqual(await verifyWorkspace(workspace));
    expect(await copy.db.selectFrom('score').selectAll().execute()).toEqual(
      await workspace.db.selectFrom('score').selectAll().execute(),
    );
    await copy.close();
  });

  it('works from a workspace open for reading only', async () => {
    const reading = await openWorkspace(workspace.folder, { readOnly: true });
    expect((await backupWorkspace(reading, join(away, 'b.zip'))).files).toBe(3);
    await reading.close();
  });

  it('names evidence that was lost before, and backs up the rest', async () => {
    const { sha256 } = await workspace.db
      .selectFrom('evidence_file')
      .select('sha256')
      .executeTakeFirstOrThrow();
    await rm(storedPath(workspace.folder, sha256));
    const file = join(away, 'b.zip');
    expect(await backupWorkspace(workspace, file)).toMatchObject({ files: 2, missing: ['方案.pdf'] });
    expect((await restoreWorkspace(file, join(away, 'r'))).missing).toEqual(['方案.pdf']);
  });

  it('keeps the older backup and leaves nothing else when it is cancelled', async () => {
    const file = join(away, '备份.zip');
    await writeFile(file, 'older');
    const abort = new AbortController();
    const work = backupWorkspace(workspace, file, { signal: abort.signal, onProgress: () => abort.abort() });
    expect(await codeOf(work)).toBe('CANCELLED');
    expect(await readFile(file, 'utf8')).toBe('older');
    expect(await readdir(away)).toEqual(['备份.zip']);
  });

  it('refuses to restore over something', async () => {
    const file = await aBackup();
    expect(await codeOf(restoreWorkspace(file, away))).toBe('FOLDER_NOT_EMPTY');
  });

  it('refuses what is no backup, what is cut short, and a byte changed anywhere', async () => {
    const file = await aBackup();
    const target = join(away, 'r');
    const text = join(away, 'a.zip');
    await writeFile(text, 'no zip');
    expect(await codeOf(restoreWorkspace(text, target))).toBe('NOT_A_BACKUP');
    expect(await codeOf(restoreWorkspace(join(away, 'none.zip'), target))).toBe('BACKUP_NOT_FOUND');
    const cut = join(away, 'cut.zip');
    await copyFile(file, cut);
    await truncate(cut, 2_000);
    expect(await codeOf(restoreWorkspace(cut, target))).toBe('NOT_A_BACKUP');
    const size = (await readFile(file)).length;
    const broken = join(away, 'broken.zip');
    for (let at = 40; at < size; at += Math.ceil(size / 60)) {
      await copyFile(file, broken);
      const handle = await open(broken, 'r+');
      const before = Buffer.alloc(1);
      await handle.read(before, 0, 1, at);
      await handle.write(Buffer.from([(before[0] ?? 0) ^ 0x41]), 0, 1, at);
      await handle.close();
      expect(REFUSED_OR_SAME).toContain(await outcomeOfRestoring(broken, target));
    }
    expect((await readdir(away)).filter((name) => name.startsWith('.faheng'))).toEqual([]);
  });
});

describe('hostile backups', () => {
  it.each([
    ['a name that leaves the folder', 'evidence/../../x'],
    ['a name of another kind', 'evidence/run.sh'],
    ['evidence in the wrong place', `evidence/aa/${'b'.repeat(64)}`],
  ])('are refused: %s in the manifest', async (_what, path) => {
    const file = await aZipWith([], [{ path, size: 1, sha256: digest(bytes) }]);
    expect(await codeOf(restoreWorkspace(file, join(away, 'r')))).toBe('BACKUP_DAMAGED');
  });

  it('are refused: a file the manifest does not name', async () => {
    const file = await aZipWith([{ path: 'extra.txt', bytes }], []);
    expect(await codeOf(restoreWorkspace(file, join(away, 'r')))).toBe('BACKUP_DAMAGED');
  });

  it('are refused: a link, a wrong size, a wrong hash, a newer format', async () => {
    const listed = [{ path: 'faheng.db', size: 1, sha256: digest(bytes) }];
    const target = join(away, 'r');
    const link = await aZipWith([{ path: 'faheng.db', bytes, mode: 0o120777 }], listed);
    expect(await codeOf(restoreWorkspace(link, target))).toBe('BACKUP_DAMAGED');
    const bomb = await aZipWith([{ path: 'faheng.db', bytes: Buffer.alloc(1_000_000) }], listed);
    expect(await codeOf(restoreWorkspace(bomb, target))).toBe('BACKUP_DAMAGED');
    const other = await aZipWith([{ path: 'faheng.db', bytes: Buffer.from('y') }], listed);
    expect(await codeOf(restoreWorkspace(other, target))).toBe('BACKUP_DAMAGED');
    const newer = await aZipWith([], [], FORMAT_VERSION + 1);
    expect(await codeOf(restoreWorkspace(newer, target))).toBe('BACKUP_TOO_NEW');
    expect(await readdir(away)).toEqual(['hostile.zip']);
  });

  it.each([
    ['a trigger of nobody’s', 'CREATE TRIGGER t AFTER UPDATE ON meta BEGIN UPDATE score SET points = 0; END'],
    [
      'a view that never ends in the place of a table',
      `PRAGMA legacy_alter_table = ON; ALTER TABLE cycle RENAME TO other; CREATE VIEW cycle AS
        WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT other.* FROM other, r`,
    ],
  ])('are refused: a database with %s', async (_what, statements) => {
    await backupIfDue(onDay('2020-12-01'));
    const copy = join(workspace.folder, 'backups', 'daily-20201201-080000.db');
    await inDatabase(copy, statements);
    expect(await codeOf(recoverWorkspace(workspace.folder, copy, new Date()))).toBe('BACKUP_DAMAGED');
    const database = await readFile(copy);
    const manifest = await readFile(join(workspace.folder, '考评库.faheng'));
    const files = [
      { path: '考评库.faheng', bytes: manifest },
      { path: 'faheng.db', bytes: database },
    ];
    const listed = files.map(({ path, bytes: own }) => ({ path, size: own.length, sha256: digest(own) }));
    expect(await codeOf(restoreWorkspace(await aZipWith(files, listed), join(away, 'r')))).toBe(
      'BACKUP_DAMAGED',
    );
    const without = await aZipWith(files.slice(0, 1), listed.slice(0, 1));
    expect(await codeOf(restoreWorkspace(without, join(away, 'r')))).toBe('BACKUP_DAMAGED');
    expect(await readdir(away)).toEqual(['hostile.zip']);
  });
});

describe('automatic backups', () => {
  it('are made once a day, and the last ten stay', async () => {
    for (let day = 1; day <= 12; day += 1) {
      await change();
      expect(await backupIfDue(onDay(`2020-12-${String(day).padStart(2, '0')}`))).not.toBeNull();
    }
    expect(await backupIfDue(onDay('2020-12-12'))).toBeNull();
    const kept = (await names()).sort();
    expect(kept).toHaveLength(10);
    expect(kept[0]).toBe('daily-20201203-080000.db');
  });

  it('are not made of a workspace nobody may write to', async () => {
    expect(await backupIfDue({ ...onDay('2020-12-01'), readOnly: true })).toBeNull();
  });

  it('take the place of a damaged database, which is kept', async () => {
    await backupIfDue(onDay('2020-12-01'));
    const folder = workspace.folder;
    await workspace.close();
    await writeFile(join(folder, 'faheng.db'), 'damaged');
    await writeFile(join(folder, 'faheng.db-wal'), 'stale');
    expect(await codeOf(openWorkspace(folder))).toBe('WORKSPACE_DAMAGED');
    const copy = join(folder, 'backups', 'daily-20201201-080000.db');
    const kept = await recoverWorkspace(folder, copy, new Date('2020-12-02T08:00:00'));
    expect(await readFile(join(kept, 'faheng.db'), 'utf8')).toBe('damaged');
    expect(await readFile(join(kept, 'faheng.db-wal'), 'utf8')).toBe('stale');
    workspace = await openWorkspace(folder);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('finish a recovery that was interrupted after the damaged file had been moved', async () => {
    await backupIfDue(onDay('2020-12-01'));
    const folder = workspace.folder;
    await workspace.close();
    await rm(join(folder, 'faheng.db'));
    await writeFile(join(folder, 'faheng.db.recovered'), 'half');
    expect(await codeOf(openWorkspace(folder))).toBe('DATABASE_MISSING');
    await recoverWorkspace(folder, join(folder, 'backups', 'daily-20201201-080000.db'), new Date());
    workspace = await openWorkspace(folder);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('do not replace anything when they are damaged themselves', async () => {
    const folder = workspace.folder;
    await workspace.close();
    await mkdir(join(folder, 'backups'), { recursive: true });
    const copy = join(folder, 'backups', 'daily-20201201-080000.db');
    await writeFile(copy, 'also damaged');
    expect(await codeOf(recoverWorkspace(folder, copy, new Date()))).toBe('BACKUP_DAMAGED');
    workspace = await openWorkspace(folder);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });
});
