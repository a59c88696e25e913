import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

const DIGITS = 64;

/** An entry of a zip as it lies there, so that anything about it can be a lie. */
export interface RawEntry {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** As declared; the real ones are those of `bytes`. */
  readonly compressed: number;
  readonly size: number;
  readonly attributes: number;
  readonly extra: Buffer;
  /** As they lie in the file. */
  readonly bytes: Buffer;
  /** Where the table of contents says the entry begins; left out: where it does. */
  readonly offset?: number;
  /** Name in the local header; left out: the same. */
  readonly localName?: Buffer;
  /** Not written where it should be: its bytes are another entry's. */
  readonly isElsewhere?: boolean;
}

/** What the end of a zip says; left out: the truth. */
export interface RawEnd {
  readonly count?: number;
  readonly directoryOffset?: number;
  readonly directorySize?: number;
  readonly disk?: number;
  readonly comment?: Buffer;
  /** A zip64 record before it, with these words instead of the true ones. */
  readonly zip64?: { readonly place?: bigint; readonly count?: bigint; readonly offset?: bigint };
}

const [LOCAL, CENTRAL, END, END64, LOCATOR] = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50];

/** Takes a sound zip apart. */
export function readRawZip(zip: Buffer): RawEntry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const entries: RawEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < zip.readUInt16LE(end + 10); index += 1) {
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const offset = zip.readUInt32LE(at + 42);
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const compressed = zip.readUInt32LE(at + 20);
    entries.push({
      name: zip.subarray(at + 46, at + 46 + nameLength),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      compressed,
      size: zip.readUInt32LE(at + 24),
      attributes: zip.readUInt32LE(at + 38),
      extra: zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength),
      bytes: zip.subarray(start, start + compressed),
    });
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** What an entry holds. */
export function contentOf({ method, bytes }: RawEntry): Buffer {
  return method === 0 ? bytes : inflateRawSync(bytes);
}

/** Puts a zip together, lies included. */
export function writeRawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const pieces: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    offsets.push(at);
    if (entry.isElsewhere) continue;
    const piece = Buffer.concat([localHeader(entry), entry.bytes]);
    pieces.push(piece);
    at += piece.length;
  }
  const directory = Buffer.concat(entries.map((entry, index) => centralHeader(entry, offsets[index] ?? 0)));
  const whole = Buffer.concat([...pieces, directory, endOf(entries.length, at, directory.length, end)]);
  // Whoever lies knows the format, its last bytes too.
  return end.comment ? whole : withDigest(whole, entries, offsets);
}

/** Gives a zip the digest a package ends with, over all but evidence and payload as the table of contents places them. */
function withDigest(zip: Buffer, entries: readonly RawEntry[], offsets: readonly number[]): Buffer {
  const hash = createHash('sha256');
  let at = 0;
  for (const [index, { name, offset = offsets[index] ?? 0, compressed }] of entries.entries()) {
    if (!/^(evidence\/|payload\.bin$)/.test(name.toString())) continue;
    const start = offset + 30 + name.length;
    hash.update(zip.subarray(at, start));
    at = start + compressed;
  }
  hash.update(zip.subarray(at, zip.length - DIGITS));
  zip.write(hash.digest('hex'), zip.length - DIGITS, 'latin1');
  return zip;
}

function localHeader(entry: RawEntry): Buffer {
  const name = entry.localName ?? entry.name;
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(20, 4);
  // Sizes stand before the bytes, none behind them.
  head.writeUInt16LE(entry.flags & ~8, 6);
  head.writeUInt16LE(entry.method, 8);
  head.writeUInt32LE(entry.crc >>> 0, 14);
  head.writeUInt32LE(entry.compressed >>> 0, 18);
  head.writeUInt32LE(entry.size >>> 0, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function centralHeader(entry: RawEntry, offset: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE(0x033f, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(entry.flags, 8);
  head.writeUInt16LE(entry.method, 10);
  head.writeUInt32LE(entry.crc >>> 0, 16);
  head.writeUInt32LE(entry.compressed >>> 0, 20);
  head.writeUInt32LE(entry.size >>> 0, 24);
  head.writeUInt16LE(entry.name.length, 28);
  head.writeUInt16LE(entry.extra.length, 30);
  head.writeUInt32LE(entry.attributes >>> 0, 38);
  head.writeUInt32LE((entry.offset ?? offset) >>> 0, 42);
  return Buffer.concat([head, entry.name, entry.extra]);
}

function endOf(count: number, offset: number, size: number, told: RawEnd): Buffer {
  const comment = told.comment ?? Buffer.from(`sha256=${'0'.repeat(DIGITS)}`);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(told.disk ?? 0, 4);
  end.writeUInt16LE(told.count ?? count, 8);
  end.writeUInt16LE(told.count ?? count, 10);
  end.writeUInt32LE((told.directorySize ?? size) >>> 0, 12);
  end.writeUInt32LE((told.directoryOffset ?? offset) >>> 0, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!told.zip64) return Buffer.concat([end, comment]);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(END64, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(told.zip64.count ?? BigInt(count), 24);
  record.writeBigUInt64LE(told.zip64.count ?? BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(told.zip64.offset ?? BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(LOCATOR, 0);
  locator.writeBigUInt64LE(told.zip64.place ?? BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end, comment]);
}
