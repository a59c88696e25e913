import { z } from 'zod';
import { CYCLE_STATES } from '../domain/cycleState';
import { moment } from './moment';
import { PACKAGE_KINDS, SEATS } from './packageKind';

export const PACKAGE_FORMAT = 'faheng-package';

/** Version of the format this program writes and the newest it reads. docs/exchange-format.md. */
export const PACKAGE_VERSION = 1;

/** The only shapes a name inside a package may have: nothing else is ever read out of one. */
export const PACKAGE_NAME =
  /^(data\/[a-z][A-Za-z]{0,39}\.jsonl|database\/faheng\.db|evidence\/([0-9a-f]{2})\/\2[0-9a-f]{62})$/;

const uid = z.string().min(1).max(100);
const words = z.string().max(500);
const size = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who wrote a package, or whom it is for. */
const side = z.strictObject({
  seat: z.enum(SEATS),
  /** Of the unit; '' for another seat. */
  unitCode: z.string().max(100),
  unitName: words,
  /** Name of the scorer's account; '' for another seat. */
  scorer: words,
});

export const packageManifestSchema = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  version: z.literal(PACKAGE_VERSION),
  id: z.uuid(),
  kind: z.enum(PACKAGE_KINDS),
  createdAt: moment,
  /** The person who had it written. */
  author: words,
  appVersion: z.string().max(50),
  /** The workspace it was written in. */
  workspace: z.strictObject({ id: uid, name: words, formatVersion: size }),
  from: side,
  /** null: for whoever is given it. */
  to: side.nullable(),
  cycle: z.strictObject({
    uid,
    year: z.number().int().min(1949).max(2200),
    name: words,
    state: z.enum(CYCLE_STATES),
  }),
  system: z.strictObject({ uid, title: words, version: words, digest: sha256 }),
  /** How many packages this workspace had written before: what was written later has a greater number. */
  sequence: size,
  /** Id of the package this one answers: the task of a self-evaluation, the assignment of scores; '' for none. */
  answers: z.string().max(100),
  files: z.array(z.strictObject({ path: z.string().regex(PACKAGE_NAME), size, sha256 })).max(200_000),
  /** Evidence the data speak of that does not travel, because the receiver has it or it was lost. */
  absent: z.array(z.strictObject({ sha256, size, name: words })).max(200_000),
  /** Public key of the workspace that signed, SPKI in base64. */
  key: z.string().max(200),
  /** Public key of the office, for the seat that is made of this package; '' where it is of no use. */
  officeKey: z.string().max(200),
  /** For what is answered: proves whom the task was handed to. HMAC-SHA-256, hexadecimal; '' for none. */
  proof: z.string().max(64),
  /** What a person reads before opening it. */
  note: z.string().max(2000),
});

/** First entry of a package: what it is, whom it is from and for, and the hash of everything that follows. */
export type PackageManifest = z.infer<typeof packageManifestSchema>;
export type PackageSide = z.infer<typeof side>;

/** First entry of a package under a passphrase: nothing of what is in it can be learnt from this. */
export const sealedManifestSchema = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  version: z.literal(PACKAGE_VERSION),
  kind: z.literal('sealed'),
  id: z.uuid(),
  kdf: z.literal('scrypt'),
  /** Cost of the key: bounded, so that a hostile file cannot ask for all of the memory. */
  cost: z.number().int().min(14).max(18),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  cipher: z.literal('aes-256-gcm'),
  /** Tells a wrong passphrase from an altered package. */
  check: sha256,
});

export type SealedManifest = z.infer<typeof sealedManifestSchema>;
