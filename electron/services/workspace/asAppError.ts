import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '@shared/errors/appError';
import {
  cancelled,
  diskFailed,
  diskFull,
  folderReadOnly,
  refusedByDatabase,
  workspaceBusy,
  workspaceDamaged,
} from '@shared/errors/workspace';

/**
 * Puts into words what the disk or the database refused, wherever in a service it happened.
 *
 * @param folder the workspace, for the words.
 * @returns null where it is no such refusal: a defect.
 */
export function asAppError(cause: unknown, folder = ''): AppError | null {
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof Error)) return null;
  if (cause.name === 'AbortError') return cancelled();
  const { code = '', path } = cause as NodeJS.ErrnoException;
  return fromDatabaseGuard(cause) ?? fromCode(code, path ?? folder, folder);
}

function fromDatabaseGuard(cause: Error): AppError | null {
  const guard = Object.keys(refusedByDatabase).find((name) => cause.message.includes(name));
  return guard ? (refusedByDatabase[guard]?.() ?? null) : null;
}

function fromCode(code: string, path: string, folder: string): AppError | null {
  switch (code) {
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull();
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return folderReadOnly({ folder: withoutOwnName(path) });
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
      return diskFailed();
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return workspaceBusy();
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return workspaceDamaged({ folder, detail: '数据库文件内容不完整', backups: [] });
    default:
      return null;
  }
}

/** What is built aside under a name of ours is to a person the folder it is built in. */
function withoutOwnName(path: string): string {
  return basename(path).startsWith('.faheng-') ? dirname(path) : path;
}

/** Below this nothing can be written any more, whatever else the system says is wrong. */
const NO_ROOM_BYTES = 64 * 1024;

/** What SQLite may say of a disk that is merely full: reading or writing failed, or somebody holds a lock. */
const MAY_BE_FULL = new Set(['DISK_FAILED', 'WORKSPACE_BUSY']);

/** The same, having looked at the disk: where there is no room left, SQLite does not say so. */
export async function asAppErrorAt(cause: unknown, folder: string): Promise<AppError | null> {
  const described = asAppError(cause, folder);
  if (!described || !MAY_BE_FULL.has(described.report.code)) return described;
  const disk = await statfs(folder).catch(() => null);
  return disk && disk.bavail * disk.bsize < NO_ROOM_BYTES ? diskFull() : described;
}

/** Runs a piece of work whose disk and database refusals are to reach a person. */
export async function withAppErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw (await asAppErrorAt(cause, folder)) ?? cause;
  }
}
