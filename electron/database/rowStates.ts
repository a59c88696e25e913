import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/**
 * Tables whose rows change and are guarded all the same: with every change the trail keeps a digest of the row as it
 * stands then, and the last digest is what the row must still have.
 */
export const STATE_TABLES = {
  unit: {
    key: ['id'],
    columns: ['id', 'uid', 'cycle_id', 'group_id', 'code', 'name', 'short_name', 'tags', 'position'],
  },
  evidence_link: {
    key: ['evidence_id', 'item_id'],
    columns: ['evidence_id', 'item_id', 'position', 'judgement', 'judgement_reason'],
  },
  self_evaluation: {
    key: ['unit_id', 'item_id'],
    columns: ['unit_id', 'item_id', 'points', 'statement', 'updated_at'],
  },
  survey_result: {
    key: ['unit_id'],
    columns: ['unit_id', 'sent', 'valid', 'score', 'note', 'updated_at'],
  },
} as const satisfies Partial<
  Record<keyof Schema, { readonly key: readonly string[]; readonly columns: readonly string[] }>
>;

export type StateTable = keyof typeof STATE_TABLES;

/** Values of a row's key, in the order of the table's key. */
export type RowKey = readonly number[];

export interface RowsOf {
  readonly table: StateTable;
  readonly keys: readonly RowKey[];
}

/** Digest by key (`12`, `3,5`); '' for a row that is not there any more. */
export type RowStates = Readonly<Record<string, string>>;

/** Digits of a digest: far beyond what anybody could hit on purpose. */
const DIGITS = 16;

/** Rows asked for at a time. */
const ROWS_AT_A_TIME = 10_000;

/** The rows as they stand. */
export async function readStates(db: Kysely<Schema>, { table, keys }: RowsOf): Promise<RowStates> {
  const states: Record<string, string> = {};
  const { key, columns } = STATE_TABLES[table];
  const cells = sql.join(columns.map((column) => sql.ref(`r.${column}`)));
  const same = sql.join(
    key.map((column, index) => sql`r.${sql.ref(column)} = k.value ->> ${sql.lit(index)}`),
    sql` AND `,
  );
  for (let from = 0; from < keys.length; from += ROWS_AT_A_TIME) {
    const json = JSON.stringify(keys.slice(from, from + ROWS_AT_A_TIME));
    const result = await sql<{ key: string; text: string | null }>`
      SELECT k.value AS key, iif(r.${sql.ref(key[0])} IS NULL, NULL, json_array(${cells})) AS text
      FROM json_each(${json}) AS k LEFT JOIN ${sql.table(table)} AS r ON ${same}`.execute(db);
    for (const row of result.rows) {
      states[row.key.slice(1, -1)] = row.text === null ? '' : stateOf(row.text);
    }
  }
  return states;
}

/** The digest of one row. */
export function stateOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}

/** Every row of a table: its key and its columns as one line of JSON; in pieces. */
export async function* listStateRows(
  db: Kysely<Schema>,
  table: StateTable,
): AsyncGenerator<readonly { readonly key: string; readonly text: string }[]> {
  const { key, columns } = STATE_TABLES[table];
  const cells = sql.join(columns.map((column) => sql.ref(column)));
  const keys = sql.join(key.map((column) => sql.ref(column)));
  let last: RowKey = key.map(() => Number.MIN_SAFE_INTEGER);
  for (;;) {
    // One text per piece: the driver pays per row that crosses.
    const result = await sql<{ text: string | null }>`
      SELECT group_concat(json_array(${cells}), char(10)) AS text
      FROM (SELECT * FROM ${sql.table(table)} WHERE (${keys}) > (${sql.join(last)})
        ORDER BY ${keys} LIMIT ${ROWS_AT_A_TIME})`.execute(db);
    const text = result.rows[0]?.text ?? '';
    if (text === '') return;
    // The columns of the key come first.
    const rows = text.split('\n').map((line) => ({ key: keyOf(line, key.length), text: line }));
    yield rows;
    last = rows.at(-1)?.key.split(',').map(Number) ?? last;
  }
}

function keyOf(line: string, length: number): string {
  return line.slice(1).split(',', length).join(',');
}
