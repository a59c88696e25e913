import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import type { AppError } from '@shared/errors/appError';
import {
  notAPackage,
  packageDamaged,
  packageNotFound,
  packagePassphraseNeeded,
  packagePassphraseWrong,
  packageSignatureWrong,
  packageTooBig,
  packageTooNew,
} from '@shared/errors/exchange';
import { parseBounded } from '@shared/exchange/boundedJson';
import {
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  packageManifestSchema,
  sealedManifestSchema,
  type PackageManifest,
  type SealedManifest,
} from '@shared/exchange/packageManifest';
import { openZipFile } from '../../../zip/openZipFile';
import {
  entriesOf,
  readListedHeads,
  readListedZip,
  type ListedZipKind,
  type ReadListedZipOptions,
} from '../../../zip/readListedZip';
import type { Stretch } from '../../../zip/stretchReader';
import { isFrameWhole } from './frame';
import {
  areNamedByContent,
  isStored,
  limitBroken,
  MANIFEST_ENTRY,
  MANIFEST_LIMITS,
  MAX_HEAD_BYTES,
  MOST_GROWTH,
  PAYLOAD_ENTRY,
  SIGNATURE_ENTRY,
} from './packageEntries';
import { isSignedBy } from './packageKeys';
import { isRightKey, sealKeys, unseal } from './sealStream';
import { findVolumes } from './volumes';

export interface OpenPackageOptions {
  /** '' for none. */
  readonly passphrase?: string;
  /** A folder for what is opened of a sealed package; it is empty again after `close`. */
  readonly scratch: string;
  readonly signal?: AbortSignal;
}

