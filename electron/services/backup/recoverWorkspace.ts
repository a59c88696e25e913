import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { backupDamaged, backupNotReadable, workspaceLocked } from '@shared/errors/workspace';
import { openReader } from '../../database/openDatabase';
import { withAppErrors } from '../workspace/asAppError';
import { syncFile, syncFolder } from '../../disk/durableFile';
import { databaseFault } from '../workspace/databaseFault';
import { readManifest } from '../workspace/manifest';
import { acquireLock } from '../workspace/workspaceLock';
import { workspacePaths } from '../workspace/workspacePaths';
import { stamp } from './snapshotDatabase';

/**
 * Puts an automatic copy in the place of a damaged database. The damaged files are kept in damaged-<time>/; evidence is
 * not touched.
 *
 * @param backup path of a copy from backups/.
 * @returns the folder that keeps the damaged files.
 * @throws {AppError} BACKUP_DAMAGED, BACKUP_NOT_FOUND, WORKSPACE_LOCKED; nothing is changed then.
 */
export async function recoverWorkspace(folder: string, backup: string, now: Date): Promise<string> {
  const paths = workspacePaths(folder);
  return withAppErrors(paths.folder, async () => {
    await readManifest(paths);
    await assertSoundCopy(backup);
    const lock = await acquireLock(paths.lock);
    if (!lock) throw workspaceLocked({ folder: paths.folder });
    try {
      const fresh = `${paths.database}.recovered`;
      await rm(fresh, { force: true });
      await copyFile(backup, fresh);
      await syncFile(fresh);
      const kept = join(paths.folder, `damaged-${stamp(now)}`);
      await mkdir(kept, { recursive: true });
      // The journal first: left beside the recovered database it would be played into it.
      for (const ending of ['-wal', '-shm', '']) await moveIfThere(`${paths.database}${ending}`, kept);
      await rename(fresh, paths.database);
      await syncFolder(paths.folder);
      return kept;
    } finally {
      await lock.release();
    }
  });
}

async function moveIfThere(file: string, folder: string): Promise<void> {
  await rename(file, join(folder, basename(file))).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
}

async function assertSoundCopy(backup: string): Promise<void> {
  const name = basename(backup);
  const found = await stat(backup).catch(() => null);
  if (!found?.isFile()) throw backupNotReadable({ name });
  const db = openReader(backup, true);
  try {
    const fault = await databaseFault(db);
    if (fault !== '') throw backupDamaged({ name, detail: fault });
  } finally {
    await db.destroy();
  }
}
