import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { openWriter } from '@electron/database/openDatabase';
import type { Schema } from '@electron/database/schema';

/**
 * Changes a workspace's database as somebody would who knows SQLite: with the guards dropped, and put back afterwards so
 * that only what was changed can give it away.
 */
export async function behindTheBack(
  folder: string,
  work: (db: Kysely<Schema>) => Promise<unknown>,
): Promise<void> {
  const db = await openWriter(join(folder, 'faheng.db'));
  try {
    const guards = await sql<{ name: string; text: string }>`
      SELECT name, sql AS text FROM sqlite_schema WHERE type = 'trigger'`.execute(db);
    for (const { name } of guards.rows) await sql`DROP TRIGGER ${sql.ref(name)}`.execute(db);
    await sql`PRAGMA foreign_keys = OFF`.execute(db);
    await sql`PRAGMA ignore_check_constraints = ON`.execute(db);
    await work(db);
    for (const { text } of guards.rows) await sql.raw(text).execute(db);
  } finally {
    await db.destroy();
  }
}

/** Sets one column of one row, by rowid where the table has one. */
export async function setColumn(
  folder: string,
  table: string,
  column: string,
  value: string | number | null,
  where: string,
): Promise<void> {
  await behindTheBack(folder, (db) =>
    sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${value} WHERE ${sql.raw(where)}`.execute(db),
  );
}
