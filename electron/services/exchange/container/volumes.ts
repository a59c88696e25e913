import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { packageDamaged, packageVolumeMissing, packageVolumeTooSmall } from '@shared/errors/exchange';
import { syncFile, syncFolder } from '../../../disk/durableFile';
import { toWriteError } from '../../../workbook/writeAside';

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

/** A stretch of a package: which bytes of which file. */
export interface Volume {
  readonly path: string;
  readonly size: number;
}

/**
 * Cuts a finished package into volumes beside each other, `F.fhpkg.001` …: each with a head that says which package it
 * is of, and which of how many.
 *
 * @param bytes  of one volume, its head included.
 * @throws {AppError} PACKAGE_VOLUME_TOO_SMALL, DISK_FULL …; no volume has its name then.
 */
export async function writeVolumes(
  from: string,
  target: string,
  id: string,
  bytes: number,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { size } = await stat(from);
  const room = bytes - HEAD;
  const total = Math.max(1, Math.ceil(size / room));
  if (bytes < LEAST_VOLUME || total > MOST_VOLUMES) throw packageVolumeTooSmall({ total });
  const folder = dirname(target);
  const asides: string[] = [];
  try {
    for (let index = 1; index <= total; index += 1) {
      signal?.throwIfAborted();
      const aside = join(folder, `.faheng-${randomBytes(8).toString('hex')}.tmp`);
      asides.push(aside);
      await writeFile(aside, headOf({ format: VOLUME_FORMAT, id, index, total }));
      const start = (index - 1) * room;
      const end = Math.min(size, start + room) - 1;
      await pipeline(
        createReadStream(from, { start, end, highWaterMark: 1 << 20 }),
        createWriteStream(aside, { flags: 'a' }),
        { signal },
      );
      await syncFile(aside);
    }
    const names = asides.map((_, index) => `${target}.${String(index + 1).padStart(3, '0')}`);
    for (const [index, aside] of asides.entries()) await rename(aside, names[index] ?? '');
    await syncFolder(folder);
    return names;
  } catch (cause) {
    for (const aside of asides) await rm(aside, { force: true }).catch(() => undefined);
    throw toWriteError(cause, target);
  }
}

function headOf(head: VolumeHead): string {
  return `${JSON.stringify(head).padEnd(HEAD - 1)}\n`;
}

/**
 * All volumes of the package that a file is one of, in order; null where the file is no volume.
 *
 * @throws {AppError} PACKAGE_VOLUME_MISSING, PACKAGE_DAMAGED.
 */
export async function findVolumes(path: string): Promise<readonly Volume[] | null> {
  const own = await readHead(path);
  if (!own) return null;
  const name = basename(path);
  const found = new Map<number, Volume>();
  const folder = dirname(path);
  for (const each of await readdir(folder)) {
    const other = join(folder, each);
    // Only files called like it: a stick may hold thousands of others.
    if (!each.startsWith(name.replace(/\.\d{3}$/, '')) && other !== path) continue;
    const head = other === path ? own : await readHead(other);
    if (head?.id !== own.id || head.total !== own.total) continue;
    found.set(head.index, { path: other, size: (await stat(other)).size - HEAD });
  }
  const missing = Array.from({ length: own.total }, (_, index) => index + 1).filter(
    (index) => !found.has(index),
  );
  if (missing.length > 0) {
    throw packageVolumeMissing({ name, missing: missing.map((index) => `第 ${index} 卷`).join('、') });
  }
  const volumes = [...found].sort(([a], [b]) => a - b).map(([, volume]) => volume);
  if (volumes.some(({ size }) => size <= 0)) throw packageDamaged({ name, detail: '有一卷是空的' });
  return volumes;
}

async function readHead(path: string): Promise<VolumeHead | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead < HEAD || !text.startsWith('{') || !text.endsWith('\n')) return null;
    const parsed = headSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/** The bytes of a range across the volumes, `end` not included. */
export function readRange(volumes: readonly Volume[], start: number, end: number): Readable {
  const out = new PassThrough();
  void (async () => {
    let offset = 0;
    for (const { path, size } of volumes) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, size);
      offset += size;
      if (from >= to) continue;
      const piece = createReadStream(path, {
        start: HEAD + from,
        end: HEAD + to - 1,
        highWaterMark: 1 << 20,
      });
      for await (const chunk of piece) {
        if (!out.write(chunk)) await new Promise<void>((go) => void out.once('drain', go).once('close', go));
        if (out.destroyed) return;
      }
    }
    out.end();
  })().catch((cause: unknown) => out.destroy(cause as Error));
  return out;
}