/** A package whose manifest was read and whose signature is its own key's. Whether the key is trusted is not said yet. */
export interface OpenedPackage {
  readonly name: string;
  readonly manifest: PackageManifest;
  readonly sealed: boolean;
  /** The bytes of the manifest and of its signature, as they came. */
  readonly heads: readonly [Buffer, Buffer];
  /**
   * Reads everything, once: names, sizes and hashes as in the manifest, or a refusal.
   *
   * @throws {AppError} PACKAGE_DAMAGED.
   */
  read(options: ReadListedZipOptions): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a package, one of its volumes, or a sealed one.
 *
 * @throws {AppError} PACKAGE_NOT_FOUND, NOT_A_PACKAGE, PACKAGE_DAMAGED, PACKAGE_SIGNATURE_WRONG, PACKAGE_TOO_NEW,
 *   PACKAGE_TOO_BIG, PACKAGE_PASSPHRASE_NEEDED, PACKAGE_PASSPHRASE_WRONG, PACKAGE_VOLUME_MISSING.
 */
export async function openPackage(path: string, options: OpenPackageOptions): Promise<OpenedPackage> {
  const name = basename(path);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw packageNotFound({ name });
  const volumes = await findVolumes(path);
  const place: Place = { name, bytes: volumes?.stretches ?? path };
  const outer = await readFirst(place);
  // Volumes of two packages that were given one name.
  if (volumes && volumes.id !== outer.id) throw packageDamaged({ name, detail: '分卷不是这个数据包的' });
  if (outer.kind !== 'sealed') return opened(place);
  if (!options.passphrase) throw packagePassphraseNeeded({ name });
  const plain = join(options.scratch, `${randomBytes(12).toString('hex')}.fhpkg`);
  const clear = (): Promise<void> => rm(plain, { force: true });
  try {
    await mkdir(options.scratch, { recursive: true });
    await openSeal(place, outer, options.passphrase, plain, options.signal);
    const inner: Place = { name, bytes: plain, isSealed: true };
    // What is sealed is one package, never another seal: no end to what would have to be opened.
    if ((await readFirst(inner)).id !== outer.id) {
      throw packageDamaged({ name, detail: '口令之内的内容不对' });
    }
    return await opened(inner, clear);
  } catch (cause) {
    await clear().catch(() => undefined);
    throw cause;
  }
}

/** Where the bytes of a package are. */
interface Place {
  /** For the words of a refusal. */
  readonly name: string;
  readonly bytes: string | readonly Stretch[];
  /** It came out of a seal. */
  readonly isSealed?: boolean;
}

const FRAME = '文件在写成之后变过';

async function opened(place: Place, clear?: () => Promise<void>): Promise<OpenedPackage> {
  let heads: readonly [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  const kind = packageKindOf(place, (found) => (heads = found));
  // Signed or not is known before anything else of it is looked at.
  const manifest = await withZip(place, (zip) => readListedHeads(zip, kind));
  return {
    name: place.name,
    manifest,
    sealed: clear !== undefined,
    heads,
    read: async (options) => void (await withZip(place, (zip) => readListedZip(zip, kind, options))),
    close: async () => clear?.(),
  };
}

function packageKindOf(
  { name, bytes, isSealed = false }: Place,
  take: (heads: readonly [Buffer, Buffer]) => void,
): ListedZipKind<PackageManifest> {
  let seen: Buffer | null = null;
  return {
    heads: [MANIFEST_ENTRY, SIGNATURE_ENTRY],
    maxHeadBytes: MAX_HEAD_BYTES,
    isStored,
    mostGrowth: MOST_GROWTH,
    judge: async (zip, entries) => {
      // What was under a seal is what was sealed.
      if (!isSealed && !(await isFrameWhole(zip, bytes, entries)))
        throw packageDamaged({ name, detail: FRAME });
    },
    foreign: () => notAPackage({ name }),
    damaged: (detail) => packageDamaged({ name, detail }),
    parse: ([head = Buffer.alloc(0), signature = Buffer.alloc(0)]) => {
      const list = parseHead(head, name);
      if (list.kind === 'sealed') throw notAPackage({ name });
      if (!isSignedBy(head, signature.toString('latin1'), list.key)) {
        throw packageSignatureWrong({ name });
      }
      const limit = limitBroken(list.files);
      if (limit !== '') throw packageTooBig({ name, limit });
      if (!areNamedByContent(list.files)) throw packageDamaged({ name, detail: '材料的名称与内容不符' });
      // A stick changed between the look at the package and its reading: what was agreed to is not what is read.
      const digest = createHash('sha256').update(head).digest();
      if (seen && !seen.equals(digest)) throw packageDamaged({ name, detail: '读取时文件被换过' });
      seen = digest;
      take([head, signature]);
      return { list, files: list.files };
    },
  };
}

/** What the first entry says, whatever else is inside. */
function readFirst(place: Place): Promise<PackageManifest | SealedManifest> {
  const { name } = place;
  return withZip(place, (zip) =>
    readListedHeads(zip, {
      heads: [MANIFEST_ENTRY],
      maxHeadBytes: MAX_HEAD_BYTES,
      foreign: () => notAPackage({ name }),
      damaged: (detail) => packageDamaged({ name, detail }),
      parse: ([bytes]) => ({ list: parseHead(bytes ?? Buffer.alloc(0), name), files: [] }),
    }),
  );
}

function parseHead(bytes: Buffer, name: string): PackageManifest | SealedManifest {
  const content = parseBounded(textOf(bytes), MANIFEST_LIMITS);
  const { format, version, kind } = (content ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== PACKAGE_FORMAT) throw notAPackage({ name });
  if (typeof version === 'number' && version > PACKAGE_VERSION) {
    throw packageTooNew({ name, found: version, supported: PACKAGE_VERSION });
  }
  const parsed =
    kind === 'sealed' ? sealedManifestSchema.safeParse(content) : packageManifestSchema.safeParse(content);
  if (!parsed.success) throw packageDamaged({ name, detail: '清单内容不对' });
  return parsed.data;
}

/** '' where the bytes are no UTF-8. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

async function openSeal(
  place: Place,
  head: SealedManifest,
  passphrase: string,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  const { name } = place;
  const keys = await sealKeys(passphrase, Buffer.from(head.salt, 'hex'), head.cost, head.id);
  if (!isRightKey(keys, head.check)) throw packagePassphraseWrong({ name });
  const damaged = (): AppError => packageDamaged({ name, detail: '口令之内的内容被改动或不完整' });
  await withZip(place, async (zip) => {
    const [first, entry] = await sealedEntries(zip, damaged);
    if (!(await isFrameWhole(zip, place.bytes, [first, entry])))
      throw packageDamaged({ name, detail: FRAME });
    const sealed = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream)));
    });
    try {
      const plain = unseal(sealed as AsyncIterable<Uint8Array>, keys.cipher);
      await pipeline(plain, createWriteStream(target, { mode: 0o600 }), { signal });
    } catch (cause) {
      // What the disk refuses keeps its own words.
      const isDisk = typeof (cause as NodeJS.ErrnoException).syscall === 'string';
      if (isDisk || (cause instanceof Error && cause.name === 'AbortError')) throw cause;
      throw damaged();
    }
  });
}

/** The two entries of a sealed package; the payload as it is, since deflated it could come to any size. */
async function sealedEntries(zip: ZipFile, damaged: () => AppError): Promise<readonly [Entry, Entry]> {
  const found: Entry[] = [];
  for await (const entry of entriesOf(zip, { damaged })) {
    found.push(entry);
    if (found.length > 2) throw damaged();
  }
  const [first, payload] = found;
  if (!first || payload?.fileName !== PAYLOAD_ENTRY || payload.compressionMethod !== 0) throw damaged();
  return [first, payload];
}

async function withZip<R>({ name, bytes }: Place, work: (zip: ZipFile) => Promise<R>): Promise<R> {
  // Our own names are strict; yauzl besides refuses absolute ones, `..` and sizes that lie.
  const zip = await openZipFile(bytes, { strictFileNames: true }).catch((error: NodeJS.ErrnoException) => {
    throw error.code ? packageNotFound({ name }) : notAPackage({ name });
  });
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}
