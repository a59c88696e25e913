import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable, Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { packageOverfull, packagePassphraseWeak, packageSourceChanged } from '@shared/errors/exchange';
import {
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  packageManifestSchema,
  type PackageManifest,
  type SealedManifest,
} from '@shared/exchange/packageManifest';
import { SteadyFile } from '../../../disk/steadyFile';
import { writeAside } from '../../../workbook/writeAside';
import { removeLeftovers } from '../../workspace/removeLeftovers';
import { NO_DIGEST, writeFrameDigest } from './frame';
import {
  isStored,
  limitBroken,
  MANIFEST_ENTRY,
  MAX_HEAD_BYTES,
  PAYLOAD_ENTRY,
  SIGNATURE_ENTRY,
} from './packageEntries';
import { signBytes } from './packageKeys';
import { seal, SEAL_COST, sealKeys } from './sealStream';
import { writeVolumes } from './volumes';

/** A file that goes into a package. */
export interface PackageSource {
  /** Its name inside. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** Where it is read from. */
  readonly from: string;
}

export interface WritePackageOptions {
  /** The private key of the workspace. */
  readonly privateKey: string;
  /** '' for none. */
  readonly passphrase?: string;
  /** log2 of scrypt's cost. */
  readonly sealCost?: number;
  /** Bytes of a volume; left out: one file. */
  readonly volumeBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Bytes taken at once: with more, the machine spends its time handing out memory. */
const PIECE = 256 * 1024;

/** Characters of a passphrase at least. */
export const LEAST_PASSPHRASE = 8;

/**
 * Writes a package: its manifest, the signature over it, then each file as the manifest lists it. Files are hashed as
 * they are read, so that what leaves is what was listed. Nothing has the wanted name before all of it is on the disk.
 *
 * @returns the files written: the target itself, or its volumes.
 * @throws {AppError} PACKAGE_OVERFULL, PACKAGE_VOLUME_TOO_SMALL, PACKAGE_PASSPHRASE_WEAK, PACKAGE_SOURCE_CHANGED, DISK_FULL, EXPORT_TARGET_NOT_WRITABLE …, CANCELLED.
 */
export async function writePackage(
  target: string,
  manifest: Omit<PackageManifest, 'format' | 'version' | 'files'>,
  sources: readonly PackageSource[],
  options: WritePackageOptions,
): Promise<readonly string[]> {
  const { passphrase = '', volumeBytes, signal } = options;
  if (passphrase !== '' && passphrase.length < LEAST_PASSPHRASE) {
    throw packagePassphraseWeak({ least: LEAST_PASSPHRASE });
  }
  if (limitBroken(sources) !== '') throw packageOverfull({ name: basename(target) });
  const whole = packageManifestSchema.parse({
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    ...manifest,
    files: sources.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
  });
  // What could not be read again is not written.
  const bytes = Buffer.from(JSON.stringify(whole));
  if (bytes.length > MAX_HEAD_BYTES) throw packageOverfull({ name: basename(target) });
  await removeLeftovers(dirname(target));
  const write = (into: Writable): Promise<void> => writeInto(into, { whole, bytes }, sources, options);
  if (volumeBytes !== undefined) {
    const stored = sources.filter(isStored).reduce((sum, { size }) => sum + size, 0);
    const plan = { id: whole.id, bytes: volumeBytes, expected: stored };
    return writeVolumes(target, plan, write, writeFrameDigest);
  }
  await writeAside(
    target,
    async (temporary) => {
      await write(new SteadyFile(temporary));
      await writeFrameDigest([{ path: temporary, from: 0, size: (await stat(temporary)).size }]);
    },
    signal,
  );
  return [target];
}

/** A manifest and the very bytes that are signed. */
interface SignedHead {
  readonly whole: PackageManifest;
  readonly bytes: Buffer;
}

async function writeInto(
  into: Writable,
  head: SignedHead,
  sources: readonly PackageSource[],
  options: WritePackageOptions,
): Promise<void> {
  const { passphrase = '', sealCost = SEAL_COST } = options;
  // Filled only when somebody listens to what goes wrong in it.
  const plain = (): ZipFile => plainZip(head, sources, options);
  if (passphrase === '') return writeZip(ended(plain(), NO_DIGEST), into, options.signal);
  const { id } = head.whole;
  const salt = randomBytes(16);
  const keys = await sealKeys(passphrase, salt, sealCost, id);
  const outer: SealedManifest = {
    format: PACKAGE_FORMAT,
    version: PACKAGE_VERSION,
    ...{ kind: 'sealed', id, kdf: 'scrypt', cost: sealCost, salt: salt.toString('hex') },
    ...{ cipher: 'aes-256-gcm', check: keys.check },
  };
  const inner = ended(plain());
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(outer)), MANIFEST_ENTRY, { compress: false });
  const sealed = Readable.from(seal(inner.outputStream as AsyncIterable<Uint8Array>, keys.cipher), {
    objectMode: false,
    highWaterMark: PIECE,
  });
  inner.on('error', (cause) => zip.emit('error', cause));
  sealed.on('error', (cause) => zip.emit('error', cause));
  zip.addReadStream(sealed, PAYLOAD_ENTRY, { compress: false });
  await writeZip(ended(zip, NO_DIGEST), into, options.signal);
}

