import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, rename, rm, utimes } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { packageNotFound } from '@shared/errors/exchange';
import { syncFile, syncFolder } from '../../disk/durableFile';
import { hashFile } from '../evidence/evidenceStore';
import { workspacePaths } from '../workspace/workspacePaths';
import { findVolumes } from './container/volumes';
import { originalIn, type PreparedPackage } from './preparedPackage';

/** Where a package that came is kept. @param name  of the file it came in: a form keeps its own ending. */
export function inboxPath(folder: string, uid: string, name: string): string {
  const ending = /^\.xlsx$/i.test(extname(name)) ? '.xlsx' : '.fhpkg';
  return join(workspacePaths(folder).inbox, `${uid}${ending}`);
}

/** A file for the inbox that has no name there yet. */
export interface WaitingOriginal {
  readonly from: string;
  readonly to: string;
  readonly sha256: string;
}

/**
 * What the inbox keeps of a merged package: all but the evidence, which is in the store. What lies there of a package that
 * waited, or was taken back, stays as it is: a merge that fails at its very end must not have exchanged it.
 *
 * @param known  SHA-256 of what the ledger says lies there; '' for none.
 */
export async function waitingOriginal(
  folder: string,
  prepared: PreparedPackage,
  known: string,
): Promise<WaitingOriginal> {
  const { manifest, name, scratch } = prepared;
  await mkdir(workspacePaths(folder).inbox, { recursive: true });
  const to = inboxPath(folder, manifest.id, name);
  if (known !== '' && (await hashFile(to).catch(() => '')) === known) return { from: to, to, sha256: known };
  const from = originalIn(scratch);
  return { from, to, sha256: await hashFile(from) };
}

/**
 * Copies the whole of a package that has to wait into the inbox, volumes as one file: it is read again from there.
 *
 * @throws {AppError} PACKAGE_NOT_FOUND where the stick is gone.
 */
export async function copyWhole(folder: string, prepared: PreparedPackage): Promise<WaitingOriginal> {
  const { manifest, name, path, source, scratch } = prepared;
  const { inbox, evidenceTemporary } = workspacePaths(folder);
  await mkdir(inbox, { recursive: true });
  await mkdir(evidenceTemporary, { recursive: true });
  const from = join(evidenceTemporary, randomBytes(12).toString('hex'));
  const stretches =
    source === 'form'
      ? [{ path: originalIn(scratch), from: 0, size: Infinity }]
      : ((await findVolumes(path))?.stretches ?? [{ path, from: 0, size: Infinity }]);
  try {
    await pipeline(Readable.from(bytesOf(stretches)), createWriteStream(from));
  } catch (cause) {
    await rm(from, { force: true }).catch(() => undefined);
    throw (cause as NodeJS.ErrnoException).code === 'ENOENT' ? packageNotFound({ name }) : cause;
  }
  // When a form was saved is told by its file: read again, it says the same.
  if (source === 'form') await utimes(from, new Date(manifest.createdAt), new Date(manifest.createdAt));
  await syncFile(from);
  return { from, to: inboxPath(folder, manifest.id, name), sha256: await hashFile(from) };
}

async function* bytesOf(
  stretches: readonly { readonly path: string; readonly from: number; readonly size: number }[],
): AsyncGenerator<Buffer> {
  for (const { path, from, size } of stretches) {
    const end = size === Infinity ? undefined : from + size - 1;
    for await (const chunk of createReadStream(path, { start: from, end, highWaterMark: 1 << 20 })) {
      yield chunk as Buffer;
    }
  }
}

/** Gives it its name; nobody writes into it any more. What was there of the same package goes. */
export async function keepOriginal({ from, to }: WaitingOriginal): Promise<void> {
  if (from === to) return;
  // Some systems do not rename over what is read-only.
  await chmod(to, 0o644).catch(() => undefined);
  await chmod(from, 0o444);
  await rename(from, to);
  await syncFolder(join(to, '..'));
}

/** Whether the inbox still has a package as it was put there. @param sha256  of the ledger. */
export async function isOriginal(
  folder: string,
  uid: string,
  name: string,
  sha256: string,
): Promise<boolean> {
  const found = await hashFile(inboxPath(folder, uid, name)).catch(() => '');
  return found === sha256;
}
