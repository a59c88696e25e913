import { Migrator, sql, type Kysely } from 'kysely';
import { migrations } from './migrations';
import type { Schema } from './schema';

/** Number of the newest migration this program knows: the format version of a workspace. */
export const FORMAT_VERSION = Math.max(...Object.keys(migrations).map((name) => Number.parseInt(name, 10)));

/** Format version a database file says it has; 0 for an empty one. */
export async function readFormatVersion(db: Kysely<Schema>): Promise<number> {
  const result = await sql<{ user_version: number }>`PRAGMA user_version`.execute(db);
  return result.rows[0]?.user_version ?? 0;
}

/** Brings a database to the newest format; all migrations in one transaction. */
export async function migrateToLatest(db: Kysely<Schema>): Promise<void> {
  await migrateTo(db, FORMAT_VERSION);
}

/** Brings an older database to a format; all migrations in one transaction. */
export async function migrateTo(db: Kysely<Schema>, version: number): Promise<void> {
  const known = Object.entries(migrations).filter(([name]) => Number.parseInt(name, 10) <= version);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(known) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  // Last: a crash before this line only means that the migrator finds nothing left to do next time.
  await sql.raw(`PRAGMA user_version = ${version}`).execute(db);
}