/** Nothing more comes. */
function ended(zip: ZipFile, comment = ''): ZipFile {
  zip.end({ forceZip64Format: false, comment });
  return zip;
}

function plainZip(
  { whole, bytes }: SignedHead,
  sources: readonly PackageSource[],
  { privateKey, onProgress }: WritePackageOptions,
): ZipFile {
  const zip = new ZipFile();
  const mtime = new Date(whole.createdAt);
  zip.addBuffer(bytes, MANIFEST_ENTRY, { mtime, compress: true });
  zip.addBuffer(Buffer.from(signBytes(bytes, privateKey)), SIGNATURE_ENTRY, { mtime, compress: false });
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const source of sources) {
    const compress = !isStored(source);
    // Files are opened only when their turn comes.
    zip.addReadStreamLazy(source.path, { mtime, compress, size: source.size }, (take) => {
      const checked = new Checked(source, (bytesRead) => {
        done += bytesRead;
        onProgress?.(done, total, '写入数据包');
      });
      const file = createReadStream(source.from, { highWaterMark: PIECE });
      file.on('error', (cause) => checked.destroy(cause));
      // yazl does not listen to the streams it is given.
      checked.on('error', (cause) => zip.emit('error', cause));
      take(null, file.pipe(checked));
    });
  }
  return zip;
}

/** Passes bytes on and fails at their end where they are not those that were listed. */
class Checked extends Transform {
  readonly #hash = createHash('sha256');
  #size = 0;

  constructor(
    private readonly source: PackageSource,
    private readonly onBytes: (count: number) => void,
  ) {
    super({ readableHighWaterMark: PIECE, writableHighWaterMark: PIECE });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    this.onBytes(chunk.length);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const same = this.#size === this.source.size && this.#hash.digest('hex') === this.source.sha256;
    done(same ? null : packageSourceChanged({ path: this.source.path }));
  }
}

async function writeZip(zip: ZipFile, into: Writable, signal?: AbortSignal): Promise<void> {
  const failed = new AbortController();
  let cause: unknown;
  // yazl reports what goes wrong here, not on its stream.
  zip.on('error', (found) => {
    cause ??= found;
    failed.abort();
  });
  const signals = signal ? [signal, failed.signal] : [failed.signal];
  try {
    await pipeline(zip.outputStream as NodeJS.ReadableStream, into, { signal: AbortSignal.any(signals) });
  } catch (aborted) {
    throw cause ?? aborted;
  }
}
