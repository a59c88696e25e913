import { basename } from 'node:path';
import type { ZipFile } from 'yauzl';
import { backupDamaged, backupNotReadable, backupTooNew, notABackup } from '@shared/errors/workspace';
import { FORMAT_VERSION } from '../../database/migrate';
import { openZipFile } from '../../zip/openZipFile';
import { readListedZip, type ListedZipKind } from '../../zip/readListedZip';
import {
  BACKUP_FORMAT,
  BACKUP_MANIFEST,
  backupManifestSchema,
  MAX_MANIFEST_BYTES,
  type BackupFile,
  type BackupManifest,
} from './backupFormat';

export interface ReadBackupOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
  readonly label?: string;
  /** Takes the bytes of a file whose name and size are as the manifest says; the hash is known only after the last. */
  readonly write?: (file: BackupFile, chunks: AsyncIterable<Uint8Array>) => Promise<void>;
}

/**
 * Reads a backup from beginning to end and checks it: only the names, sizes and hashes of its own manifest pass.
 * Nothing is written except through `write`.
 *
 * @throws {AppError} BACKUP_NOT_FOUND, NOT_A_BACKUP, BACKUP_TOO_NEW, BACKUP_DAMAGED.
 */
export async function readBackup(path: string, options: ReadBackupOptions = {}): Promise<BackupManifest> {
  const { signal, onProgress, write, label = '读取备份' } = options;
  const name = basename(path);
  const zip = await openBackup(path, name);
  try {
    return await readListedZip(zip, backupKind(name), {
      signal,
      write,
      onProgress: onProgress && ((done, total) => onProgress(done, total, label)),
    });
  } finally {
    zip.close();
  }
}

function backupKind(name: string): ListedZipKind<BackupManifest> {
  return {
    heads: [BACKUP_MANIFEST],
    maxHeadBytes: MAX_MANIFEST_BYTES,
    foreign: () => notABackup({ name }),
    damaged: (detail) => backupDamaged({ name, detail }),
    parse: ([head]) => {
      const list = parseManifest(head?.toString('utf8') ?? '', name);
      return { list, files: list.files };
    },
  };
}

function openBackup(path: string, name: string): Promise<ZipFile> {
  // Our own names are strict; yauzl besides refuses absolute ones, `..` and sizes that lie.
  return openZipFile(path, { strictFileNames: true }).catch((error: NodeJS.ErrnoException) => {
    throw error.code ? backupNotReadable({ name }) : notABackup({ name });
  });
}

function parseManifest(text: string, name: string): BackupManifest {
  const content = parseJson(text);
  const { format, formatVersion } = (content ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format !== BACKUP_FORMAT) throw notABackup({ name });
  if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION) throw backupTooNew({ name });
  const parsed = backupManifestSchema.safeParse(content);
  if (!parsed.success) throw backupDamaged({ name, detail: '清单内容不对' });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
