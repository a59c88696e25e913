import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { appendEntries, readHead } from '../../database/auditRepository';
import type { Schema } from '../../database/schema';
import type { AuditFact } from './auditFact';
import { chainHash, type ChainedEntry } from './chainHash';

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
  if (facts.length === 0) return;
  const head = await readHead(trx);
  let { entries: id, hash: previousHash } = head;
  const entries = facts.map((fact) => {
    id += 1;
    const entry: ChainedEntry = {
      id,
      at: now,
      person: actor.name,
      accountUid: actor.uid,
      action: fact.action,
      subject: fact.subject,
      unitId: fact.unitId ?? null,
      itemId: fact.itemId ?? null,
      editId: fact.editId ?? '',
      before: toJson(fact.before),
      after: toJson(fact.after),
      reason: fact.reason ?? '',
      previousHash,
    };
    const hash = chainHash(entry);
    previousHash = hash;
    return { ...entry, hash };
  });
  await appendEntries(trx, entries);
}

const toJson = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
