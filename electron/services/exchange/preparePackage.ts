import { mkdir, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { packageIsArchive } from '@shared/errors/archive';
import { packageDamaged } from '@shared/errors/exchange';
import { safeFileName } from '@shared/evidence/evidenceName';
import { PACKAGE_DATA } from '@shared/exchange/packageData';
import type { PackageFacts } from '@shared/ipc/practice/exchange';
import { syncFile, writeChunks } from '../../disk/durableFile';
import { SyncQueue } from '../../disk/syncQueue';
import { inspectEvidence } from '../evidence/inspectEvidence';
import { withAppErrors } from '../workspace/asAppError';
import type { Workspace } from '../workspace/workspace';
import { openPackage, type OpenedPackage } from './container/openPackage';
import { MANIFEST_ENTRY, SIGNATURE_ENTRY } from './container/packageEntries';
import { fingerprint } from './container/packageKeys';
import { findVolumes } from './container/volumes';
import { manifestDigest } from './manifestDigest';
import { dataIn, evidenceIn, originalIn, readContents, type PreparedPackage } from './preparedPackage';
import { scratchFolder } from './scratchFolder';
import { partyOf } from './seatSide';

export interface PrepareOptions {
  /** '' for none. */
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/**
 * Reads a package whole: signature, names, sizes, hashes, every row by its schema; evidence waits aside. Nothing of the
 * workspace changes, so that a job can do it. `discardPrepared` takes it away.
 *
 * @throws {AppError} those of `openPackage`, PACKAGE_DAMAGED, PACKAGE_IS_ARCHIVE, CANCELLED; nothing is left then.
 */
export async function preparePackage(
  workspace: Pick<Workspace, 'folder'>,
  path: string,
  options: PrepareOptions = {},
): Promise<PreparedPackage> {
  return withAppErrors(workspace.folder, async () => {
    const scratch = await scratchFolder(workspace.folder);
    try {
      return await prepareIn(scratch, path, options);
    } catch (cause) {
      await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
      throw cause;
    }
  });
}

/** The same into an empty folder of the caller's, which stays where it is after a failure. */
export async function prepareIn(
  scratch: string,
  path: string,
  { passphrase, signal, onProgress }: PrepareOptions = {},
): Promise<PreparedPackage> {
  const opened = await openPackage(path, { passphrase, scratch, signal });
  try {
    const { manifest, name } = opened;
    if (manifest.kind === 'archive') throw packageIsArchive({ name });
    const dataNames = dataNamesOf(opened);
    await unpack(opened, scratch, { signal, onProgress });
    const evidence = manifest.files.flatMap(({ path: inside, size }) =>
      inside.startsWith('evidence/') ? [{ sha256: basename(inside), size }] : [],
    );
    const prepared: PreparedPackage = {
      ...{ source: 'package', name, path, manifest, digest: manifestDigest(manifest), sealed: opened.sealed },
      ...{ bytes: await bytesOf(path), scratch, dataNames, evidence, refusedEvidence: {} },
    };
    const { data } = await readContents(prepared, signal);
    const names = new Map((data.evidence ?? []).map((row) => [row.sha256, row.name]));
    const refusedEvidence: Record<string, string> = {};
    for (const { sha256 } of evidence) {
      signal?.throwIfAborted();
      const refusal = await inspectEvidence(
        evidenceIn(scratch, sha256),
        safeFileName(names.get(sha256) ?? sha256),
      );
      if (refusal) refusedEvidence[sha256] = refusal.report.what;
    }
    const whole = { ...prepared, refusedEvidence };
    await writeOriginal(opened, whole);
    return whole;
  } finally {
    await opened.close();
  }
}

/** Only what is known of. @throws {AppError} PACKAGE_DAMAGED */
function dataNamesOf({ manifest, name }: OpenedPackage): readonly string[] {
  return manifest.files.flatMap(({ path }) => {
    if (path.startsWith('evidence/')) return [];
    const found = /^data\/(.+)\.jsonl$/.exec(path)?.[1] ?? '';
    if (!Object.hasOwn(PACKAGE_DATA, found)) throw packageDamaged({ name, detail: `多出文件 ${path}` });
    return [found];
  });
}

/** The hash of a file is known only when all of it lies here: nothing is used before `read` has ended well. */
async function unpack(
  opened: OpenedPackage,
  scratch: string,
  { signal, onProgress }: PrepareOptions,
): Promise<void> {
  await mkdir(join(scratch, 'data'));
  await mkdir(join(scratch, 'evidence'));
  const syncs = new SyncQueue();
  try {
    await opened.read({
      signal,
      onProgress: onProgress && ((done, total) => onProgress(done, total, '读取数据包')),
      write: async ({ path }, chunks) => {
        const isEvidence = path.startsWith('evidence/');
        const target = isEvidence
          ? evidenceIn(scratch, basename(path))
          : dataIn(scratch, basename(path, '.jsonl'));
        const file = await writeChunks(target, chunks);
        // The rest is read again from here and goes into the database.
        await (isEvidence ? syncs.add(file) : file.close());
      },
    });
    await syncs.finish();
  } finally {
    await syncs.settle();
  }
}

/** Bytes of the file, or of all its volumes. */
async function bytesOf(path: string): Promise<number> {
  const volumes = await findVolumes(path);
  if (!volumes) return (await stat(path)).size;
  return volumes.stretches.reduce((sum, { size }) => sum + size, 0);
}

/**
 * Writes what the inbox keeps: the heads as they came, so that the signature can be checked again, the data, and the
 * evidence that is not taken into the store. The rest of the evidence would only lie on the disk twice.
 */
async function writeOriginal(
  { heads: [manifest, signature] }: OpenedPackage,
  { scratch, dataNames, refusedEvidence }: PreparedPackage,
): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(manifest, MANIFEST_ENTRY);
  zip.addBuffer(signature, SIGNATURE_ENTRY);
  for (const name of dataNames) zip.addFile(dataIn(scratch, name), `data/${name}.jsonl`);
  for (const sha256 of Object.keys(refusedEvidence)) {
    zip.addFile(evidenceIn(scratch, sha256), `evidence/${sha256.slice(0, 2)}/${sha256}`, { compress: false });
  }
  zip.end();
  const target = originalIn(scratch);
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    pipeline(zip.outputStream as NodeJS.ReadableStream, createWriteStream(target)).then(resolve, reject);
  });
  await syncFile(target);
}

