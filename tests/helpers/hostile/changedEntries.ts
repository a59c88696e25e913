import { crc32, deflateRawSync } from 'node:zlib';
import type { Random } from './random';
import { writeRawZip, type RawEnd, type RawEntry } from './rawZip';

/** Names that would lie elsewhere, or mean something to somebody. */
export const HOSTILE_NAMES = [
  '../outside.txt',
  '../../../../../../tmp/outside.txt',
  '/tmp/outside.txt',
  'C:\\outside.txt',
  'c:/outside.txt',
  '\\\\server\\share\\outside.txt',
  'data/../../outside.jsonl',
  'data\\..\\..\\outside.jsonl',
  'evidence/../../outside',
  './data/units.jsonl',
  'data//units.jsonl',
  'DATA/UNITS.JSONL',
  'data/units.jsonl/',
  'data/units.jsonl\0.txt',
  'CON',
  'data/NUL.jsonl',
  'data/aux.jsonl:stream',
  '.htaccess',
  '__proto__',
  'constructor',
  '',
  ' ',
  '\u202etxt.lnosj',
  '名'.repeat(100),
  'x'.repeat(300),
  `${'a/'.repeat(2000)}b`,
] as const;

type Change = (entries: readonly RawEntry[], random: Random) => Buffer;

/** Unix modes in the upper half: link, folder, device, pipe, socket. */
const MODES = [0o120777, 0o040755, 0o020666, 0o060666, 0o010666, 0o140777] as const;

/** Sums with these go wrong. */
const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const;
const EXTREMES_64 = [
  0n,
  1n,
  0x7fffffffn,
  0xffffffffn,
  0x1fffffffffffffn,
  0x20000000000000n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0xffffffffffffffffn,
] as const;

/** What a zip can say that is not so. Those who do this know the format, but have not signed anything. */
export const ENTRY_CHANGES: Readonly<Record<string, Change>> = {
  renamed: (entries, random) => changeOne(entries, random, () => ({ name: aName(random) })),
  renamedInsideOnly: (entries, random) => changeOne(entries, random, () => ({ localName: aName(random) })),
  renamedByUnicodeField: (entries, random) =>
    changeOne(entries, random, ({ name }) => ({ extra: unicodeName(name, aName(random)) })),
  aLinkOrDevice: (entries, random) =>
    changeOne(entries, random, () => ({ attributes: random.pick(MODES) * 65_536 })),
  twice: (entries, random) => {
    const again = random.pick(entries);
    const at = random.below(entries.length + 1);
    return writeRawZip([...entries.slice(0, at), again, ...entries.slice(at)]);
  },
  twiceTheSameBytes: (entries, random) => {
    const first = random.pick(entries);
    const again: RawEntry = { ...first, isElsewhere: true, offset: offsetOf(entries, first) };
    return writeRawZip([...entries, random.chance(2) ? again : { ...again, name: aName(random) }]);
  },
  leftOut: (entries, random) => {
    const lost = random.pick(entries);
    return writeRawZip(entries.filter((entry) => entry !== lost));
  },
  oneMore: (entries, random) => writeRawZip([...entries, { ...random.pick(entries), name: aName(random) }]),
  otherOrder: (entries, random) => {
    const [one, two] = [random.below(entries.length), random.below(entries.length)];
    return writeRawZip(
      entries.map((entry, at) => (at === one ? entries[two] : at === two ? entries[one] : entry) ?? entry),
    );
  },
  bytesExchanged: (entries, random) => {
    const other = random.pick(entries);
    return changeOne(entries, random, () => ({ ...other, name: undefined }));
  },
  wrongSize: (entries, random) =>
    changeOne(entries, random, ({ size }) => ({ size: random.pick([...EXTREMES, size + 1, size - 1]) })),
  wrongBothSizes: (entries, random) =>
    changeOne(entries, random, () => {
      const size = random.pick(EXTREMES);
      return { size, compressed: size };
    }),
  wrongPlace: (entries, random) => changeOne(entries, random, () => ({ offset: random.pick(EXTREMES) })),
  wrongCheckSum: (entries, random) => changeOne(entries, random, () => ({ crc: random.below(2 ** 31) })),
  otherMethod: (entries, random) =>
    changeOne(entries, random, () => ({ method: random.pick([0, 1, 6, 8, 9, 12, 14, 93, 95, 98, 99]) })),
  encrypted: (entries, random) =>
    changeOne(entries, random, ({ flags }) => ({ flags: flags | random.pick([0x1, 0x40, 0x41, 0x2000]) })),
  deflated: (entries, random) =>
    changeOne(entries, random, ({ bytes, method }) => {
      if (method !== 0) return {};
      const smaller = deflateRawSync(bytes);
      return { method: 8, bytes: smaller, compressed: smaller.length };
    }),
  growing: (entries, random) => changeOne(entries, random, () => zeros(1 + random.below(4_000_000))),
  zip64Sizes: (entries, random) =>
    changeOne(entries, random, () => ({
      ...{ size: 0xffffffff, compressed: 0xffffffff, offset: 0xffffffff },
      extra: zip64Field([random.pick(EXTREMES_64), random.pick(EXTREMES_64), random.pick(EXTREMES_64)]),
    })),
  zip64FieldTooShort: (entries, random) =>
    changeOne(entries, random, () => ({
      size: 0xffffffff,
      extra: zip64Field([1n]).subarray(0, 4 + random.below(8)),
    })),
  extraNonsense: (entries, random) =>
    changeOne(entries, random, () => ({ extra: random.bytes(random.below(60)) })),
  endNonsense: (entries, random) => writeRawZip(entries, anEnd(random)),
  zip64End: (entries, random) =>
    writeRawZip(entries, {
      zip64: random.pick([
        { place: random.pick(EXTREMES_64) },
        { count: random.pick(EXTREMES_64) },
        { offset: random.pick(EXTREMES_64) },
        {},
      ]),
    }),
  nested: (entries, random) => {
    const inner = writeRawZip(entries);
    return changeOne(entries, random, () => ({
      ...{ bytes: inner, method: 0, size: inner.length, compressed: inner.length },
    }));
  },
  manyEntries: (entries, random) => {
    const filler = random.pick(entries);
    const more = Array.from({ length: 5_000 }, (_, index) => ({
      ...filler,
      name: Buffer.from(`data/x${index}.jsonl`),
    }));
    return writeRawZip([...entries, ...more.map((entry) => ({ ...entry, isElsewhere: true, offset: 0 }))]);
  },
};

