import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { appendEntries, type NewAuditEntry } from '../../database/auditRepository';
import { takeTouchedRows } from '../../database/rowJournal';
import { pinRows, type RowPin } from '../../database/rowPins';
import type { RowStates, StateTable } from '../../database/rowStates';
import type { Schema } from '../../database/schema';
import type { AuditFact } from './auditFact';

/** States of rows by table, as an entry keeps them. */
type States = Partial<Record<StateTable, RowStates>>;

/** Rows whose states one entry keeps at most: an entry stays small enough to be shown and hashed at once. */
const STATES_OF_ENTRY = 20_000;

/**
 * Appends to the trail, in the transaction of the change itself: either both stand, or neither. The last fact also keeps
 * how every guarded row touched so far stands now; more rows than one entry takes go on entries that follow it.
 * Practice page §15, peers.md 1.14.
 */
export async function appendAudit(
  trx: Kysely<Schema>,
  actor: Pick<Actor, 'name' | 'uid'>,
  facts: readonly AuditFact[],
  now: string,
): Promise<void> {
  const [states, ...more] = await statesOfTouched(trx);
  const entries: NewAuditEntry[] = [];
  for (const [index, fact] of facts.entries()) {
    const kept = index === facts.length - 1 ? states : undefined;
    entries.push(toEntry(actor, fact, await withPins(trx, fact, kept), now));
  }
  const last = facts.at(-1);
  if (last) {
    const { action, subject, editId } = last;
    for (const piece of more) {
      entries.push(toEntry(actor, { action, subject, editId }, { states: piece }, now));
    }
  } else if (states) {
    throw new Error(`written without a word on the trail: ${Object.keys(states).join()}`);
  }
  await appendEntries(trx, entries);
}

function toEntry(
  actor: Pick<Actor, 'name' | 'uid'>,
  fact: AuditFact,
  after: unknown,
  now: string,
): NewAuditEntry {
  return {
    at: now,
    person: actor.name,
    accountUid: actor.uid,
    action: fact.action,
    subject: fact.subject,
    unitId: fact.unitId ?? null,
    itemId: fact.itemId ?? null,
    editId: fact.editId ?? '',
    before: toJson(fact.before),
    after: toJson(after),
    reason: fact.reason ?? '',
  };
}

const toJson = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

/** What it is now, with the digests of the rows it wrote. */
async function withPins(
  trx: Kysely<Schema>,
  { after, pins = [] }: AuditFact,
  states: States | undefined,
): Promise<unknown> {
  if (pins.length === 0 && !states) return after;
  const pinned: RowPin[] = [];
  for (const rows of pins) pinned.push(await pinRows(trx, rows));
  return {
    ...(after as object | undefined),
    ...(pinned.length > 0 ? { pins: pinned } : {}),
    ...(states ? { states } : {}),
  };
}

async function statesOfTouched(trx: Kysely<Schema>): Promise<States[]> {
  const pieces: States[] = [];
  let room = 0;
  for (const [table, states] of await takeTouchedRows(trx)) {
    const rows = Object.entries(states);
    for (let from = 0; from < rows.length;) {
      if (room === 0) {
        pieces.push({});
        room = STATES_OF_ENTRY;
      }
      const taken = rows.slice(from, from + room);
      Object.assign(pieces.at(-1) ?? {}, { [table]: Object.fromEntries(taken) });
      from += taken.length;
      room -= taken.length;
    }
  }
  return pieces;
}
