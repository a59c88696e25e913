import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { packageDamaged, packageVolumeMissing, packageVolumeTooSmall } from '@shared/errors/exchange';
import { syncFolder } from '../../../disk/durableFile';
import { toWriteError } from '../../../workbook/writeAside';
import type { Stretch } from '../../../zip/stretchReader';

const VOLUME_FORMAT = 'faheng-volume';

/** Bytes of a volume's own head: one line of JSON, filled up with spaces. */
const HEAD = 256;

/** Smallest volume. */
export const LEAST_VOLUME = 64 * 1024;

/** More would be a mistake in the size. */
const MOST_VOLUMES = 999;

const headSchema = z.strictObject({
  format: z.literal(VOLUME_FORMAT),
  id: z.uuid(),
  index: z.number().int().min(1).max(MOST_VOLUMES),
  total: z.number().int().min(1).max(MOST_VOLUMES),
});

type VolumeHead = z.infer<typeof headSchema>;

/** A package in volumes, as it was found. */
export interface FoundVolumes {
  /** Id of the package, by what the volumes say. */
  readonly id: string;
  readonly stretches: readonly Stretch[];
}

/** How a package is cut. */
export interface VolumePlan {
  readonly id: string;
  /** Of one volume, its head included. */
  readonly bytes: number;
  /** Bytes that are to come at least. */
  readonly expected: number;
}

/**
 * Writes a package into volumes beside each other, `F.fhpkg.001` …, as its bytes come: each with a head that says which
 * package it is of, and which of how many. They get their names at the end, the first last.
 *
 * @param write  fills the stream it is given and ends it.
 * @param complete  is given what was written, to be completed before it is on the disk for good.
 * @throws {AppError} PACKAGE_VOLUME_TOO_SMALL, DISK_FULL …; no volume has its name then.
 */
export async function writeVolumes(
  target: string,
  { id, bytes, expected }: VolumePlan,
  write: (into: Writable) => Promise<void>,
  complete: (written: readonly Stretch[]) => Promise<void>,
): Promise<readonly string[]> {
  const room = bytes - HEAD;
  const least = Math.max(1, Math.ceil(expected / room));
  if (bytes < LEAST_VOLUME || least > MOST_VOLUMES) throw packageVolumeTooSmall({ total: least });
  const into = new VolumeStream(dirname(target), room);
  const named: string[] = [];
  try {
    await write(into);
    const asides = await into.finish(id, complete);
    const names = asides.map((_, index) => `${target}.${String(index + 1).padStart(3, '0')}`);
    for (let index = asides.length - 1; index >= 0; index -= 1) {
      await rename(asides[index] ?? '', names[index] ?? '');
      named.push(names[index] ?? '');
    }
    await syncFolder(dirname(target));
    return names;
  } catch (cause) {
    await into.remove();
    for (const path of named) await rm(path, { force: true }).catch(() => undefined);
    throw toWriteError(cause, target);
  }
}

/** Takes bytes and lays them into one file after the other. */
class VolumeStream extends Writable {
  readonly #asides: string[] = [];
  #file: FileHandle | null = null;
  #filled = 0;

