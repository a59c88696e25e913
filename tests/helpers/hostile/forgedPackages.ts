import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { makeKeyPair, signBytes } from '@electron/services/exchange/container/packageKeys';
import { aManifest, KEYS } from './basePackages';
import { HOSTILE_NAMES } from './changedEntries';
import type { Random } from './random';
import { writeRawZip, type RawEntry } from './rawZip';

interface ForgedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly method?: 0 | 8;
  /** What the manifest says of it, and the zip, where that is not so. */
  readonly told?: { readonly size?: number; readonly sha256?: string };
}

type Draft = Record<string, unknown>;

/** Puts a package together and signs it: whoever has the program has a key. */
export function forge(
  files: readonly ForgedFile[],
  change: (manifest: Draft) => Draft | Buffer = (manifest) => manifest,
  privateKey = KEYS.privateKey,
): Buffer {
  const manifest: PackageManifest = {
    ...{ format: 'faheng-package', version: 1, ...aManifest(randomUUID()) },
    files: files.map(({ path, bytes, told }) => ({
      path,
      size: told?.size ?? bytes.length,
      sha256: told?.sha256 ?? hashOf(bytes),
    })),
  };
  const changed = change(manifest);
  const head = Buffer.isBuffer(changed) ? changed : Buffer.from(JSON.stringify(changed));
  return writeRawZip([
    entryOf('manifest.json', head, 8),
    entryOf('signature.txt', Buffer.from(signBytes(head, privateKey)), 0),
    ...files.map(({ path, bytes, method, told }) =>
      entryOf(path, bytes, method ?? (path.startsWith('evidence/') ? 0 : 8), told?.size),
    ),
  ]);
}

