import { mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { packageIsNoArchive } from '@shared/errors/archive';
import { packageDamaged } from '@shared/errors/exchange';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { migrateToLatest, readFormatVersion, FORMAT_VERSION } from '../../database/migrate';
import { openReader, openWriter } from '../../database/openDatabase';
import { syncFile } from '../../disk/durableFile';
import type { ListedFile } from '../../zip/readListedZip';
import { asAppError } from '../workspace/asAppError';
import { databaseFault } from '../workspace/databaseFault';
import { buildFolderAside } from '../workspace/folderAside';
import { assertSupported, writeManifest } from '../workspace/manifest';
import { DATABASE_NAME, workspacePaths, type WorkspacePaths } from '../workspace/workspacePaths';
import { openPackage } from './container/openPackage';
import { fingerprint } from './container/packageKeys';
import { ARCHIVED_DATABASE } from './kinds/archiveHandler';

export interface OpenArchiveOptions {
  /** '' for none. */
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Files made durable at a time. */
const AT_A_TIME = 8;

export interface ArchiveOpened {
  readonly folder: string;
  readonly name: string;
  readonly manifest: PackageManifest;
  /** Of the key it is signed with: what a person compares by telephone. */
  readonly fingerprint: string;
}

/**
 * Makes a workspace of an archive in a new or empty folder, for looking, computing, exporting and verifying: whoever opens
 * it later opens it to read. Everything is unpacked and checked in a folder beside it first; after a failure there is
 * nothing.
 *
 * @throws {AppError} FOLDER_NOT_EMPTY, PACKAGE_IS_NO_ARCHIVE, those of `openPackage`, WORKSPACE_TOO_NEW, DISK_FULL …
 */
export async function openArchive(
  file: string,
  folder: string,
  { passphrase = '', signal, onProgress }: OpenArchiveOptions = {},
): Promise<ArchiveOpened> {
  const target = resolve(folder);
  return buildFolderAside(target, 'restore', async (aside) => {
    const paths = workspacePaths(aside);
    await mkdir(paths.evidenceTemporary, { recursive: true });
    await mkdir(paths.backups, { recursive: true });
    const opened = await openPackage(file, { passphrase, scratch: paths.evidenceTemporary, signal });
    try {
      const { manifest } = opened;
      const name = basename(file);
      if (manifest.kind !== 'archive') {
        throw packageIsNoArchive({ name, kind: PACKAGE_KIND_NAMES[manifest.kind] });
      }
      // Refused before a gigabyte of evidence is unpacked.
      assertSupported(manifest.workspace.formatVersion);
      const written: string[] = [];
      await opened.read({
        signal,
        onProgress: (done, total) => onProgress?.(done, total, '打开归档包'),
        write: async (listed, chunks) => void written.push(...(await unpack(aside, listed, chunks))),
      });
      for (let from = 0; from < written.length; from += AT_A_TIME) {
        await Promise.all(written.slice(from, from + AT_A_TIME).map(syncFile));
      }
      await finish(paths, manifest, name);
      const { key, workspace } = manifest;
      return { folder: target, name: workspace.name, manifest, fingerprint: fingerprint(key) };
    } finally {
      await opened.close();
    }
  });
}

/**
 * Where a file of the package goes. Names are those of the manifest, whose shapes cannot leave the folder.
 *
 * @returns what was written, not yet synced.
 */
async function unpack(
  aside: string,
  { path }: ListedFile,
  chunks: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> {
  if (path.startsWith('data/')) {
    // For readers without this program; here the database says it all.
    for await (const chunk of chunks) void chunk;
    return [];
  }
  const target = join(aside, path === ARCHIVED_DATABASE ? DATABASE_NAME : path);
  await mkdir(dirname(target), { recursive: true });
  const out = await open(target, 'wx');
  try {
    for await (const chunk of chunks) await out.writeFile(chunk);
  } finally {
    await out.close();
  }
  return [target];
}

/** Checks the database against what the package says of itself, and makes the folder a workspace. */
async function finish(paths: WorkspacePaths, manifest: PackageManifest, name: string): Promise<void> {
  await assertDatabase(paths, manifest, name);
  const db = await openWriter(paths.database);
  try {
    // Of an older program: brought to this one's shape now, since nobody ever opens it to write.
    if ((await readFormatVersion(db)) < FORMAT_VERSION) {
      await migrateToLatest(db).catch((cause: unknown) => {
        // What the disk refuses keeps its own words; the rest is what lies in its tables.
        throw asAppError(cause) ?? packageDamaged({ name, detail: '旧格式的数据库转换不成' });
      });
    }
  } finally {
    await db.destroy();
  }
  await Promise.all(['-wal', '-shm'].map((end) => rm(`${paths.database}${end}`, { force: true })));
  const { id, createdAt, workspace, absent, files } = manifest;
  const evidenceLeftOut = absent.length > 0 && !files.some(({ path }) => path.startsWith('evidence/'));
  await writeManifest(paths, {
    format: 'faheng-workspace',
    formatVersion: FORMAT_VERSION,
    ...{ id: workspace.id, name: workspace.name, created: createdAt, archive: id },
    ...(evidenceLeftOut ? { evidenceLeftOut } : {}),
  });
}

async function assertDatabase(paths: WorkspacePaths, manifest: PackageManifest, name: string): Promise<void> {
  const db = openReader(paths.database, true);
  try {
    const damaged = (detail: string): Error => packageDamaged({ name, detail });
    const fault = await databaseFault(db);
    if (fault !== '') throw damaged(fault);
    const cycle = await loadCurrentCycle(db).catch(() => null);
    if (cycle?.uid !== manifest.cycle.uid) throw damaged('数据库与清单说的不是同一个考评年度');
  } finally {
    await db.destroy();
  }
}
