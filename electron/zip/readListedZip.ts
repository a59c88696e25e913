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
  /** Whether a file must lie there as it is: what is not deflated cannot grow out of a few bytes. */
  readonly isStored?: (file: ListedFile) => boolean;
  /** How many times its own size a deflated file may grow to; small ones may grow more. */
  readonly mostGrowth?: number;
  /** A last look at all entries, the heads too, before the first byte is handed on. @throws {AppError} */
  readonly judge?: (zip: ZipFile, entries: readonly Entry[]) => Promise<void>;
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
 * order of the container. Everything but the contents is checked before the first byte is handed on: that exactly the
 * listed files are there, each once, plain, of its size, and none lying on another. Nothing is written except through
 * `write`; no entry is held in memory.
 *
 * @param zip  opened by openZipFile, with strict names; the caller closes it.
 * @throws {AppError} the kind's own.
 */
export async function readListedZip<L>(
  zip: ZipFile,
  kind: ListedZipKind<L>,
  options: ReadListedZipOptions = {},
): Promise<L> {
  const { list, files, heads, entries } = await readHeads(zip, kind);
  const listed = await listedEntries(entries, files, kind, options.signal);
  await kind.judge?.(zip, [...heads, ...listed.map(({ entry }) => entry)]);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { entry, file } of listed) {
    options.signal?.throwIfAborted();
    await readFileEntry(zip, entry, file, kind, options);
    done += file.size;
    options.onProgress?.(done, total);
  }
  return list;
}

/** Bytes a deflated file may come to however small it is. */
const GROWS_FREELY = 64 * 1024 * 1024;

interface ListedEntry {
  readonly entry: Entry;
  readonly file: ListedFile;
}

/** Every entry after the heads with what the list says of it. */
async function listedEntries<L>(
  entries: AsyncIterable<Entry>,
  files: readonly ListedFile[],
  kind: ListedZipKind<L>,
  signal?: AbortSignal,
): Promise<readonly ListedEntry[]> {
  const waiting = new Map(files.map((file) => [file.path, file]));
  if (waiting.size !== files.length) throw kind.damaged('清单里有重复的文件');
  const found: ListedEntry[] = [];
  for await (const entry of entries) {
    signal?.throwIfAborted();
    const file = waiting.get(entry.fileName);
    if (!file) throw kind.damaged(`多出文件 ${shorten(entry.fileName)}`);
    // Whoever takes them may count on the order: what is read first says what the rest is for.
    if (file !== files[found.length]) throw kind.damaged(`${file.path} 不在清单里的位置`);
    waiting.delete(entry.fileName);
    if (entry.uncompressedSize !== file.size) throw kind.damaged(`${file.path} 的大小与清单不符`);
    if (kind.isStored?.(file) && entry.compressionMethod !== 0) {
      throw kind.damaged(`${file.path} 不是原样存放的`);
    }
    if (entry.uncompressedSize > GROWS_FREELY + entry.compressedSize * (kind.mostGrowth ?? Infinity)) {
      throw kind.damaged(`${file.path} 展开后大得反常`);
    }
    found.push({ entry, file });
  }
  const [lost] = waiting.keys();
  if (lost !== undefined) throw kind.damaged(`缺少文件 ${lost}`);
  return found;
}

/** The heads alone, for a look at what it is. @throws {AppError} the kind's own. */
export async function readListedHeads<L>(zip: ZipFile, kind: ListedZipKind<L>): Promise<L> {
  return (await readHeads(zip, kind)).list;
}

interface Heads<L> {
  readonly list: L;
  readonly files: readonly ListedFile[];
  readonly heads: readonly Entry[];
  /** What follows them. */
  readonly entries: AsyncIterable<Entry>;
}

async function readHeads<L>(zip: ZipFile, kind: ListedZipKind<L>): Promise<Heads<L>> {
  const entries = entriesOf(zip, kind);
  const heads: Entry[] = [];
  const contents: Buffer[] = [];
  for (const name of kind.heads) {
    const { value: entry } = await entries.next();
    contents.push(await readHead(zip, entry, name, kind));
    if (entry) heads.push(entry);
  }
  return { ...kind.parse(contents), heads, entries };
}

type Kind = Pick<ListedZipKind<unknown>, 'maxHeadBytes' | 'foreign' | 'damaged'>;

async function readHead(zip: ZipFile, entry: Entry | void, name: string, kind: Kind): Promise<Buffer> {
  if (!entry || entry.fileName !== name || entry.uncompressedSize > kind.maxHeadBytes) throw kind.foreign();
  const chunks: Uint8Array[] = [];
  const stream = await openEntry(zip, entry, kind);
  for await (const chunk of damagedOnError(stream, entry.fileName, kind)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a local header takes at least, besides the name. */
const LOCAL_HEADER = 30;

/**
 * The entries in their order, plain files, each lying behind the one before: bytes that count twice would be a bomb.
 *
 * @throws {AppError} the kind's `damaged`.
 */
export async function* entriesOf(zip: ZipFile, kind: Pick<Kind, 'damaged'>): AsyncGenerator<Entry, void> {
  let free = 0;
  for (;;) {
    const entry = await nextEntry(zip, kind);
    if (!entry) return;
    if (!isPlainFile(entry)) throw kind.damaged(`${shorten(entry.fileName)} 不是普通文件`);
    if (entry.relativeOffsetOfLocalHeader < free) throw kind.damaged('压缩文件里的文件互相重叠');
    free = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameRaw.length + entry.compressedSize;
    yield entry;
  }
}

function nextEntry(zip: ZipFile, kind: Pick<Kind, 'damaged'>): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const take = (entry: Entry): void => settle(() => resolve(entry));
    const end = (): void => settle(() => resolve(null));
    const fail = (): void => settle(() => reject(kind.damaged('压缩文件的目录读不出来')));
    const settle = (work: () => void): void => {
      zip.off('entry', take).off('end', end).off('error', fail);
      work();
    };
    zip.on('entry', take).on('end', end).on('error', fail).readEntry();
  });
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
