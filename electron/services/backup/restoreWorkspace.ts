import { mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { backupDamaged } from '@shared/errors/workspace';
import { openReader } from '../../database/openDatabase';
import { databaseFault } from '../workspace/databaseFault';
import { buildFolderAside } from '../workspace/folderAside';
import { parseManifest } from '../workspace/manifest';
import { workspacePaths } from '../workspace/workspacePaths';
import { readBackup } from './readBackup';
import type { BackupOptions } from './backupWorkspace';

/**
 * Makes a workspace of a backup in a new or empty folder. Everything is unpacked and checked in a folder beside it
 * first; after a failure there is nothing.
 *
 * @throws {AppError} FOLDER_NOT_EMPTY, BACKUP_DAMAGED, NOT_A_BACKUP, BACKUP_TOO_NEW, DISK_FULL …
 */
export async function restoreWorkspace(
  file: string,
  folder: string,
  options: BackupOptions = {},
): Promise<{ readonly folder: string; readonly name: string; readonly missing: readonly string[] }> {
  const target = resolve(folder);
  return buildFolderAside(target, 'restore', async (aside) => {
    const manifest = await readBackup(file, {
      ...options,
      label: '还原',
      write: ({ path }, chunks) => unpack(join(aside, path), chunks, modeOf(path)),
    });
    await assertWorkspace(aside, basename(file));
    await mkdir(workspacePaths(aside).evidenceTemporary, { recursive: true });
    await mkdir(workspacePaths(aside).backups, { recursive: true });
    return { folder: target, name: manifest.name, missing: manifest.missing };
  });
}

/** What came from others is not to be written into. */
const modeOf = (path: string): number => (path.startsWith('exchange/') ? 0o444 : 0o666);

/** The path is one of the few shapes a backup may hold, so it cannot leave the folder. */
async function unpack(path: string, chunks: AsyncIterable<Uint8Array>, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const out = await open(path, 'wx', mode);
  try {
    for await (const chunk of chunks) await out.writeFile(chunk);
    await out.sync();
  } finally {
    await out.close();
  }
}

async function assertWorkspace(folder: string, name: string): Promise<void> {
  const paths = workspacePaths(folder);
  const manifest = parseManifest(await readFile(paths.manifest, 'utf8').catch(() => ''));
  if (!manifest) throw backupDamaged({ name, detail: '考评库说明文件不对' });
  const db = openReader(paths.database, true);
  try {
    const fault = await databaseFault(db);
    if (fault !== '') throw backupDamaged({ name, detail: fault });
  } finally {
    await db.destroy();
  }
}
