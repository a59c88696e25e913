import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: memory 128 × r × 2^ln bytes. */
interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and about half a second on an office machine (OWASP's first choice for scrypt). */
const COST: Cost = { ln: 17, r: 8, p: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** No stored string may make this machine work without end: a workspace comes from anywhere. */
const MOST: Cost = { ln: 18, r: 16, p: 4 };

const PHC =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,88})\$([A-Za-z0-9+/]{22,88})$/;

/**
 * A secret as it is kept: scrypt, memory-hard, with a salt of its own, in the PHC string format. The work runs off the
 * main thread.
 */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, COST, HASH_BYTES);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(salt)}$${encode(hash)}`;
}

/** Whether a secret is the one kept. @returns null where what is kept is no such string. */
export async function verifySecret(secret: string, kept: string): Promise<boolean | null> {
  const stored = parse(kept);
  if (!stored) return null;
  const hash = await derive(secret, stored.salt, stored.cost, stored.hash.length);
  return timingSafeEqual(hash, stored.hash);
}

/** Whether a string is a secret `verifySecret` can judge. */
export function isKeptSecret(kept: string): boolean {
  return parse(kept) !== null;
}

/** Costs as much as a real comparison, so that nobody learns from the time which names there are. */
export async function pretendToVerify(secret: string): Promise<void> {
  await derive(secret, Buffer.alloc(SALT_BYTES), COST, HASH_BYTES);
}

function parse(kept: string): { cost: Cost; salt: Buffer; hash: Buffer } | null {
  const match = PHC.exec(kept);
  if (!match) return null;
  const cost = { ln: Number(match[1]), r: Number(match[2]), p: Number(match[3]) };
  const sane = cost.ln >= 1 && cost.r >= 1 && cost.p >= 1;
  if (!sane || cost.ln > MOST.ln || cost.r > MOST.r || cost.p > MOST.p) return null;
  return { cost, salt: Buffer.from(match[4] ?? '', 'base64'), hash: Buffer.from(match[5] ?? '', 'base64') };
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time: each takes 128 MiB, and a page gone wild may ask for a hundred at once. */
function derive(secret: string, salt: Buffer, cost: Cost, bytes: number): Promise<Buffer> {
  const next = last.then(() => scryptOnce(secret, salt, cost, bytes));
  last = next.catch(() => undefined);
  return next;
}

function scryptOnce(secret: string, salt: Buffer, { ln, r, p }: Cost, bytes: number): Promise<Buffer> {
  const N = 2 ** ln;
  // The same letters typed on another keyboard or system are the same password.
  const text = secret.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, bytes, { N, r, p, maxmem: 128 * r * (N + p + 2) + 1_048_576 }, (cause, hash) =>
      cause ? reject(cause) : resolve(hash),
    );
  });
}

/** Base64 without padding, as the PHC format wants it. */
function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
