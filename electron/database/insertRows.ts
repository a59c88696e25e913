import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Schema } from './schema';

export type Cell = string | number | null;

/** Rows that travel in one statement: a few megabytes of text at most. */
const CHUNK = 4_000;

/**
 * Inserts any number of rows with a few statements: the rows travel as one JSON text each, because the driver pays per
 * bound value and per call.
 *
 * @param columns  names of the columns, in the order of the cells of each row.
 * @param onConflict  what to do with rows that are there already (`ON CONFLICT … DO UPDATE …`); left out: it fails.
 */
export async function insertRows(
  db: Kysely<Schema>,
  table: keyof Schema & string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  onConflict: RawBuilder<unknown> = sql``,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const cells = sql.join(columns.map((_, index) => sql`e.value ->> ${sql.lit(index)}`));
  for (let from = 0; from < rows.length; from += CHUNK) {
    const json = JSON.stringify(rows.slice(from, from + CHUNK));
    // WHERE true keeps SQLite from reading ON CONFLICT as a join condition.
    await sql`INSERT INTO ${sql.table(table)} (${names})
      SELECT ${cells} FROM json_each(${json}) AS e WHERE true ${onConflict}`.execute(db);
  }
}
