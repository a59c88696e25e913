import { createHash, hash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/**
 * Tables whose rows never change once written, and all of their columns: the trail pins such rows by their digest, so
 * that a row changed or taken out behind the program's back shows.
 */
export const PINNED_COLUMNS = {
  score_history: [
    'id',
    'unit_id',
    'item_id',
    'revision',
    'edit_id',
    'inputs',
    'direct_points',
    'not_applicable',
    'reason',
    'scorer',
    'status',
    'points',
    'at',
    'settled',
  ],
  score_adjustment: [
    'id',
    'uid',
    'unit_id',
    'item_id',
    'kind',
    'from_points',
    'to_points',
    'reason',
    'basis',
    'person',
    'at',
  ],
  // Of published versions only: a draft changes.
  indicator_system: [
    'id',
    'uid',
    'system_key',
    'title',
    'version',
    'year',
    'status',
    'official',
    'note',
    'settings',
    'based_on',
    'created_at',
    'published_at',
  ],
  part: ['id', 'system_id', 'position', 'section', 'code', 'name'],
  item: [
    'id',
    'uid',
    'system_id',
    'part_id',
    'position',
    'section',
    'code',
    'level2_code',
    'level2_name',
    'name',
    'requirement',
    'points',
    'rules',
    'standard',
    'evidence',
    'unit_groups',
    'unit_tags',
    'lead_scorer',
    'basis',
  ],
  evidence: [
    'id',
    'uid',
    'unit_id',
    'sha256',
    'name',
    'document_number',
    'formed_on',
    'added_by',
    'added_at',
  ],
} as const satisfies Partial<Record<keyof Schema, readonly string[]>>;

export type PinnedTable = keyof typeof PINNED_COLUMNS;

/** Rows whose ids run from first to last without a gap. */
export interface PinnedRows {
  readonly table: PinnedTable;
  readonly first: number;
  readonly last: number;
}

/** What the trail keeps of them. */
export interface RowPin extends PinnedRows {
  /** SHA-256 over all lines, hexadecimal. */
  readonly digest: string;
  /** The first eight digits of each line's own SHA-256, so that the line that changed can be named. */
  readonly marks: string;
}

/** One row as text: its id, and all columns as one line of JSON. */
export interface RowLine {
  readonly id: number;
  readonly text: string;
}

/** Rows read at a time. */
const ROWS_AT_A_TIME = 10_000;

/** Digits of a mark. */
const MARK = 8;

/** Digest and marks of rows as they stand. @throws if some of them are not there. */
export async function pinRows(db: Kysely<Schema>, { table, first, last }: PinnedRows): Promise<RowPin> {
  const whole = createHash('sha256');
  const marks: string[] = [];
  for await (const lines of listRowLines(db, { table, first, last })) {
    whole.update(lines.map(({ text }) => `${text}\n`).join(''));
    for (const { text } of lines) marks.push(markOf(text));
  }
  if (marks.length !== last - first + 1)
    throw new Error(`${table} ${first}–${last} has ${marks.length} rows`);
  return { table, first, last, digest: whole.digest('hex'), marks: marks.join('') };
}

/** The mark of one line. */
export function markOf(text: string): string {
  return hash('sha256', text).slice(0, MARK);
}

/** The mark the trail keeps of one of its rows; undefined where it keeps none. */
export function pinnedMark({ first, last, marks }: RowPin, id: number): string | undefined {
  if (id < first || id > last) return undefined;
  return marks.slice((id - first) * MARK, (id - first + 1) * MARK);
}

/** How many digits the marks of these rows have. */
export function markDigits({ first, last }: Pick<PinnedRows, 'first' | 'last'>): number {
  return (last - first + 1) * MARK;
}

/** Rows by id, in pieces. Text that is not valid UTF-8 any more reads as other text, so it shows. */
export async function* listRowLines(
  db: Kysely<Schema>,
  { table, first, last }: PinnedRows,
): AsyncGenerator<readonly RowLine[]> {
  const columns = sql.join(PINNED_COLUMNS[table].map((column) => sql.ref(column)));
  for (let from = first; from <= last; from += ROWS_AT_A_TIME) {
    const to = Math.min(last, from + ROWS_AT_A_TIME - 1);
    // One text per piece: the driver pays per row that crosses.
    const result = await sql<{ text: string | null }>`
      SELECT group_concat(json_array(${columns}), char(10)) AS text
      FROM (SELECT * FROM ${sql.table(table)} WHERE id BETWEEN ${from} AND ${to} ORDER BY id)`.execute(db);
    const text = result.rows[0]?.text ?? '';
    if (text !== '') yield text.split('\n').map(toLine);
  }
}

function toLine(text: string): RowLine {
  return { id: Number.parseInt(text.slice(1), 10), text };
}

/** All rows of a published version of an indicator system: it never changes again (product rule 5). */
export async function systemRows(db: Kysely<Schema>, systemId: number): Promise<readonly PinnedRows[]> {
  const rows: PinnedRows[] = [{ table: 'indicator_system', first: systemId, last: systemId }];
  for (const table of ['part', 'item'] as const) {
    const ids = await db
      .selectFrom(table)
      .select('id')
      .where('system_id', '=', systemId)
      .orderBy('id')
      .execute();
    for (const { id } of ids) {
      const last = rows.at(-1);
      if (last?.table === table && last.last === id - 1) rows[rows.length - 1] = { ...last, last: id };
      else rows.push({ table, first: id, last: id });
    }
  }
  return rows;
}

/** Ids of the first and last row of a table; undefined for an empty one. */
export async function rowRange(db: Kysely<Schema>, table: PinnedTable): Promise<PinnedRows | undefined> {
  const result = await sql<{ first: number | null; last: number | null }>`
    SELECT (SELECT min(id) FROM ${sql.table(table)}) AS first, (SELECT max(id) FROM ${sql.table(table)}) AS last`.execute(
    db,
  );
  const { first = null, last = null } = result.rows[0] ?? {};
  return first === null || last === null ? undefined : { table, first, last };
}
