import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { assertMay } from '../access/assertMay';
import { FORMAT_VERSION } from '../../database/migrate';
import { openReader } from '../../database/openDatabase';
import { writeAside } from '../../workbook/writeAside';
import { hashFile, storedPath } from '../evidence/evidenceStore';
import { withAppErrors } from '../workspace/asAppError';
import { readManifest } from '../workspace/manifest';
import { removeLeftovers } from '../workspace/removeLeftovers';
import type { Workspace } from '../workspace/workspace';
import { DATABASE_NAME, MANIFEST_NAME, workspacePaths } from '../workspace/workspacePaths';
import {
  BACKUP_FORMAT,
  BACKUP_MANIFEST,
  BACKUP_NAME,
  type BackupFile,
  type BackupManifest,
} from './backupFormat';
import { listKeptFiles, type KeptFile } from './listKeptFiles';
import { readBackup } from './readBackup';
import { copyDatabase } from './snapshotDatabase';

export interface BackupOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

export interface BackupDone {
  readonly files: number;
  readonly bytes: number;
  /** Evidence that was lost before; the backup holds everything else. */
  readonly missing: readonly string[];
}

interface Source extends BackupFile {
  /** Where it is read from. */
  readonly from: string;
}

/**
 * Writes the whole workspace into one zip: a copy of the database taken while it is in use, every evidence file, and a
 * manifest with the hash of each. The new file is read back and checked before it takes the place of an older one.
 *
 * @throws {AppError} DISK_FULL, EXPORT_TARGET_NOT_WRITABLE …, CANCELLED; an older backup of that name is untouched then.
 */
export async function backupWorkspace(
  workspace: Workspace,
  target: string,
  options: BackupOptions = {},
): Promise<BackupDone> {
  assertMay(workspace, 'keepWorkspace');
  return withAppErrors(workspace.folder, async () => {
    await removeLeftovers(dirname(target));
    const copy = join(dirname(target), `.faheng-${randomBytes(8).toString('hex')}.db.tmp`);
    let done: BackupDone = { files: 0, bytes: 0, missing: [] };
    try {
      await writeAside(
        target,
        async (temporary) => {
          // SQLite says of a folder that is read-only no more than that it cannot open a file there.
          await writeFile(temporary, '');
          options.onProgress?.(0, 1, '复制数据库');
          await copyDatabase(workspace.reader, copy);
          const { sources, missing } = await gather(workspace, copy);
          await writeZip(temporary, await manifestOf(workspace, sources, missing), sources, options);
          await readBackup(temporary, { ...options, label: '核对备份' });
          const bytes = sources.reduce((sum, { size }) => sum + size, 0);
          done = { files: sources.length, bytes, missing };
        },
        options.signal,
      );
      return done;
    } finally {
      await rm(copy, { force: true }).catch(() => undefined);
    }
  });
}

async function gather(
  workspace: Workspace,
  databaseCopy: string,
): Promise<{ readonly sources: readonly Source[]; readonly missing: readonly string[] }> {
  const { manifest } = workspacePaths(workspace.folder);
  const sources = [await sourceOf(MANIFEST_NAME, manifest), await sourceOf(DATABASE_NAME, databaseCopy)];
  const missing: string[] = [];
  for (const { sha256, size, name } of await listFiles(databaseCopy)) {
    const from = storedPath(workspace.folder, sha256);
    const found = await stat(from).catch(() => null);
    // An altered file would make a backup that cannot be restored: it counts as lost, and is named.
    if (found?.isFile() && found.size === size) {
      sources.push({ path: `evidence/${sha256.slice(0, 2)}/${sha256}`, size, sha256, from });
    } else missing.push(name);
  }
  return { sources: [...sources, ...(await inboxOf(workspace))], missing };
}

/** What packages that came were kept as: those that wait are read from there again. */
async function inboxOf({ folder }: Workspace): Promise<readonly Source[]> {
  const { inbox } = workspacePaths(folder);
  const sources: Source[] = [];
  for (const name of (await readdir(inbox).catch(() => [])).sort()) {
    const path = `exchange/inbox/${name}`;
    if (BACKUP_NAME.test(path)) sources.push(await sourceOf(path, join(inbox, name)));
  }
  return sources;
}

/** Of the copy, not of the database in use: what is attached meanwhile belongs to the next backup. */
async function listFiles(databaseCopy: string): Promise<readonly KeptFile[]> {
  const db = openReader(databaseCopy);
  try {
    return await listKeptFiles(db);
  } finally {
    await db.destroy();
  }
}

async function sourceOf(path: string, from: string): Promise<Source> {
  return { path, from, size: (await stat(from)).size, sha256: await hashFile(from) };
}

async function manifestOf(
  workspace: Workspace,
  sources: readonly Source[],
  missing: readonly string[],
): Promise<BackupManifest> {
  const { id } = await readManifest(workspacePaths(workspace.folder));
  return {
    format: BACKUP_FORMAT,
    formatVersion: FORMAT_VERSION,
    workspaceId: id,
    name: workspace.name,
    created: workspace.clock().toISOString(),
    files: sources.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
    missing: [...missing],
  };
}

async function writeZip(
  target: string,
  manifest: BackupManifest,
  sources: readonly Source[],
  { signal, onProgress }: BackupOptions,
): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), BACKUP_MANIFEST);
  for (const { path, from } of sources) {
    // Scans and photographs do not get smaller; the database does. Files are opened only when their turn comes.
    zip.addFile(from, path, { compress: path === DATABASE_NAME });
  }
  zip.end();
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  let written = 0;
  const out = zip.outputStream as NodeJS.ReadableStream;
  out.on('data', (chunk: Buffer) => {
    written += chunk.length;
    onProgress?.(Math.min(written, total), total, '写入备份');
  });
  await new Promise<void>((resolve, reject) => {
    // yazl reports a source it cannot read here, not on its stream.
    zip.on('error', reject);
    pipeline(out, createWriteStream(target, { highWaterMark: 1 << 20 }), { signal }).then(resolve, reject);
  });
}
