import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { sqliteDialect } from './dialect';
import type { Schema } from './schema';

/** Below this, WAL has a bug that corrupts when several connections checkpoint at once (sqlite.org, 3.51.3). */
const LOWEST_SQLITE = [3, 51, 3] as const;

/**
 * File systems where memory shared between processes, or locking, cannot be trusted: WAL corrupts there.
 * Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, FUSE (sshfs, sync clients), 9P, VirtualBox, AFS, Ceph, Coda.
 */
const SHARED_FILE_SYSTEMS = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x786f4256, 0x5346414f, 0x00c36400,
  0x73757245,
]);

const EVERY_CONNECTION = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA foreign_keys = ON',
  'PRAGMA trusted_schema = OFF',
  'PRAGMA cell_size_check = ON',
  'PRAGMA cache_size = -65536',
  'PRAGMA temp_store = MEMORY',
];

/** A connection that writes. WAL where that is safe, otherwise a rollback journal; every commit reaches the disk. */
export async function openWriter(file: string): Promise<Kysely<Schema>> {
  const db = new Kysely<Schema>({
    dialect: sqliteDialect({
      file,
      readOnly: false,
      onOpen: [...EVERY_CONNECTION, 'PRAGMA synchronous = FULL'],
    }),
  });
  try {
    await assertSqliteVersion(db);
    await chooseJournal(db, file);
    return db;
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
}

/** A connection that cannot write; opened at its first query. `immutable` for media nobody can write to. */
export function openReader(file: string, immutable = false): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: sqliteDialect({ file, readOnly: true, immutable, onOpen: EVERY_CONNECTION }),
  });
}

/** Whether write-ahead logging is safe where the file lies. Unknown counts as safe only on a local path. */
export async function isWalSafe(file: string): Promise<boolean> {
  if (/^(\\\\|\/\/)/.test(file)) return false;
  if (process.platform === 'win32') return true;
  const { type } = await statfs(dirname(file));
  return !SHARED_FILE_SYSTEMS.has(type >>> 0);
}

async function chooseJournal(db: Kysely<Schema>, file: string): Promise<void> {
  const wanted = (await isWalSafe(file)) ? 'wal' : 'delete';
  const got = await setJournal(db, wanted);
  // Some file systems answer another mode than was asked for; never go on with a half-working WAL.
  if (got !== wanted) await setJournal(db, 'delete');
}

async function setJournal(db: Kysely<Schema>, mode: 'wal' | 'delete'): Promise<string> {
  const result = await sql.raw<{ journal_mode: string }>(`PRAGMA journal_mode = ${mode}`).execute(db);
  return result.rows[0]?.journal_mode ?? '';
}

async function assertSqliteVersion(db: Kysely<Schema>): Promise<void> {
  const result = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(db);
  const found = (result.rows[0]?.version ?? '0.0.0').split('.').map(Number);
  for (const [index, lowest] of LOWEST_SQLITE.entries()) {
    const part = found[index] ?? 0;
    if (part > lowest) return;
    if (part < lowest) throw new Error(`SQLite ${found.join('.')} is older than ${LOWEST_SQLITE.join('.')}`);
  }
}

/** Lines of PRAGMA quick_check or integrity_check other than "ok"; empty when the file is sound. */
export async function checkDatabase(
  db: Kysely<Schema>,
  how: 'quick_check' | 'integrity_check',
): Promise<readonly string[]> {
  const result = await sql.raw<Record<string, string>>(`PRAGMA ${how}(20)`).execute(db);
  return result.rows.map((row) => Object.values(row)[0] ?? '').filter((line) => line !== 'ok');
}
