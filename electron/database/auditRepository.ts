import { sql, type Kysely } from 'kysely';
import { chainHash, type ChainedEntry } from './chainHash';
import { insertRows, type Cell } from './insertRows';
import type { Schema } from './schema';

/** An entry of the trail as stored. `before` and `after` are JSON, '' where there was nothing. */
export interface StoredAuditEntry extends ChainedEntry {
  readonly hash: string;
}

/** An entry before it has its place in the chain. */
export type NewAuditEntry = Omit<StoredAuditEntry, 'id' | 'previousHash' | 'hash'>;

/** How long the chain is and its last hash; 0 and '' for an empty one. */
export async function readHead(db: Kysely<Schema>): Promise<{ entries: number; hash: string }> {
  return db.selectFrom('audit_head').select(['entries', 'hash']).executeTakeFirstOrThrow();
}

const COLUMNS = [
  'id',
  'at',
  'person',
  'account_uid',
  'action',
  'subject',
  'unit_id',
  'item_id',
  'edit_id',
  'before',
  'after',
  'reason',
  'previous_hash',
  'hash',
] as const;

/**
 * Adds entries at the end of the chain: one look at its head, one insert. Call it in the transaction of the change
 * itself. The database refuses any entry that does not continue the chain.
 */
export async function appendEntries(trx: Kysely<Schema>, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  let { entries: id, hash: previousHash } = await readHead(trx);
  const rows = entries.map((entry) => {
    id += 1;
    const chained = storable({ ...entry, id, previousHash });
    const hash = chainHash(chained);
    const row = rowOf({ ...chained, hash });
    previousHash = hash;
    return row;
  });
  await insertRows(trx, 'audit_entry', COLUMNS, rows);
}

/** Half a character (a lone surrogate) does not survive storing: hashed is what will be read back. */
function storable(entry: ChainedEntry): ChainedEntry {
  const { person, accountUid, subject, editId, reason } = entry;
  return {
    ...entry,
    person: wellFormed(person),
    accountUid: wellFormed(accountUid),
    subject: wellFormed(subject),
    editId: wellFormed(editId),
    reason: wellFormed(reason),
  };
}

/** Text as the database gives it back. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function rowOf(entry: StoredAuditEntry): Cell[] {
  return [
    entry.id,
    entry.at,
    entry.person,
    entry.accountUid,
    entry.action,
    entry.subject,
    entry.unitId,
    entry.itemId,
    entry.editId,
    entry.before,
    entry.after,
    entry.reason,
    entry.previousHash,
    entry.hash,
  ];
}

/** The same for a database somebody may have been at; undefined where the head is gone. */
export async function findHead(
  db: Kysely<Schema>,
): Promise<{ readonly entries: number; readonly hash: string } | undefined> {
  return db.selectFrom('audit_head').select(['entries', 'hash']).where('id', '=', 1).executeTakeFirst();
}

/** The highest number an entry ever got, as SQLite itself keeps it. */
export async function lastNumberGiven(db: Kysely<Schema>): Promise<number> {
  const result = await sql<{
    seq: number;
  }>`SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'`.execute(db);
  return Number(result.rows[0]?.seq ?? 0);
}

/** Entries read at a time. */
const ENTRIES_AT_A_TIME = 2_000;

type EntryCells = [number, string, string, string, string, string, number | null, number | null, ...string[]];

/** The whole trail in order, in pieces of some thousand entries. */
export async function* listEntryPieces(db: Kysely<Schema>): AsyncGenerator<readonly StoredAuditEntry[]> {
  const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    // One text per piece: the driver pays per row that crosses.
    const result = await sql<{ text: string | null; last: number | null }>`
      SELECT group_concat(json_array(${columns}), char(10)) AS text, max(id) AS last
      FROM (SELECT * FROM audit_entry WHERE id > ${last} ORDER BY id LIMIT ${ENTRIES_AT_A_TIME})`.execute(db);
    const [piece] = result.rows;
    if (!piece?.text || piece.last === null) return;
    yield piece.text.split('\n').map((line) => toEntry(JSON.parse(line) as EntryCells));
    last = piece.last;
  }
}

function toEntry(cells: EntryCells): StoredAuditEntry {
  const [id, at, person, accountUid, action, subject, unitId, itemId, ...rest] = cells;
  const [editId = '', before = '', after = '', reason = '', previousHash = '', hash = ''] = rest;
  return {
    ...{ id, at, person, accountUid, action, subject, unitId, itemId },
    ...{ editId, before, after, reason, previousHash, hash },
  };
}

/** What of the trail is wanted; '' and null: everything. Moments are ISO, `until` is not included. */
export interface AuditQuery {
  readonly since: string;
  readonly until: string;
  readonly person: string;
  readonly area: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  readonly text: string;
}

/** What is longer than this is read without the digests of rows, which nobody reads. */
const LONG = 4_000;

export interface AuditSlice {
  /** Only entries before this one; null: from the newest on. */
  readonly before: number | null;
  readonly limit: number;
  /** With the marks of pinned rows too. */
  readonly whole?: boolean;
}

/** Entries that fit, newest first. */
export async function listAuditEntries(
  db: Kysely<Schema>,
  { since, until, person, area, unitId, itemId, text }: AuditQuery,
  { before, limit, whole = false }: AuditSlice,
): Promise<StoredAuditEntry[]> {
  // The plus keeps to the order of ids: most areas are a large part of the trail.
  const action = sql<string>`+action`;
  const after = whole
    ? sql<string>`after`
    : sql<string>`iif(length(after) > ${sql.lit(LONG)} AND json_valid(after), json_remove(after, '$.pins', '$.states'), after)`;
  return db
    .selectFrom('audit_entry')
    .select(['id', 'at', 'person', 'account_uid as accountUid', 'action', 'subject', 'unit_id as unitId'])
    .select(['item_id as itemId', 'edit_id as editId', 'before', 'reason', 'previous_hash as previousHash'])
    .select('hash')
    .select(after.as('after'))
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .$if(since !== '', (query) => query.where('at', '>=', since))
    .$if(until !== '', (query) => query.where('at', '<', until))
    .$if(person !== '', (query) => query.where('person', '=', person))
    .$if(area !== '', (query) => query.where(action, '>=', `${area}.`).where(action, '<', `${area}/`))
    .$if(unitId !== null, (query) => query.where('unit_id', '=', unitId))
    .$if(itemId !== null, (query) => query.where('item_id', '=', itemId))
    .$if(text !== '', (query) =>
      query.where(sql<boolean>`(instr(subject, ${text}) > 0 OR instr(reason, ${text}) > 0)`),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Everybody on the trail, by name; jumps from name to name through the index, however long the trail is. */
export async function listAuditPeople(db: Kysely<Schema>): Promise<readonly string[]> {
  const result = await sql<{ person: string }>`
    WITH RECURSIVE names (person) AS (
      SELECT (SELECT min(person) FROM audit_entry)
      UNION ALL
      SELECT (SELECT min(person) FROM audit_entry WHERE person > names.person) FROM names
      WHERE names.person IS NOT NULL)
    SELECT person FROM names WHERE person IS NOT NULL`.execute(db);
  return result.rows.map(({ person }) => person);
}

/** Hash of one entry; undefined where there is none. */
export async function findEntryHash(db: Kysely<Schema>, entryId: number): Promise<string | undefined> {
  const row = await db.selectFrom('audit_entry').select('hash').where('id', '=', entryId).executeTakeFirst();
  return row?.hash;
}
