import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { backupDamaged, backupNotReadable, backupTooNew, notABackup } from '@shared/errors/workspace';
import { FORMAT_VERSION } from '../../database/migrate';
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
  const name = basename(path);
  const zip = await openBackup(path, name);
  try {
    return await readEntries(zip, name, options);
  } finally {
    zip.close();
  }
}

async function readEntries(zip: ZipFile, name: string, options: ReadBackupOptions): Promise<BackupManifest> {
  let manifest: BackupManifest | null = null;
  const waiting = new Map<string, BackupFile>();
  let total = 0;
  let done = 0;
  for await (const entry of entriesOf(zip, name)) {
    options.signal?.throwIfAborted();
    if (!manifest) {
      manifest = await readBackupManifest(zip, entry, name);
      for (const file of manifest.files) waiting.set(file.path, file);
      total = manifest.files.reduce((sum, { size }) => sum + size, 0);
      continue;
    }
    const file = waiting.get(entry.fileName);
    if (!file) throw backupDamaged({ name, detail: `多出文件 ${shorten(entry.fileName)}` });
    waiting.delete(entry.fileName);
    await readFileEntry(zip, entry, file, name, options);
    done += file.size;
    options.onProgress?.(done, total, options.label ?? '读取备份');
  }
  if (!manifest) throw notABackup({ name });
  const [lost] = waiting.keys();
  if (lost !== undefined) throw backupDamaged({ name, detail: `缺少文件 ${lost}` });
  return manifest;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function openBackup(path: string, name: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Our own names are strict; yauzl besides refuses absolute ones, `..` and sizes that lie.
    openZip(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
      if (!error) return resolve(zip);
      const code = (error as NodeJS.ErrnoException).code;
      reject(code ? backupNotReadable({ name }) : notABackup({ name }));
    });
  });
}

async function* entriesOf(zip: ZipFile, name: string): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (work: () => void): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
        work();
      };
      zip.on('entry', (found: Entry) => settle(() => resolve(found)));
      zip.on('end', () => settle(() => resolve(null)));
      zip.on('error', () => settle(() => reject(backupDamaged({ name, detail: '压缩文件的目录读不出来' }))));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function readBackupManifest(zip: ZipFile, entry: Entry, name: string): Promise<BackupManifest> {
  if (entry.fileName !== BACKUP_MANIFEST || entry.uncompressedSize > MAX_MANIFEST_BYTES)
    throw notABackup({ name });
  const chunks: Uint8Array[] = [];
  await forEachChunk(zip, entry, name, (chunk) => void chunks.push(chunk));
  const content = parseJson(Buffer.concat(chunks).toString('utf8'));
  const { format, formatVersion } = (content ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format !== BACKUP_FORMAT) throw notABackup({ name });
  if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION) throw backupTooNew({ name });
  const parsed = backupManifestSchema.safeParse(content);
  if (!parsed.success) throw backupDamaged({ name, detail: '清单内容不对' });
  const paths = new Set(parsed.data.files.map(({ path }) => path));
  if (paths.size !== parsed.data.files.length) throw backupDamaged({ name, detail: '清单里有重复的文件' });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Type bits of the Unix mode in the upper half: a plain file, or nothing said. */
function isPlainFile(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  return type === 0 || type === 0o100000;
}

async function readFileEntry(
  zip: ZipFile,
  entry: Entry,
  file: BackupFile,
  name: string,
  { write, signal }: ReadBackupOptions,
): Promise<void> {
  if (!isPlainFile(entry)) throw backupDamaged({ name, detail: `${file.path} 不是普通文件` });
  if (entry.uncompressedSize !== file.size)
    throw backupDamaged({ name, detail: `${file.path} 的大小与清单不符` });
  const hash = createHash('sha256');
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of await openEntry(zip, entry, name)) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  };
  const chunks = damagedOnError(hashed(), name, file.path);
  if (write) await write(file, chunks);
  else for await (const chunk of chunks) void chunk;
  if (hash.digest('hex') !== file.sha256)
    throw backupDamaged({ name, detail: `${file.path} 的内容与清单不符` });
}

async function forEachChunk(
  zip: ZipFile,
  entry: Entry,
  name: string,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const stream = await openEntry(zip, entry, name);
  for await (const chunk of damagedOnError(stream, name, entry.fileName)) take(chunk);
}

function openEntry(zip: ZipFile, entry: Entry, name: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(backupDamaged({ name, detail: `${shorten(entry.fileName)} 读不出来` }));
      else resolve(stream);
    });
  });
}

async function* damagedOnError(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  path: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw backupDamaged({ name, detail: `${shorten(path)} 读不完整` });
  }
}
