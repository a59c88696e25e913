import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import type { AppError } from '@shared/errors/appError';

/** A file inside, as the list that travels with it describes it. */
export interface ListedFile {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What kind of container is read: which entries come first and say what follows, and the words of every refusal. */
export interface ListedZipKind<L> {
  /** Names of the entries at the beginning, in this order: the list itself, a signature. */
  readonly heads: readonly string[];
  readonly maxHeadBytes: number;
  /**
   * Reads the heads, in the order of their names.
   *
   * @returns what they say, and every entry that follows. @throws {AppError} where they are not to be trusted.
   */
  readonly parse: (heads: readonly Buffer[]) => { readonly list: L; readonly files: readonly ListedFile[] };
  /** It is something else altogether. */
  readonly foreign: () => AppError;
  readonly damaged: (detail: string) => AppError;
}

export interface ReadListedZipOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  /** Takes the bytes of a file whose name and size are as the list says; the hash is known only after the last. */
  readonly write?: (file: ListedFile, chunks: AsyncIterable<Uint8Array>) => Promise<void>;
}

/**
 * Reads a container from beginning to end and checks it: only the names, sizes and hashes of its own list pass, in the
 * order of the container. Nothing is written except through `write`; no entry is held in memory.
 *
 * @param zip  opened lazily, with strict names; the caller closes it.
 * @throws {AppError} the kind's own.
 */
export async function readListedZip<L>(
  zip: ZipFile,
  kind: ListedZipKind<L>,
  options: ReadListedZipOptions = {},
): Promise<L> {
  const entries = entriesOf(zip, kind);
  const heads: Buffer[] = [];
  for (const name of kind.heads) heads.push(await readHead(zip, (await entries.next()).value, name, kind));
  const { list, files } = kind.parse(heads);
  const waiting = new Map(files.map((file) => [file.path, file]));
  if (waiting.size !== files.length) throw kind.damaged('清单里有重复的文件');
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for await (const entry of entries) {
    options.signal?.throwIfAborted();
    const file = waiting.get(entry.fileName);
    if (!file) throw kind.damaged(`多出文件 ${shorten(entry.fileName)}`);
    waiting.delete(entry.fileName);
    await readFileEntry(zip, entry, file, kind, options);
    done += file.size;
    options.onProgress?.(done, total);
  }
  const [lost] = waiting.keys();
  if (lost !== undefined) throw kind.damaged(`缺少文件 ${lost}`);
  return list;
}

/** The heads alone, for a look at what it is. @throws {AppError} the kind's own. */
export async function readListedHeads<L>(zip: ZipFile, kind: ListedZipKind<L>): Promise<L> {
  const entries = entriesOf(zip, kind);
  const heads: Buffer[] = [];
  for (const name of kind.heads) heads.push(await readHead(zip, (await entries.next()).value, name, kind));
  return kind.parse(heads).list;
}

type Kind = Pick<ListedZipKind<unknown>, 'maxHeadBytes' | 'foreign' | 'damaged'>;

async function readHead(zip: ZipFile, entry: Entry | void, name: string, kind: Kind): Promise<Buffer> {
  if (!entry || entry.fileName !== name || entry.uncompressedSize > kind.maxHeadBytes) throw kind.foreign();
  const chunks: Uint8Array[] = [];
  const stream = await openEntry(zip, entry, kind);
  for await (const chunk of damagedOnError(stream, entry.fileName, kind)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* entriesOf(zip: ZipFile, kind: Kind): AsyncGenerator<Entry, void> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (work: () => void): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
        work();
      };
      zip.on('entry', (found: Entry) => settle(() => resolve(found)));
      zip.on('end', () => settle(() => resolve(null)));
      zip.on('error', () => settle(() => reject(kind.damaged('压缩文件的目录读不出来'))));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Type bits of the Unix mode in the upper half: a plain file, or nothing said. */
function isPlainFile(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  return type === 0 || type === 0o100000;
}

async function readFileEntry(
  zip: ZipFile,
  entry: Entry,
  file: ListedFile,
  kind: Kind,
  { write, signal }: ReadListedZipOptions,
): Promise<void> {
  if (!isPlainFile(entry)) throw kind.damaged(`${file.path} 不是普通文件`);
  if (entry.uncompressedSize !== file.size) throw kind.damaged(`${file.path} 的大小与清单不符`);
  const hash = createHash('sha256');
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of await openEntry(zip, entry, kind)) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  };
  const chunks = damagedOnError(hashed(), file.path, kind);
  if (write) await write(file, chunks);
  else for await (const chunk of chunks) void chunk;
  if (hash.digest('hex') !== file.sha256) throw kind.damaged(`${file.path} 的内容与清单不符`);
}

function openEntry(zip: ZipFile, entry: Entry, kind: Kind): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(kind.damaged(`${shorten(entry.fileName)} 读不出来`));
      else resolve(stream);
    });
  });
}

async function* damagedOnError(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  kind: Kind,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw kind.damaged(`${shorten(path)} 读不完整`);
  }
}
