import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';

/** Bytes of plain text that are sealed together. */
const CHUNK = 64 * 1024;
const TAG = 16;
const PREFIX = 7;

/** log2 of scrypt's cost for new packages: 128 MiB of memory, about half a second on a slow machine. */
export const SEAL_COST = 17;

/** The keys a passphrase comes to. */
export interface SealKeys {
  readonly cipher: Buffer;
  /** Hexadecimal; kept beside the package to tell a wrong passphrase from an altered package. */
  readonly check: string;
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/**
 * Derives the keys of a package from its passphrase (scrypt, RFC 7914). The passphrase counts as typed, in Unicode's
 * composed form.
 *
 * @param cost  log2 of N; r = 8, p = 1.
 */
export async function sealKeys(
  passphrase: string,
  salt: Buffer,
  cost: number,
  id: string,
): Promise<SealKeys> {
  const options = { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** (cost + 11) };
  const bytes = await derive(passphrase.normalize('NFC'), salt, 64, options);
  const check = createHmac('sha256', bytes.subarray(32)).update(id).digest('hex');
  return { cipher: bytes.subarray(0, 32), check };
}

/** Whether the passphrase was the right one. */
export function isRightKey(keys: SealKeys, check: string): boolean {
  return timingSafeEqual(Buffer.from(keys.check), Buffer.from(check));
}

/**
 * Seals a stream chunk by chunk with AES-256-GCM: each chunk under its own number and a mark on the last, so that none
 * can be changed, moved, left out or cut off unseen (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
 *
 * @returns a random prefix, then chunks of 64 KiB with 16 bytes of tag each.
 */
export async function* seal(plain: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Uint8Array> {
  const prefix = randomBytes(PREFIX);
  yield prefix;
  let number = 0;
  for await (const { chunk, last } of inChunks(plain, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number, last));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/**
 * Opens what `seal` wrote. A chunk is handed on only after its tag was found right.
 *
 * @throws {SealBroken} where anything was changed, moved, left out or cut off.
 */
export async function* unseal(sealed: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Uint8Array> {
  let prefix: Buffer | null = null;
  let number = 0;
  for await (const { chunk, last } of inChunks(
    withoutPrefix(sealed, (found) => (prefix = found)),
    CHUNK + TAG,
  )) {
    if (!prefix || chunk.length < TAG) throw new SealBroken();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, number, last));
    decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
    try {
      yield Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG)), decipher.final()]);
    } catch {
      throw new SealBroken();
    }
    number += 1;
  }
}

/** The sealed bytes are not those that were written. */
export class SealBroken extends Error {
  constructor() {
    super('the sealed bytes were altered');
    this.name = 'SealBroken';
  }
}

function nonceOf(prefix: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(number, PREFIX);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function* withoutPrefix(
  bytes: AsyncIterable<Uint8Array>,
  take: (prefix: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (!head) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < PREFIX) continue;
    take(head.subarray(0, PREFIX));
    const rest = head.subarray(PREFIX);
    head = null;
    if (rest.length > 0) yield rest;
  }
}

/** The same bytes in chunks of one size; the last may be shorter, and an empty stream is one empty chunk. */
async function* inChunks(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly chunk: Buffer; readonly last: boolean }> {
  const waiting: Uint8Array[] = [];
  let held = 0;
  for await (const piece of bytes) {
    waiting.push(piece);
    held += piece.length;
    if (held <= size) continue;
    const all = Buffer.concat(waiting.splice(0));
    let from = 0;
    // One chunk is always kept back: only the end of the stream says which is the last.
    for (; all.length - from > size; from += size)
      yield { chunk: all.subarray(from, from + size), last: false };
    waiting.push(all.subarray(from));
    held = all.length - from;
  }
  yield { chunk: Buffer.concat(waiting), last: true };
}
