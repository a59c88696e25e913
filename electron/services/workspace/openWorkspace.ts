import { access, constants, mkdir, stat } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import {
  databaseMissing,
  folderReadOnly,
  workspaceDamaged,
  workspaceFolderMissing,
  workspaceLocked,
  workspaceNeedsUpgrade,
  workspaceNotClosed,
} from '@shared/errors/workspace';
import { AppError } from '@shared/errors/appError';
import { ARCHIVE_READ_ONLY, workspaceIsArchive } from '@shared/errors/archive';
import { NOBODY, type Actor } from '@shared/domain/role';
import type { Seat } from '@shared/exchange/packageKind';
import { FORMAT_VERSION, migrateToLatest, readFormatVersion } from '../../database/migrate';
import { checkDatabase, openReader, openWriter } from '../../database/openDatabase';
import { keepRowJournal } from '../../database/rowJournal';
import { findOpenSeat } from '../../database/accountRepository';
import type { Schema } from '../../database/schema';
import { listAutomaticBackups, snapshotDatabase } from '../backup/snapshotDatabase';
import { asAppErrorAt } from './asAppError';
import { assertSupported, readManifest, writeManifest, type Manifest } from './manifest';
import { readMeta, readSeat, writeMeta } from './meta';
import { removeUnfinished } from './removeLeftovers';
import type { Workspace } from './workspace';
import { acquireLock, type WorkspaceLock } from './workspaceLock';
import { workspacePaths, type WorkspacePaths } from './workspacePaths';

export interface OpenOptions {
  /** Only look: no lock is taken and nothing is written. */
  readonly readOnly?: boolean;
  /** Fail where it cannot be written to, instead of opening it to read. */
  readonly mustWrite?: boolean;
  /** Name recorded with what is done, in place of the account's own. */
  readonly person?: string;
  /** Who works in it; left out: the office, where it has set no password. */
  readonly actor?: Actor;
  readonly clock?: () => Date;
}

const LOCKED = '考评库正在另一个窗口或另一台电脑上使用，本窗口只能查看。';
const FOLDER_READ_ONLY = '考评库所在的文件夹是只读的，只能查看。';
const ASKED = '以只读方式打开，只能查看。';

/**
 * Opens a workspace. The first one to open it writes; anyone after that reads, and `readOnlyReason` says why.
 *
 * @param folder the folder or its 考评库.faheng.
 * @throws {AppError} WORKSPACE_FOLDER_MISSING, NOT_A_WORKSPACE, WORKSPACE_LOCKED (only with `mustWrite`), WORKSPACE_TOO_NEW, WORKSPACE_DAMAGED …; nothing is
 *   changed then.
 */
export async function openWorkspace(folder: string, options: OpenOptions = {}): Promise<Workspace> {
  const paths = workspacePaths(folder);
  try {
    return await open(paths, options);
  } catch (cause) {
    throw await describeDamage(cause, paths);
  }
}

