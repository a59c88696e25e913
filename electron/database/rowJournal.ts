import { sql, type Kysely } from 'kysely';
import { readStates, STATE_TABLES, tableShape, type RowStates, type StateTable } from './rowStates';
import type { Schema } from './schema';

/**
 * Lets a connection that writes keep in mind which rows of guarded tables it has touched, whoever wrote them and how:
 * by hand it would be forgotten at the one place that matters. Temporary triggers, so that they bind this connection
 * alone: what another program writes is on nobody's journal, and `verify` finds it.
 */
export async function keepRowJournal(db: Kysely<Schema>): Promise<void> {
  // No key and no uniqueness: within a trigger the conflict rule of the outer statement holds.
  await sql`CREATE TEMP TABLE touched_row (tbl TEXT NOT NULL, key TEXT NOT NULL) STRICT`.execute(db);
  for (const table of Object.keys(STATE_TABLES) as StateTable[]) {
    const { key } = await tableShape(db, table);
    for (const [event, rows] of EVENTS) {
      const touched = rows.map((row) => {
        const cells = sql.join(key.map((column) => sql.ref(`${row}.${column}`)));
        return sql`INSERT INTO touched_row VALUES (${sql.lit(table)}, json_array(${cells}));`;
      });
      await sql`CREATE TEMP TRIGGER ${sql.ref(`journal_${table}_${event.toLowerCase()}`)}
        AFTER ${sql.raw(event)} ON main.${sql.ref(table)} BEGIN ${sql.join(touched, sql` `)} END`.execute(db);
    }
  }
}

const EVENTS = [
  ['INSERT', ['NEW']],
  ['UPDATE', ['OLD', 'NEW']],
  ['DELETE', ['OLD']],
] as const;

/** Guarded rows by table as they stand, each table's states in pieces. */
export type TouchedRows = ReadonlyMap<StateTable, RowStates>;

/** What was touched since it was last asked, as it stands now; within the transaction that touched it. */
export async function takeTouchedRows(trx: Kysely<Schema>): Promise<TouchedRows> {
  const touched = await sql<{ tbl: StateTable; keys: string }>`
    SELECT tbl, group_concat(key, char(10)) AS keys FROM (SELECT DISTINCT tbl, key FROM touched_row)
    GROUP BY tbl ORDER BY tbl`.execute(trx);
  const states = new Map<StateTable, RowStates>();
  if (touched.rows.length === 0) return states;
  for (const { tbl, keys } of touched.rows) {
    const inner = keys.split('\n').map((key) => key.slice(1, -1));
    states.set(tbl, await readStates(trx, tbl, inner));
  }
  await sql`DELETE FROM touched_row`.execute(trx);
  return states;
}
