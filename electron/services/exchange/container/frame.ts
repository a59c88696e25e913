import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Entry, ZipFile } from 'yauzl';
import { openZipFile } from '../../../zip/openZipFile';
import { StretchReader, type Stretch } from '../../../zip/stretchReader';
import { isStored, PAYLOAD_ENTRY } from './packageEntries';

/** Says what the comment of the zip is for whoever looks at it with another program. */
const LABEL = 'sha256=';
const DIGITS = 64;

/** What a package ends with before its digest is known. */
export const NO_DIGEST = `${LABEL}${'0'.repeat(DIGITS)}`;

/** Bytes of a local header before the name. */
const LOCAL_HEADER = 30;

/**
 * Digest of everything in a package that no hash of the manifest binds: headers, times, the table of contents, what is
 * deflated; all but evidence as it lies there, the sealed payload and the digest itself. A single byte that changed
 * anywhere is found by it, also where it would mean nothing. It keeps nobody off: that is what the signature is for.
 */
async function frameDigest(reader: StretchReader, entries: readonly Entry[]): Promise<string> {
  const hash = createHash('sha256');
  let at = 0;
  const take = async (end: number): Promise<void> => {
    for await (const piece of reader.pieces(at, end)) hash.update(piece);
  };
  for (const entry of entries) {
    if (!isBoundOtherwise(entry)) continue;
    const start = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameRaw.length;
    await take(start);
    at = start + entry.compressedSize;
  }
  await take(reader.size - DIGITS);
  return hash.digest('hex');
}

function isBoundOtherwise({ fileName }: Entry): boolean {
  return fileName === PAYLOAD_ENTRY || isStored({ path: fileName });
}

/**
 * Whether a package is, byte by byte, what was written.
 *
 * @param entries  all of them, found to lie one behind the other.
 */
export async function isFrameWhole(
  { comment }: ZipFile,
  bytes: string | readonly Stretch[],
  entries: readonly Entry[],
): Promise<boolean> {
  if (!comment.startsWith(LABEL) || comment.length !== NO_DIGEST.length) return false;
  const reader = await StretchReader.of(bytes);
  try {
    return (await frameDigest(reader, entries)) === comment.slice(LABEL.length);
  } catch {
    // Entries beyond the end, a stick pulled out.
    return false;
  } finally {
    await reader.release();
  }
}

/** Puts the digest in its place at the end of a package just written. */
export async function writeFrameDigest(stretches: readonly Stretch[]): Promise<void> {
  const zip = await openZipFile(stretches, { strictFileNames: true });
  const reader = await StretchReader.of(stretches);
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    await writeAt(stretches, reader.size - DIGITS, Buffer.from(await frameDigest(reader, entries)));
  } finally {
    zip.close();
    await reader.release();
  }
}

async function writeAt(stretches: readonly Stretch[], position: number, bytes: Buffer): Promise<void> {
  let offset = 0;
  for (const { path, from, size } of stretches) {
    const [first, last] = [Math.max(position, offset), Math.min(position + bytes.length, offset + size)];
    if (first < last) {
      const file = await open(path, 'r+');
      try {
        await file.write(bytes, first - position, last - first, from + first - offset);
      } finally {
        await file.close();
      }
    }
    offset += size;
  }
}
