import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { folderIsFile, folderNotEmpty } from '@shared/errors/workspace';
import { asAppErrorAt } from './asAppError';
import { syncFolder } from '../../disk/durableFile';
import { removeLeftovers } from './removeLeftovers';

/**
 * Makes a folder so that nobody ever sees half of it: it is built beside the wanted one and renamed into place. After a
 * failure or a cancel there is nothing.
 *
 * @param target must not exist yet, or be empty.
 * @param kind what is made; see removeLeftovers.
 * @param build fills the folder it is given.
 * @throws {AppError} FOLDER_NOT_EMPTY, FOLDER_IS_FILE, FOLDER_READ_ONLY, DISK_FULL.
 */
export async function buildFolderAside<T>(
  target: string,
  kind: 'new' | 'restore' | 'evidence',
  build: (aside: string) => Promise<T>,
): Promise<T> {
  const wanted = resolve(target);
  const parent = dirname(wanted);
  const aside = join(parent, `.faheng-${kind}-${randomBytes(6).toString('hex')}`);
  try {
    await assertFree(wanted);
    await mkdir(parent, { recursive: true });
    await removeLeftovers(parent);
    await mkdir(aside);
    const built = await build(aside);
    await moveIntoPlace(aside, wanted);
    return built;
  } catch (cause) {
    // Described first: once the half is gone there is room again, and nobody could tell why it failed.
    const described = await asAppErrorAt(cause, parent);
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    throw described ?? cause;
  }
}

async function assertFree(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found) return;
  if (!found.isDirectory()) throw folderIsFile({ folder });
  if ((await readdir(folder)).length > 0) throw folderNotEmpty({ folder });
}

/** An empty folder of that name makes way. */
async function moveIntoPlace(aside: string, target: string): Promise<void> {
  await assertFree(target);
  await rmdir(target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
  await rename(aside, target);
  await syncFolder(dirname(target));
}
