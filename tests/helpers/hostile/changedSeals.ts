import { randomBytes, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { seal, sealKeys } from '@electron/services/exchange/container/sealStream';
import { PASSPHRASE } from './basePackages';
import { entryOf, forge } from './forgedPackages';
import type { Random } from './random';
import { readRawZip, writeRawZip, type RawEntry } from './rawZip';

const CHUNK = 64 * 1024 + 16;
const PREFIX = 7;

type Change = (sealed: Buffer, random: Random, other: Buffer) => Promise<Buffer> | Buffer;

/** What can be done to a package under a passphrase, by those who do not know it and by those who do. */
export const SEAL_CHANGES: Readonly<Record<string, Change>> = {
  headChanged: (sealed, random) =>
    withHead(sealed, (head) => ({
      ...head,
      [random.pick(Object.keys(head))]: random.pick<unknown>([
        13,
        14,
        19,
        -1,
        1e9,
        '',
        null,
        '0'.repeat(32),
        '0'.repeat(64),
        [],
      ]),
    })),
  checkOfAnother: (sealed, _random, other) => {
    const { check, salt } = headOf(other);
    return withHead(sealed, (head) => ({ ...head, check, salt }));
  },
  payloadOfAnother: (sealed, _random, other) => withPayload(sealed, () => payloadOf(other)),
  chunksExchanged: (sealed) =>
    withPayload(sealed, (bytes) =>
      Buffer.concat([
        bytes.subarray(0, PREFIX),
        bytes.subarray(PREFIX + CHUNK, PREFIX + 2 * CHUNK),
        bytes.subarray(PREFIX, PREFIX + CHUNK),
        bytes.subarray(PREFIX + 2 * CHUNK),
      ]),
    ),
  cutAtAChunk: (sealed, random) =>
    withPayload(sealed, (bytes) =>
      bytes.subarray(0, random.pick([0, PREFIX - 1, PREFIX, PREFIX + 15, PREFIX + CHUNK])),
    ),
  payloadByteChanged: (sealed, random) =>
    withPayload(sealed, (bytes) => {
      const changed = Buffer.from(bytes);
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    }),
  payloadDeflated: (sealed) => {
    const [head, payload] = readRawZip(sealed) as [RawEntry, RawEntry];
    const bytes = deflateRawSync(payload.bytes);
    return writeRawZip([head, { ...payload, method: 8, bytes, compressed: bytes.length }]);
  },
  oneMoreBeside: (sealed) => writeRawZip([...readRawZip(sealed), entryOf('note.txt', Buffer.from('x'), 0)]),
  sealedTwice: async (sealed, random) => {
    const { id } = headOf(sealed);
    return sealWhole(
      await sealWhole(forge([]), id as string),
      random.chance(2) ? (id as string) : randomUUID(),
    );
  },
  anotherInside: async () => sealWhole(forge([]), randomUUID()),
  junkInside: async (_sealed, random) => sealWhole(random.bytes(random.below(200_000)), randomUUID()),
};

type Head = Record<string, unknown>;

function headOf(sealed: Buffer): Head {
  const [head] = readRawZip(sealed) as [RawEntry];
  return JSON.parse(head.bytes.toString()) as Head;
}

function payloadOf(sealed: Buffer): Buffer {
  const [, payload] = readRawZip(sealed) as [RawEntry, RawEntry];
  return payload.bytes;
}

function withHead(sealed: Buffer, change: (head: Head) => Head): Buffer {
  return writeRawZip([
    entryOf('manifest.json', Buffer.from(JSON.stringify(change(headOf(sealed)))), 0),
    entryOf('payload.bin', payloadOf(sealed), 0),
  ]);
}

function withPayload(sealed: Buffer, change: (bytes: Buffer) => Buffer): Buffer {
  const [head, payload] = readRawZip(sealed) as [RawEntry, RawEntry];
  return writeRawZip([head, entryOf('payload.bin', change(payload.bytes), 0)]);
}

/** Seals anything under the passphrase, as a package of that id. */
async function sealWhole(plain: Buffer, id: string): Promise<Buffer> {
  const salt = randomBytes(16);
  const keys = await sealKeys(PASSPHRASE, salt, 14, id);
  const pieces: Uint8Array[] = [];
  for await (const piece of seal(inOnePiece(plain), keys.cipher)) pieces.push(piece);
  const head = {
    ...{ format: 'faheng-package', version: 1, kind: 'sealed', id, kdf: 'scrypt', cost: 14 },
    ...{ salt: salt.toString('hex'), cipher: 'aes-256-gcm', check: keys.check },
  };
  return writeRawZip([
    entryOf('manifest.json', Buffer.from(JSON.stringify(head)), 0),
    entryOf('payload.bin', Buffer.concat(pieces), 0),
  ]);
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
