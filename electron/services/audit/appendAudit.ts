import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { appendEntries, type NewAuditEntry } from '../../database/auditRepository';
import { pinRows, type RowPin } from '../../database/rowPins';
import { readStates, type RowStates, type StateTable } from '../../database/rowStates';
import type { Schema } from '../../database/schema';
import type { AuditFact } from './auditFact';

/**
 * Appends to the trail, in the transaction of the change itself: either both stand, or neither. Practice page §15,
 * peers.md 1.14.
 */
export async function appendAudit(
  trx: Kysely<Schema>,
  actor: Pick<Actor, 'name' | 'uid'>,
  facts: readonly AuditFact[],
  now: string,
): Promise<void> {
  const entries: NewAuditEntry[] = [];
  for (const fact of facts) {
    entries.push({
      at: now,
      person: actor.name,
      accountUid: actor.uid,
      action: fact.action,
      subject: fact.subject,
      unitId: fact.unitId ?? null,
      itemId: fact.itemId ?? null,
      editId: fact.editId ?? '',
      before: toJson(fact.before),
      after: toJson(await withPins(trx, fact)),
      reason: fact.reason ?? '',
    });
  }
  await appendEntries(trx, entries);
}

const toJson = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

/** What it is now, with the digests of the rows it wrote. */
async function withPins(trx: Kysely<Schema>, { after, pins = [], states = [] }: AuditFact): Promise<unknown> {
  if (pins.length === 0 && states.length === 0) return after;
  const pinned: RowPin[] = [];
  for (const rows of pins) pinned.push(await pinRows(trx, rows));
  const standing: Partial<Record<StateTable, RowStates>> = {};
  for (const rows of states)
    standing[rows.table] = { ...standing[rows.table], ...(await readStates(trx, rows)) };
  return {
    ...(after as object | undefined),
    ...(pinned.length > 0 ? { pins: pinned } : {}),
    ...(states.length > 0 ? { states: standing } : {}),
  };
}