async function open(paths: WorkspacePaths, options: OpenOptions): Promise<Workspace> {
  await assertFolder(paths);
  const manifest = await readManifest(paths);
  await assertDatabaseFile(paths);
  const writable = (await isWritable(paths.folder)) && (await isWritable(paths.database));
  if (manifest.archive !== undefined) return openArchived(paths, manifest, options, writable);
  if (options.mustWrite && !writable) throw folderReadOnly({ folder: paths.folder });
  if (options.readOnly || !writable) {
    return openToRead(paths, manifest, options, writable ? ASKED : FOLDER_READ_ONLY);
  }
  const lock = await acquireLock(paths.lock);
  if (!lock && options.mustWrite) throw workspaceLocked({ folder: paths.folder });
  if (!lock) return openToRead(paths, manifest, options, LOCKED);
  try {
    return await openToWrite(paths, manifest, options, lock);
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

/** Nothing in an archive ever changes, but for the shape of its database where the program is newer. */
async function openArchived(
  paths: WorkspacePaths,
  manifest: Manifest,
  options: OpenOptions,
  writable: boolean,
): Promise<Workspace> {
  if (options.mustWrite) throw workspaceIsArchive({ folder: paths.folder });
  const found = writable ? await peekFormatVersion(paths) : FORMAT_VERSION;
  assertSupported(found);
  const lock = found < FORMAT_VERSION ? await acquireLock(paths.lock) : null;
  if (lock) {
    try {
      const db = await openWriter(paths.database);
      await upgrade(paths, manifest, db, (options.clock ?? (() => new Date()))()).finally(() => db.destroy());
    } finally {
      await lock.release();
    }
  }
  return openToRead(paths, manifest, options, ARCHIVE_READ_ONLY);
}

async function openToWrite(
  paths: WorkspacePaths,
  manifest: Manifest,
  options: OpenOptions,
  lock: WorkspaceLock,
): Promise<Workspace> {
  // Looked at through a reader first: a newer format must stay untouched, even its journal mode.
  const found = await peekFormatVersion(paths);
  assertSupported(found);
  const db = await openWriter(paths.database);
  try {
    const clock = options.clock ?? (() => new Date());
    if (found < FORMAT_VERSION) await upgrade(paths, manifest, db, clock());
    if ((await readMeta(db, 'session')) !== '') await assertSound(paths, db);
    await assertAssessment(paths, db);
    await keepRowJournal(db);
    await removeUnfinished(paths);
    await mkdir(paths.evidenceTemporary, { recursive: true });
    await writeMeta(db, 'session', clock().toISOString());
    const seat = await readSeat(db);
    const who = new WhoWorks(seat, await firstActor(db, seat, options));
    const reader = openReader(paths.database);
    return {
      folder: paths.folder,
      name: manifest.name,
      seat,
      readOnly: false,
      readOnlyReason: '',
      db,
      reader,
      get actor() {
        return who.actor;
      },
      get person() {
        return who.actor.name;
      },
      signIn: who.signIn,
      clock,
      close: onlyOnce(async () => {
        try {
          await reader.destroy();
          // On a full disk the mark stays: all that follows is a check at the next opening.
          await writeMeta(db, 'session', '').catch(() => undefined);
        } finally {
          await db.destroy().finally(() => lock.release());
        }
      }),
    };
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
}

async function openToRead(
  paths: WorkspacePaths,
  manifest: Manifest,
  options: OpenOptions,
  readOnlyReason: string,
): Promise<Workspace> {
  const unchanging = !(await isWritable(paths.folder));
  const journal = unchanging && (await hasJournal(paths));
  // A WAL database needs a file beside it even to be read; on a medium that takes none it is read as unchanging.
  const immutable = unchanging && !journal;
  const db = openReader(paths.database, immutable);
  try {
    const found = await readFormatVersion(db).catch((cause: unknown) => {
      throw journal ? workspaceNotClosed({ folder: paths.folder }) : cause;
    });
    assertSupported(found);
    if (found < FORMAT_VERSION) throw workspaceNeedsUpgrade({ folder: paths.folder });
    await assertAssessment(paths, db);
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
  const seat = await readSeat(db);
  const who = new WhoWorks(seat, await firstActor(db, seat, options));
  const reader = openReader(paths.database, immutable);
  return {
    folder: paths.folder,
    name: manifest.name,
    seat,
    readOnly: true,
    readOnlyReason,
    db,
    reader,
    get actor() {
      return who.actor;
    },
    get person() {
      return who.actor.name;
    },
    signIn: who.signIn,
    clock: options.clock ?? (() => new Date()),
    close: onlyOnce(async () => {
      await reader.destroy();
      await db.destroy();
    }),
  };
}

async function peekFormatVersion(paths: WorkspacePaths): Promise<number> {
  const reader = openReader(paths.database);
  try {
    return await readFormatVersion(reader);
  } finally {
    await reader.destroy();
  }
}

/** The database is copied aside before its format changes (promise: no update without a snapshot first). */
async function upgrade(
  paths: WorkspacePaths,
  manifest: Manifest,
  db: Kysely<Schema>,
  now: Date,
): Promise<void> {
  await snapshotDatabase(db, paths, 'before-upgrade', now);
  await migrateToLatest(db);
  await writeManifest(paths, { ...manifest, formatVersion: FORMAT_VERSION });
}

/** A sound file of the right shape that holds nothing is not this workspace's database. */
async function assertAssessment(paths: WorkspacePaths, db: Kysely<Schema>): Promise<void> {
  const cycle = await db.selectFrom('cycle').select('id').limit(1).executeTakeFirst();
  if (!cycle) throw await damaged(paths, '数据库里没有考评年度');
}

/** The last one to write did not close it: its work is safe in the journal, but the disk may have lied. */
async function assertSound(paths: WorkspacePaths, db: Kysely<Schema>): Promise<void> {
  const wrong = await checkDatabase(db, 'quick_check');
  if (wrong.length > 0) throw await damaged(paths, '快速检查没有通过');
}

async function assertFolder(paths: WorkspacePaths): Promise<void> {
  const found = await stat(paths.folder).catch(() => null);
  if (!found?.isDirectory()) throw workspaceFolderMissing({ folder: paths.folder });
}

async function assertDatabaseFile(paths: WorkspacePaths): Promise<void> {
  const found = await stat(paths.database).catch(() => null);
  // An empty file would be taken for a new database, and everything in it for lost without a word.
  if (!found?.isFile()) {
    throw databaseMissing({ folder: paths.folder, backups: await listAutomaticBackups(paths) });
  }
  if (found.size === 0) throw await damaged(paths, '数据库文件是空的');
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Whether a killed program left work in the journal that is not in the database yet. */
async function hasJournal(paths: WorkspacePaths): Promise<boolean> {
  const found = await stat(`${paths.database}-wal`).catch(() => null);
  return found !== null && found.size > 0;
}

async function describeDamage(cause: unknown, paths: WorkspacePaths): Promise<unknown> {
  if (cause instanceof AppError) return cause;
  const described = await asAppErrorAt(cause, paths.folder);
  if (described?.report.code === 'WORKSPACE_DAMAGED') return damaged(paths, '数据库文件内容不完整');
  return described ?? cause;
}

async function damaged(paths: WorkspacePaths, detail: string): Promise<AppError> {
  return workspaceDamaged({ folder: paths.folder, detail, backups: await listAutomaticBackups(paths) });
}

async function firstActor(db: Kysely<Schema>, seat: Seat, { actor, person }: OpenOptions): Promise<Actor> {
  const first = actor ?? (await findOpenSeat(db, seat)) ?? NOBODY;
  return person === undefined ? first : { ...first, name: person };
}

/** The person at the workspace, who may change while it is open. */
class WhoWorks {
  actor: Actor;

  constructor(
    private readonly seat: Seat,
    first: Actor,
  ) {
    this.actor = this.#seated(first);
  }

  readonly signIn = (next: Actor): void => {
    this.actor = this.#seated(next);
  };

  /** Whoever signs in at a seat of their own keeps its workspace. */
  #seated(actor: Actor): Actor {
    return this.seat === 'office' || actor.roles.length === 0 ? actor : { ...actor, keepsSeat: true };
  }
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