  constructor(
    private readonly folder: string,
    private readonly room: number,
  ) {
    super({ highWaterMark: 256 * 1024 });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#take(chunk).then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#close().then(
      () => done(error),
      (cause: Error) => done(error ?? cause),
    );
  }

  /** Gives each its head, on the disk. @returns their paths, in order. */
  async finish(
    id: string,
    complete: (written: readonly Stretch[]) => Promise<void>,
  ): Promise<readonly string[]> {
    if (this.#asides.length === 0) await this.#next();
    await this.#close();
    await complete(await Promise.all(this.#asides.map(stretchOf)));
    const total = this.#asides.length;
    for (const [index, path] of this.#asides.entries()) {
      const file = await open(path, 'r+');
      try {
        await writeAt(file, Buffer.from(headOf({ format: VOLUME_FORMAT, id, index: index + 1, total })), 0);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    return this.#asides;
  }

  async remove(): Promise<void> {
    await this.#close().catch(() => undefined);
    for (const path of this.#asides) await rm(path, { force: true }).catch(() => undefined);
  }

  async #take(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length;) {
      const file = this.#file && this.#filled < this.room ? this.#file : await this.#next();
      const piece = chunk.subarray(from, from + this.room - this.#filled);
      await writeAt(file, piece, HEAD + this.#filled);
      this.#filled += piece.length;
      from += piece.length;
    }
  }

  async #next(): Promise<FileHandle> {
    await this.#close();
    if (this.#asides.length === MOST_VOLUMES) throw packageVolumeTooSmall({ total: MOST_VOLUMES + 1 });
    const path = join(this.folder, `.faheng-${randomBytes(8).toString('hex')}.tmp`);
    const file = await open(path, 'wx');
    this.#asides.push(path);
    this.#filled = 0;
    this.#file = file;
    // Its place is kept: what it says is known at the end.
    await writeAt(file, Buffer.alloc(HEAD, ' '), 0);
    return file;
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

async function stretchOf(path: string): Promise<Stretch> {
  return { path, from: HEAD, size: (await stat(path)).size - HEAD };
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

/** Volumes of an older package of that name with higher numbers: beside the new ones they would only mislead. */
export async function formerVolumes(target: string, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const each of await readdir(dirname(target))) {
    const path = join(dirname(target), each);
    const isNumbered = each.startsWith(`${basename(target)}.`) && /^\.\d{3}$/.test(each.slice(-4));
    if (isNumbered && each.length === basename(target).length + 4 && !names.includes(path)) {
      if (await readHead(path)) found.push(path);
    }
  }
  return found;
}

function headOf(head: VolumeHead): string {
  return `${JSON.stringify(head).padEnd(HEAD - 1)}\n`;
}

/**
 * All volumes of the package that a file is one of, in order; null where the file is no volume.
 *
 * @throws {AppError} PACKAGE_VOLUME_MISSING, PACKAGE_DAMAGED.
 */
export async function findVolumes(path: string): Promise<FoundVolumes | null> {
  const own = await readHead(path);
  if (!own) return null;
  const name = basename(path);
  const found = new Map<number, Stretch>();
  const folder = dirname(path);
  // In the order of their names: `F.fhpkg.001` before what a copy of it is called.
  for (const each of (await readdir(folder)).toSorted().toReversed()) {
    const other = join(folder, each);
    // Only files called like it: a stick may hold thousands of others.
    if (!each.startsWith(name.replace(/\.\d{3}$/, '')) && other !== path) continue;
    const head = other === path ? own : await readHead(other);
    if (head?.id !== own.id || head.total !== own.total) continue;
    if (found.get(head.index)?.path === path) continue;
    found.set(head.index, await stretchOf(other));
  }
  const missing = Array.from({ length: own.total }, (_, index) => index + 1).filter(
    (index) => !found.has(index),
  );
  if (missing.length > 0) throw packageVolumeMissing({ name, missing: namesOf(missing) });
  const stretches = [...found].toSorted(([a], [b]) => a - b).map(([, volume]) => volume);
  if (stretches.some(({ size }) => size <= 0)) throw packageDamaged({ name, detail: '有一卷是空的' });
  return { id: own.id, stretches };
}

/** As many as a person reads. */
function namesOf(missing: readonly number[]): string {
  const named = missing.slice(0, 10).map((index) => `第 ${index} 卷`);
  return `${named.join('、')}${missing.length > named.length ? `等共 ${missing.length} 卷` : ''}`;
}

async function readHead(path: string): Promise<VolumeHead | null> {
  // Opening something that is no file, a pipe, could wait for ever.
  if (!(await stat(path).catch(() => null))?.isFile()) return null;
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead < HEAD || !text.startsWith('{') || !text.endsWith('\n')) return null;
    const parsed = headSchema.safeParse(JSON.parse(text));
    // To the letter: a head that says the same in other bytes was changed.
    return parsed.success && headOf(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