export function entryOf(name: string, content: Buffer, method: 0 | 8, size = content.length): RawEntry {
  const bytes = method === 8 ? deflateRawSync(content, { level: 1 }) : content;
  return {
    ...{ name: Buffer.from(name), flags: 0x800, method, crc: crc32(content), attributes: 0 },
    ...{ extra: Buffer.alloc(0), bytes, size, compressed: method === 8 ? bytes.length : size },
  };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function evidenceOf(bytes: Buffer): ForgedFile {
  const sha256 = hashOf(bytes);
  return { path: `evidence/${sha256.slice(0, 2)}/${sha256}`, bytes };
}

function rowsOf(text: string | Buffer): ForgedFile {
  return { path: 'data/priorScores.jsonl', bytes: Buffer.from(text) };
}

/** Texts of JSON that cost far more than their bytes. */
export const JSON_BOMBS: readonly (() => string)[] = [
  () => '['.repeat(3_000_000),
  () => '{"a":'.repeat(1_000_000),
  () => `[${'[],'.repeat(3_000_000)}0]`,
  () => `[${'{},'.repeat(3_000_000)}0]`,
  () => `{${Array.from({ length: 600_000 }, (_, index) => `"k${index}":0`).join()}}`,
  () => `"${'\\u0041'.repeat(800_000)}"`,
  () => `"${'\\'.repeat(3_000_001)}"`,
  () => '"'.repeat(3_000_000),
  () => `[${'1e308,'.repeat(700_000)}9]`,
  () => `{"format":"faheng-package","version":1,"kind":"self","a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
  () => `{"__proto__":${'{"__proto__":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
];

const NASTY: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  true,
  'x'.repeat(100_000),
  '../..',
  '\0',
  '\ud800',
  '2020-12-01T08:00:00.000Z\n',
  [[[[[]]]]],
  { __proto__: null, toString: 1 },
];

type Forgery = (random: Random) => Buffer;

const sound = (random: Random): ForgedFile[] => [
  rowsOf('{"unit":"A05","item":"1.1","points":100,"reason":""}\n'),
  evidenceOf(random.bytes(500)),
];

let greatBomb: Buffer | null = null;

/** Bytes of nothing, a thousandth of that deflated. */
const NOTHING = 160 * 1024 * 1024;

function nothing(): Buffer {
  return (greatBomb ??= deflateRawSync(Buffer.alloc(NOTHING), { level: 9 }));
}

/** Packages of somebody hostile who knows the format, has the program and signs what he writes. */
export const FORGERIES: Readonly<Record<string, Forgery>> = {
  sound: (random) => forge(sound(random)),
  hostileName: (random) =>
    forge([...sound(random), { path: random.pick(HOSTILE_NAMES), bytes: Buffer.from('outside') }]),
  listedTwice: (random) => {
    const files = sound(random);
    return forge([...files, random.pick(files)]);
  },
  sizeLies: (random) => {
    const [rows, scan] = sound(random) as [ForgedFile, ForgedFile];
    const size = random.pick([0, 1, 499, 501, 2 ** 31, 2 ** 32 - 1]);
    return forge(
      random.chance(2) ? [{ ...rows, told: { size } }, scan] : [rows, { ...scan, told: { size } }],
    );
  },
  hashLies: (random) => {
    const [rows, scan] = sound(random) as [ForgedFile, ForgedFile];
    return forge([{ ...rows, told: { sha256: hashOf(random.bytes(5)) } }, scan]);
  },
  evidenceUnderAnotherHash: (random) => {
    const other = evidenceOf(random.bytes(7));
    return forge([
      { ...other, bytes: Buffer.from('not it'), told: { sha256: hashOf(Buffer.from('not it')) } },
    ]);
  },
  moreThanAnyDataSaid: () => forge([{ ...rowsOf('{}\n'), told: { size: 600 * 1024 * 1024 } }]),
  growsAThousandTimes: () => bombOf(nothing(), NOTHING),
  growsBeyondWhatItSays: (random) => bombOf(nothing(), 100 + random.below(1000)),
  deflatedEvidence: () => forge([{ ...evidenceOf(Buffer.alloc(200_000)), method: 8 }]),
  evidenceWithinEvidence: (random) => withinEachOther(random),
  manifestBomb: (random) => forge([], () => Buffer.from(random.pick(JSON_BOMBS)())),
  rowBomb: (random) => forge([rowsOf(`${random.pick(JSON_BOMBS)()}\n`)]),
  rowsOfJunk: (random) => forge([rowsOf(random.bytes(random.below(3000)))]),
  rowsOfNoEnd: (random) => forge([rowsOf('x'.repeat(random.pick([10, 5_000_000])))]),
  rowsOfNothing: (random) => forge([rowsOf('\n'.repeat(random.pick([1, 100_000])))]),
  rowsOfNasty: (random) =>
    forge([
      rowsOf(
        `${JSON.stringify({ unit: random.pick(NASTY), item: random.pick(NASTY), points: random.pick(NASTY), reason: random.pick(NASTY) })}\n`,
      ),
    ]),
  unknownRows: () => forge([{ path: 'data/passwords.jsonl', bytes: Buffer.from('{"a":1}\n') }]),
  aDatabase: (random) => forge([{ path: 'database/faheng.db', bytes: random.bytes(5000) }]),
  nestedPackage: (random) => forge([evidenceOf(forge(sound(random)))]),
  nastyField: (random) =>
    forge(sound(random), (manifest) => ({
      ...manifest,
      [random.pick(Object.keys(manifest))]: random.pick(NASTY),
    })),
  nastyInnerField: (random) =>
    forge(sound(random), (manifest) => {
      const outer = random.pick(['workspace', 'from', 'to', 'cycle', 'system']);
      const inner = manifest[outer] as Draft;
      return { ...manifest, [outer]: { ...inner, [random.pick(Object.keys(inner))]: random.pick(NASTY) } };
    }),
  fieldTooMany: (random) =>
    forge(sound(random), (manifest) => ({ ...manifest, [random.pick(['admin', 'constructor', ''])]: 1 })),
  fieldLeftOut: (random) =>
    forge(sound(random), (manifest) => {
      const lost = random.pick(Object.keys(manifest));
      return Object.fromEntries(Object.entries(manifest).filter(([key]) => key !== lost));
    }),
  fieldTwice: (random) =>
    forge(sound(random), (manifest) =>
      Buffer.from(JSON.stringify(manifest).replace('{', '{"kind":"archive","__proto__":{"kind":"task"},')),
    ),
  newerFormat: (random) =>
    forge(sound(random), (manifest) => ({ ...manifest, version: random.pick([2, 1e9]) })),
  notUtf8: (random) =>
    forge(sound(random), (manifest) => {
      const bytes = Buffer.from(JSON.stringify({ ...manifest, note: 'XXXX' }));
      bytes[bytes.indexOf('XXXX') + random.below(4)] = 0x80 + random.below(128);
      return bytes;
    }),
  signedByAnother: (random) => forge(sound(random), undefined, makeKeyPair().privateKey),
  anotherSortOfKey: (random) =>
    forge(sound(random), (manifest) => ({
      ...manifest,
      key: random.pick([rsaKey(), x25519Key(), 'AAAA', ' ']),
    })),
};

/** A package whose one file of rows is `deflated`, said to be so large. */
function bombOf(deflated: Buffer, size: number): Buffer {
  const sha256 = 'a'.repeat(64);
  const path = 'data/priorScores.jsonl';
  const manifest = {
    format: 'faheng-package',
    version: 1,
    ...aManifest(randomUUID()),
    files: [{ path, size, sha256 }],
  };
  const head = Buffer.from(JSON.stringify(manifest));
  return writeRawZip([
    entryOf('manifest.json', head, 8),
    entryOf('signature.txt', Buffer.from(signBytes(head, KEYS.privateKey)), 0),
    { ...entryOf(path, Buffer.alloc(0), 0, size), method: 8, bytes: deflated, compressed: deflated.length },
  ]);
}

/** Files that lie on each other's bytes: ten of a megabyte in one megabyte. */
function withinEachOther(random: Random): Buffer {
  const whole = random.bytes(4000);
  const headLength = 30 + 'evidence/00/'.length + 64;
  const parts = Array.from({ length: 5 }, (_, index) => evidenceOf(whole.subarray(index * headLength)));
  const files = parts.map(({ path, bytes }) => ({ path, size: bytes.length, sha256: hashOf(bytes) }));
  const manifest = { format: 'faheng-package', version: 1, ...aManifest(randomUUID()), files };
  const head = Buffer.from(JSON.stringify(manifest));
  const entries: RawEntry[] = [
    entryOf('manifest.json', head, 8),
    entryOf('signature.txt', Buffer.from(signBytes(head, KEYS.privateKey)), 0),
  ];
  const at = entries.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0);
  for (const [index, { path, bytes }] of parts.entries()) {
    entries.push({
      ...entryOf(path, bytes, 0),
      ...(index > 0 && { isElsewhere: true, offset: at + index * headLength }),
    });
  }
  return writeRawZip(entries);
}

function rsaKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
    .publicKey.toString('base64')
    .slice(0, 200);
}

function x25519Key(): string {
  return generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  }).publicKey.toString('base64');
}
