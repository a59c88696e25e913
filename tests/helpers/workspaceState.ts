import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Workspace } from '@electron/services/workspace/workspace';

/** Every row of every table, and every file that lies in the store and the inbox: to be equal where nothing was changed. */
export async function workspaceState({ db, folder }: Workspace): Promise<Readonly<Record<string, string>>> {
  const tables = await sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`.execute(
    db,
  );
  const state: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql`SELECT * FROM ${sql.table(name)}`.execute(db);
    state[name] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  for (const place of ['evidence', 'exchange', 'backups']) {
    const names = await readdir(join(folder, place), { recursive: true }).catch(() => []);
    state[`${place}/`] = names
      .filter((name) => !name.startsWith('tmp'))
      .toSorted()
      .join('\n');
  }
  return state;
}
