import { Kysely, sql } from 'kysely';
import { sqliteDialect } from '../../database/dialect';

export interface WorkspaceLock {
  release(): Promise<void>;
}

/**
 * Takes the one writer's place of a workspace: an exclusive transaction held open on a database of its own. The
 * operating system gives it back when the process dies, however it dies.
 *
 * @returns null where somebody else holds it.
 */
export async function acquireLock(file: string): Promise<WorkspaceLock | null> {
  const db = new Kysely<Record<string, never>>({
    dialect: sqliteDialect({ file, readOnly: false, onOpen: ['PRAGMA busy_timeout = 200'] }),
  });
  try {
    await sql`BEGIN EXCLUSIVE`.execute(db);
    return { release: () => db.destroy() };
  } catch (cause) {
    await db.destroy();
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return null;
    throw cause;
  }
}