/** What a package says of itself, without reading all of it. @throws {AppError} those of `openPackage` */
export async function inspectPackage(
  path: string,
  { passphrase, scratch }: { readonly passphrase?: string; readonly scratch: string },
): Promise<PackageFacts> {
  const opened = await openPackage(path, { passphrase, scratch });
  try {
    return factsOf({ ...opened, bytes: await bytesOf(path) });
  } finally {
    await opened.close();
  }
}

/** The same of one that was read. */
export function factsOf({
  name,
  manifest,
  sealed,
  bytes,
}: Pick<PreparedPackage, 'name' | 'manifest' | 'sealed' | 'bytes'>): PackageFacts {
  const { id, kind, createdAt, author, appVersion, sequence, answers, note } = manifest;
  return {
    ...{ id, kind, createdAt, author, appVersion, sequence, answers, note, sealed, bytes },
    ...{ workspaceName: manifest.workspace.name, from: partyOf(manifest.from) },
    to: manifest.to && partyOf(manifest.to),
    ...{ year: manifest.cycle.year, fileName: name, absent: manifest.absent.length },
    ...{ systemTitle: manifest.system.title, systemVersion: manifest.system.version },
    evidence: manifest.files.filter(({ path }) => path.startsWith('evidence/')).length,
    fingerprint: fingerprint(manifest.key),
  };
}
