import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceEmpty, evidenceTooLarge } from '@shared/errors/evidence';
import { sizeText, type EvidenceLimits } from '@shared/evidence/evidenceType';
import { syncFolder } from '../../disk/durableFile';
import { workspacePaths } from '../workspace/workspacePaths';

/** A file written aside, complete and on the disk, that has no name in the store yet. */
export interface AsideFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** Where the bytes with this SHA-256 lie. */
export function storedPath(folder: string, sha256: string): string {
  return join(workspacePaths(folder).evidence, sha256.slice(0, 2), sha256);
}

/**
 * Copies bytes into the workspace, hashing what is written, and syncs them. Nothing points to the copy yet.
 *
 * @param name for the words of a refusal.
 * @throws {AppError} EVIDENCE_EMPTY, EVIDENCE_TOO_LARGE; the copy is gone then.
 */
export async function writeAsideHashed(
  folder: string,
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: EvidenceLimits,
  signal?: AbortSignal,
): Promise<AsideFile> {
  const temporary = workspacePaths(folder).evidenceTemporary;
  await mkdir(temporary, { recursive: true });
  const path = join(temporary, randomBytes(12).toString('hex'));
  const file = await open(path, 'wx');
  try {
    const { sha256, size } = await copyHashed(file, name, chunks, limits, signal);
    await file.sync();
    await file.close();
    return { path, sha256, size };
  } catch (cause) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  }
}

async function copyHashed(
  file: FileHandle,
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: EvidenceLimits,
  signal?: AbortSignal,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    size += chunk.byteLength;
    if (size > limits.maxBytes) {
      throw evidenceTooLarge({
        name,
        size: `${sizeText(limits.maxBytes)}以上`,
        limit: sizeText(limits.maxBytes),
      });
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  if (size === 0) throw evidenceEmpty({ name });
  return { sha256: hash.digest('hex'), size };
}

/** Folders made durable at a time. */
const AT_A_TIME = 8;

/**
 * Gives files written aside their names in the store. Bytes that are there already stay; if those were altered or lost, the
 * new copy takes their place. All names are on the disk when it resolves: each folder is synced once, not for each file.
 */
export async function moveIntoStore(folder: string, asides: readonly AsideFile[]): Promise<void> {
  const touched = new Set<string>();
  for (const aside of asides) {
    const target = storedPath(folder, aside.sha256);
    if (await isIntact(target, aside.sha256, aside.size)) {
      await rm(aside.path, { force: true });
      continue;
    }
    const parent = join(target, '..');
    // A new folder has to be durable itself as well.
    if (!touched.has(parent) && (await mkdir(parent, { recursive: true }))) touched.add(join(parent, '..'));
    await rename(aside.path, target);
    touched.add(parent);
  }
  const folders = [...touched];
  for (let from = 0; from < folders.length; from += AT_A_TIME) {
    await Promise.all(folders.slice(from, from + AT_A_TIME).map(syncFolder));
  }
}

/** Whether a stored file has the size and the hash it must have. */
export async function isIntact(path: string, sha256: string, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size === size && (await hashFile(path)) === sha256;
}

/** SHA-256 of a file, hexadecimal. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
