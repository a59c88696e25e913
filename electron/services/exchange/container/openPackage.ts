import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fromRandomAccessReader, open as openZip, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import {
  notAPackage,
  packageDamaged,
  packageNotFound,
  packagePassphraseNeeded,
  packagePassphraseWrong,
  packageSignatureWrong,
  packageTooNew,
} from '@shared/errors/exchange';
import {
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  packageManifestSchema,
  sealedManifestSchema,
  type PackageManifest,
  type SealedManifest,
} from '@shared/exchange/packageManifest';
import {
  readListedHeads,
  readListedZip,
  type ListedZipKind,
  type ReadListedZipOptions,
} from '../../../zip/readListedZip';
import { MANIFEST_ENTRY, MAX_HEAD_BYTES, PAYLOAD_ENTRY, SIGNATURE_ENTRY } from './packageEntries';
import { isSignedBy } from './packageKeys';
import { isRightKey, SealBroken, sealKeys, unseal } from './sealStream';
import { findVolumes, readRange, type Volume } from './volumes';

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
 *   PACKAGE_PASSPHRASE_NEEDED, PACKAGE_PASSPHRASE_WRONG, PACKAGE_VOLUME_MISSING.
 */
export async function openPackage(path: string, options: OpenPackageOptions): Promise<OpenedPackage> {
  const name = basename(path);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw packageNotFound({ name });
  const volumes = await findVolumes(path);
  const outer = await openFirst(path, volumes, name);
  if (outer.head.kind !== 'sealed') return opened(path, volumes, name, outer.head);
  if (!options.passphrase) throw packagePassphraseNeeded({ name });
  const plain = join(options.scratch, `${randomBytes(12).toString('hex')}.fhpkg`);
  try {
    await mkdir(options.scratch, { recursive: true });
    await openSeal(path, volumes, name, outer.head, options.passphrase, plain, options.signal);
    const inner = await openFirst(plain, null, name);
    // What is sealed is one package, never another seal: no end to what would have to be opened.
    if (inner.head.kind === 'sealed' || inner.head.id !== outer.head.id) {
      throw packageDamaged({ name, detail: '口令之内的内容不对' });
    }
    return await opened(plain, null, name, inner.head, () => rm(plain, { force: true }));
  } catch (cause) {
    await rm(plain, { force: true }).catch(() => undefined);
    throw cause;
  }
}

async function opened(
  path: string,
  volumes: readonly Volume[] | null,
  name: string,
  manifest: PackageManifest,
  clear?: () => Promise<void>,
): Promise<OpenedPackage> {
  const kind = packageKindOf(name);
  // Signed or not is known before anything else of it is looked at.
  await withZip(path, volumes, name, (zip) => readListedHeads(zip, kind));
  return {
    name,
    manifest,
    sealed: clear !== undefined,
    read: async (options) =>
      void (await withZip(path, volumes, name, (zip) => readListedZip(zip, kind, options))),
    close: async () => clear?.(),
  };
}

function packageKindOf(name: string): ListedZipKind<PackageManifest> {
  return {
    heads: [MANIFEST_ENTRY, SIGNATURE_ENTRY],
    maxHeadBytes: MAX_HEAD_BYTES,
    foreign: () => notAPackage({ name }),
    damaged: (detail) => packageDamaged({ name, detail }),
    parse: ([head, signature]) => {
      const list = parseHead(head ?? Buffer.alloc(0), name);
      if (list.kind === 'sealed') throw notAPackage({ name });
      if (!isSignedBy(head ?? Buffer.alloc(0), signature?.toString('latin1') ?? '', list.key)) {
        throw packageSignatureWrong({ name });
      }
      return { list, files: list.files };
    },
  };
}

/** What the first entry says, whatever else is inside. */
async function openFirst(
  path: string,
  volumes: readonly Volume[] | null,
  name: string,
): Promise<{ readonly head: PackageManifest | SealedManifest }> {
  const head = await withZip(path, volumes, name, (zip) =>
    readListedHeads(zip, {
      heads: [MANIFEST_ENTRY],
      maxHeadBytes: MAX_HEAD_BYTES,
      foreign: () => notAPackage({ name }),
      damaged: (detail) => packageDamaged({ name, detail }),
      parse: ([bytes]) => ({ list: parseHead(bytes ?? Buffer.alloc(0), name), files: [] }),
    }),
  );
  return { head };
}

function parseHead(bytes: Buffer, name: string): PackageManifest | SealedManifest {
  const content = parseJson(bytes.toString('utf8'));
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function openSeal(
  path: string,
  volumes: readonly Volume[] | null,
  name: string,
  head: SealedManifest,
  passphrase: string,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  const keys = await sealKeys(passphrase, Buffer.from(head.salt, 'hex'), head.cost, head.id);
  if (!isRightKey(keys, head.check)) throw packagePassphraseWrong({ name });
  const damaged = (): Error => packageDamaged({ name, detail: '口令之内的内容被改动或不完整' });
  await withZip(path, volumes, name, async (zip) => {
    const entry = await findEntry(zip, PAYLOAD_ENTRY, damaged);
    const sealed = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(damaged()) : resolve(stream)));
    });
    try {
      await pipeline(
        unseal(sealed as AsyncIterable<Uint8Array>, keys.cipher),
        createWriteStream(target, { mode: 0o600 }),
        {
          signal,
        },
      );
    } catch (cause) {
      // What the disk refuses keeps its own words.
      const isDisk = typeof (cause as NodeJS.ErrnoException).syscall === 'string';
      if (isDisk || (cause instanceof Error && cause.name === 'AbortError')) throw cause;
      throw cause instanceof SealBroken || cause instanceof Error ? damaged() : cause;
    }
  });
}

/** The second and last entry of a sealed package. */
async function findEntry(zip: ZipFile, name: string, damaged: () => Error): Promise<Entry> {
  const found = await new Promise<Entry | null>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => (entry.fileName === name ? resolve(entry) : zip.readEntry()));
    zip.on('end', () => resolve(null));
    zip.on('error', () => reject(damaged()));
    zip.readEntry();
  });
  if (!found) throw damaged();
  return found;
}

async function withZip<R>(
  path: string,
  volumes: readonly Volume[] | null,
  name: string,
  work: (zip: ZipFile) => Promise<R>,
): Promise<R> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    // Our own names are strict; yauzl besides refuses absolute ones, `..` and sizes that lie.
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
    const take = (error: Error | null, found: ZipFile): void => {
      if (!error) return resolve(found);
      reject((error as NodeJS.ErrnoException).code ? packageNotFound({ name }) : notAPackage({ name }));
    };
    if (!volumes) return openZip(path, options, take);
    const size = volumes.reduce((sum, each) => sum + each.size, 0);
    fromRandomAccessReader(new VolumeReader(volumes), size, options, take);
  });
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}

class VolumeReader extends RandomAccessReader {
  constructor(private readonly volumes: readonly Volume[]) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return readRange(this.volumes, start, end);
  }
}