function aName(random: Random): Buffer {
  return Buffer.from(random.pick(HOSTILE_NAMES));
}

type Partly = { readonly [K in keyof RawEntry]?: RawEntry[K] | undefined };

function changeOne(
  entries: readonly RawEntry[],
  random: Random,
  change: (entry: RawEntry) => Partly,
): Buffer {
  const at = random.below(entries.length);
  return writeRawZip(
    entries.map((entry, index) => {
      if (index !== at) return entry;
      const changed = change(entry);
      return { ...entry, ...changed, name: changed.name ?? entry.name } as RawEntry;
    }),
  );
}

function offsetOf(entries: readonly RawEntry[], wanted: RawEntry): number {
  let at = 0;
  for (const entry of entries) {
    if (entry === wanted) break;
    at += 30 + entry.name.length + entry.bytes.length;
  }
  return at;
}

/** Zeros deflated a thousand times smaller than they say. */
function zeros(size: number): Partly {
  const bytes = deflateRawSync(Buffer.alloc(size));
  return { method: 8, bytes, compressed: bytes.length, size };
}

function zip64Field(words: readonly bigint[]): Buffer {
  const field = Buffer.alloc(4 + 8 * words.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * words.length, 2);
  for (const [index, word] of words.entries()) field.writeBigUInt64LE(word, 4 + 8 * index);
  return field;
}

/** The field that gives an entry another name (Info-ZIP 0x7075). */
function unicodeName(old: Buffer, name: Buffer): Buffer {
  const field = Buffer.alloc(9 + name.length);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + name.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(old), 5);
  name.copy(field, 9);
  return field;
}

function anEnd(random: Random): RawEnd {
  return random.pick<RawEnd>([
    { count: random.pick([0, 1, 2, 0xfffe, 0xffff]) },
    { directoryOffset: random.pick(EXTREMES) },
    { directorySize: random.pick(EXTREMES) },
    { disk: random.pick([1, 0xffff]) },
    { comment: random.bytes(random.below(2000)) },
    { comment: Buffer.from('PK\x05\x06'.repeat(20)) },
  ]);
}
