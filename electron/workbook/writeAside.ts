import { randomBytes } from 'node:crypto';
import { access, constants, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@shared/errors/appError';
import {
  diskFull,
  exportFailed,
  exportFolderMissing,
  exportNameInvalid,
  exportTargetIsFolder,
  exportTargetNotWritable,
  exportTargetOpen,
} from '@shared/errors/workbook';
import { syncFile, syncFolder } from '../disk/durableFile';

/**
 * Writes a file so that nobody ever sees half of it: into a new file beside the target, synced, then renamed over it.
 * On any failure, and on cancel, the new file is removed and an older target is untouched.
 *
 * @param write  fills the path it is given; it must have closed the file when it resolves.
 * @param signal aborting it before the rename throws its reason.
 * @throws {AppError} DISK_FULL, EXPORT_TARGET_NOT_WRITABLE … when the disk or the folder refuses.
 */
export async function writeAside(
  target: string,
  write: (temporaryPath: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const folder = dirname(target);
  // Not made from the target's name: that may already be as long as the file system allows.
  const temporary = join(folder, `.faheng-${randomBytes(8).toString('hex')}.tmp`);
  try {
    signal?.throwIfAborted();
    await checkTarget(target);
    await write(temporary);
    await syncFile(temporary);
    signal?.throwIfAborted();
    await rename(temporary, target);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw toWriteError(cause, target);
  }
}

/**
 * Says before any work whether a file can be put there.
 *
 * @throws {AppError} EXPORT_FOLDER_MISSING, EXPORT_TARGET_IS_FOLDER, EXPORT_TARGET_NOT_WRITABLE …
 */
export async function assertTarget(target: string): Promise<void> {
  await checkTarget(target).catch((cause: unknown) => {
    throw toWriteError(cause, target);
  });
}

async function checkTarget(target: string): Promise<void> {
  const folderStat = await stat(dirname(target)).catch(() => null);
  if (!folderStat?.isDirectory()) throw exportFolderMissing({ name: basename(target) });
  const existing = await stat(target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (existing?.isDirectory()) throw exportTargetIsFolder({ name: basename(target) });
  // A rename would replace a file its owner made read-only; that wish is respected.
  if (existing) await access(target, constants.W_OK);
}

/** Turns the operating system's refusal into words; anything else passes as it is. */
export function toWriteError(cause: unknown, target: string): unknown {
  if (cause instanceof AppError || !(cause instanceof Error)) return cause;
  const name = basename(target);
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull({ name });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      // Windows answers EPERM to a rename over a file that Excel holds open.
      return (cause as NodeJS.ErrnoException).syscall === 'rename'
        ? exportTargetOpen({ name })
        : exportTargetNotWritable({ name });
    case 'EBUSY':
    case 'ETXTBSY':
      return exportTargetOpen({ name });
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return exportNameInvalid({ name });
    case 'EISDIR':
      return exportTargetIsFolder({ name });
    case 'ENOENT':
    case 'ENOTDIR':
      return exportFolderMissing({ name });
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
      return exportFailed({ name });
    default:
      return cause;
  }
}
