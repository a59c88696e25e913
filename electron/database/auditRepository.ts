import type { Kysely } from 'kysely';
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
