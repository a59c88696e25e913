import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { checkDatabase, openReader } from '../../database/openDatabase';
import type { Schema } from '../../database/schema';
import { syncFile, syncFolder } from '../../disk/durableFile';
import type { WorkspacePaths } from '../workspace/workspacePaths';

/** Automatic copies kept of each kind. */
const KEPT = 10;

export type SnapshotKind = 'daily' | 'before-upgrade' | 'before-merge';

/**
 * Copies the database into backups/ as one sound file: written aside, opened and checked, and only then named. Older
 * copies beyond the last ten of its kind go; evidence is not copied, its files never change.
 *
 * @returns the name of the copy.
 */
export async function snapshotDatabase(
  db: Kysely<Schema>,
  paths: WorkspacePaths,
  kind: SnapshotKind,
  now: Date,
): Promise<string> {
  await mkdir(paths.backups, { recursive: true });
  const name = `${kind}-${stamp(now)}.db`;
  const temporary = join(paths.backups, `.${name}.tmp`);
  try {
    await copyDatabase(db, temporary);
    await rename(temporary, join(paths.backups, name));
    await syncFolder(paths.backups);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
  await removeOldest(paths, kind);
  return name;
}

/** A consistent copy of an open database in one new file, synced and checked. @throws if the copy is not sound. */
export async function copyDatabase(db: Kysely<Schema>, target: string): Promise<void> {
  await rm(target, { force: true });
  await sql`VACUUM INTO ${target}`.execute(db);
  const copy = openReader(target);
  try {
    const wrong = await checkDatabase(copy, 'quick_check');
    if (wrong.length > 0) throw new Error(`the copy of the database is not sound: ${wrong[0]}`);
  } finally {
    await copy.destroy();
  }
  await syncFile(target);
}

/** Names of the automatic copies, newest first. */
export async function listAutomaticBackups(paths: WorkspacePaths): Promise<string[]> {
  const names = await readdir(paths.backups).catch(() => []);
  return names.filter((name) => /^[a-z-]+-\d{8}-\d{6}\.db$/.test(name)).sort(newestFirst);
}

function newestFirst(a: string, b: string): number {
  return b.slice(-18).localeCompare(a.slice(-18));
}

async function removeOldest(paths: WorkspacePaths, kind: SnapshotKind): Promise<void> {
  const names = (await listAutomaticBackups(paths)).filter((name) => name.startsWith(`${kind}-2`));
  for (const name of names.slice(KEPT)) await rm(join(paths.backups, name), { force: true });
}

/** Local time as in file names: 20201231-235959. */
export function stamp(now: Date): string {
  const date = `${now.getFullYear()}${twoDigits(now.getMonth() + 1)}${twoDigits(now.getDate())}`;
  return `${date}-${twoDigits(now.getHours())}${twoDigits(now.getMinutes())}${twoDigits(now.getSeconds())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
