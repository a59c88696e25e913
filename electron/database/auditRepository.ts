import type { Kysely } from 'kysely';
import { insertRows } from './insertRows';
import type { Schema } from './schema';

/** An entry of the trail as stored. `before` and `after` are JSON, '' where there was nothing. */
export interface StoredAuditEntry {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly accountUid: string;
  readonly action: string;
  readonly subject: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  readonly editId: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly previousHash: string;
  readonly hash: string;
}

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

/** Adds entries at the end of the chain; the database refuses any that does not continue it. */
export async function appendEntries(
  trx: Kysely<Schema>,
  entries: readonly StoredAuditEntry[],
): Promise<void> {
  const rows = entries.map((entry) => [
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
  ]);
  await insertRows(trx, 'audit_entry', COLUMNS, rows);
}
