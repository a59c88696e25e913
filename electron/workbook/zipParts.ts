import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '@shared/errors/appError';
import {
  notAWorkbook,
  workbookDamaged,
  workbookEncrypted,
  workbookIsOds,
  workbookIsXlsb,
  workbookTooLarge,
  workbookUnsafe,
} from '@shared/errors/workbook';
import { openZipFile } from '../zip/openZipFile';
import { DamagedXml, HostileXml, XmlScanner, type XmlHandler } from './xmlScanner';

const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;
const MAX_ENTRIES = 5_000;

/** An .xlsx file opened after its list of contents was judged. Nothing is unpacked to disk, ever. */
export interface ZipParts {
  readonly name: string;
  has(part: string): boolean;
  /** Streams one part through the scanner. Its check sum is compared: one changed byte is found. */
  scan(part: string, handler: XmlHandler, options?: ScanOptions): Promise<void>;
  close(): void;
}

export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each piece, so that a consumer can take what has been read so far. */
  readonly afterPiece?: () => Promise<void> | void;
}

/** @throws {AppError} WORKBOOK_DAMAGED, WORKBOOK_TOO_LARGE, WORKBOOK_UNSAFE, or what the zip holds instead of a workbook. */
export async function openZipParts(path: string): Promise<ZipParts> {
  const name = basename(path);
  const zip = await openZipFile(path).catch(() => {
    throw workbookDamaged({ name });
  });
  try {
    const entries = await listEntries(zip, name);
    assertWorkbook(entries, name);
    return {
      name,
      has: (part) => entries.has(part.toLowerCase()),
      scan: (part, handler, options) =>
        scanPart(zip, entries.get(part.toLowerCase()), name, handler, options ?? {}),
      close: () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause;
  }
}

/** Reads the central directory only. Part names are compared without case, as the packaging standard says. */
async function listEntries(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES)
    throw workbookTooLarge({ name, limit: `内含 ${zip.entryCount} 个部件，最多 ${MAX_ENTRIES} 个` });
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > MAX_UNPACKED_BYTES) throw workbookTooLarge({ name, limit: '展开后超过 300 MB' });
      const key = entry.fileName.toLowerCase();
      if (entries.has(key)) throw workbookUnsafe({ name });
      entries.set(key, entry);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    // yauzl refuses absolute names and names that climb out of the archive.
    throw /relative path|absolute path|characters in fileName/.test(String(cause))
      ? workbookUnsafe({ name })
      : workbookDamaged({ name });
  }
  return entries;
}

function assertWorkbook(entries: ReadonlyMap<string, Entry>, name: string): void {
  if ([...entries.values()].some((entry) => entry.isEncrypted())) throw workbookEncrypted({ name });
  if (entries.has('xl/workbook.bin')) throw workbookIsXlsb({ name });
  if (entries.has('[content_types].xml') && entries.has('_rels/.rels')) return;
  if (entries.has('mimetype') && entries.has('content.xml')) throw workbookIsOds({ name });
  throw notAWorkbook({ name });
}

async function scanPart(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  handler: XmlHandler,
  options: ScanOptions,
): Promise<void> {
  if (!entry) throw workbookDamaged({ name });
  const scanner = new XmlScanner(handler);
  const decoder = new StringDecoder('utf8');
  let checksum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      options.signal?.throwIfAborted();
      checksum = crc32(chunk, checksum);
      scanner.write(decoder.write(chunk));
      if (options.afterPiece) await consume(options.afterPiece);
    }
    scanner.write(decoder.end());
    scanner.end();
  } catch (cause) {
    throw describeScanFailure(cause, name, options.signal);
  }
  if (checksum !== entry.crc32) throw workbookDamaged({ name });
}

/** A failure of whoever takes the rows (a database, say): none of the file's fault, passed on as it was. */
class ConsumerFailure extends Error {
  constructor(readonly original: unknown) {
    super('consumer failed');
  }
}

async function consume(afterPiece: () => Promise<void> | void): Promise<void> {
  try {
    await afterPiece();
  } catch (cause) {
    throw new ConsumerFailure(cause);
  }
}

function describeScanFailure(cause: unknown, name: string, signal: AbortSignal | undefined): unknown {
  if (cause instanceof ConsumerFailure) return cause.original;
  if (cause instanceof AppError || signal?.aborted) return cause;
  if (cause instanceof HostileXml) return workbookUnsafe({ name });
  if (cause instanceof DamagedXml || isZipFailure(cause)) return workbookDamaged({ name });
  return cause;
}

/** What zlib (Z_DATA_ERROR …) and yauzl (plain messages) throw about bad bytes. */
function isZipFailure(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_') || code === 'ERR_BUFFER_OUT_OF_BOUNDS') return true;
  return (
    cause instanceof Error &&
    /local file header|size|compress|stream|EOF|decod|zip|bounds/i.test(cause.message)
  );
}
