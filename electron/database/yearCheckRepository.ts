import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** Tables whose rows the trail keeps a digest of. */
export type DigestedTable =
  'cycle_transition' | 'submission' | 'submission_hand_in' | 'submission_return' | 'not_applicable_request';

/** A row with its digest, as `verify` compares it. */
export interface DigestedRow {
  /** Unit, item and cycle as far as the table has them. */
  readonly unitId: number | null;
  readonly itemId: number | null;
  readonly cycleId: number | null;
  /** SHA-256 over all of its columns by name, hexadecimal. */
  readonly digest: string;
}

/** The digest of the newest row of a table at a place, for the trail. */
export async function digestOfLatest(
  trx: Kysely<Schema>,
  table: DigestedTable,
  where: Readonly<Record<string, number>>,
): Promise<string> {
  const [[column, value] = ['', 0]] = Object.entries(where);
  const order = table === 'submission' ? sql.ref('unit_id') : sql.ref('id');
  const result = await sql<Row>`SELECT * FROM ${sql.table(table)}
    WHERE ${sql.ref(column)} = ${value} ORDER BY ${order} DESC LIMIT 1`.execute(trx);
  const [row] = result.rows;
  if (!row) throw new Error(`${table} has no row at ${column} ${value}`);
  return digestOf(row);
}

type Row = Readonly<Record<string, string | number | null>>;

/** Every row of a table, oldest first. */
export async function listDigested(
  db: Kysely<Schema>,
  table: DigestedTable,
): Promise<readonly DigestedRow[]> {
  const order = table === 'submission' ? sql.ref('unit_id') : sql.ref('id');
  const result = await sql<Row>`SELECT * FROM ${sql.table(table)} ORDER BY ${order}`.execute(db);
  return result.rows.map((row) => ({
    unitId: whole(row['unit_id']),
    itemId: whole(row['item_id']),
    cycleId: whole(row['cycle_id']),
    digest: digestOf(row),
  }));
}

const whole = (value: string | number | null | undefined): number | null =>
  typeof value === 'number' ? value : null;

function digestOf(row: Row): string {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}

/** One step as the trail tells it. */
export interface TrailStep {
  readonly id: number;
  readonly action: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  /** Digests of the rows it wrote, the changing one first; '' where it kept none. */
  readonly digest: string;
}

/** Every step of these kinds, oldest first. */
export async function listTrailSteps(
  db: Kysely<Schema>,
  actions: readonly string[],
): Promise<readonly TrailStep[]> {
  const result = await sql<TrailStep>`SELECT id, action, unit_id AS unitId, item_id AS itemId,
      coalesce("after" ->> 'digest', '') AS digest
    FROM audit_entry WHERE action IN (${sql.join(actions)}) ORDER BY id`.execute(db);
  return result.rows;
}

/** Cycles whose stage is not the one their last move led to; never moved, it is a draft or was filled or upgraded. */
export async function listStrayCycles(
  db: Kysely<Schema>,
): Promise<readonly { readonly name: string; readonly state: string; readonly moved: string }[]> {
  const result = await sql<{ name: string; state: string; moved: string }>`
    SELECT name, state, moved FROM (SELECT cycle.name, cycle.state, coalesce((SELECT t.to_state
      FROM cycle_transition AS t WHERE t.cycle_id = cycle.id ORDER BY t.id DESC LIMIT 1), (SELECT "after" ->> 'state'
      FROM audit_entry WHERE action = 'cycle.fill' AND subject = cycle.name ORDER BY id DESC LIMIT 1),
        iif(EXISTS (SELECT 1 FROM audit_entry WHERE action = 'workspace.upgrade' AND at >= cycle.created_at), cycle.state,
          'draft')) AS moved
      FROM cycle)
    WHERE moved <> state`.execute(db);
  return result.rows;
}
