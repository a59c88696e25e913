import { createHash } from 'node:crypto';

/** An entry of the trail with the hash of the one before it. */
export interface ChainedEntry {
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
}

/** SHA-256 over all of an entry and the hash before it, as lower-case hexadecimal. */
export function chainHash(entry: ChainedEntry): string {
  const { id, at, person, accountUid, action, subject, unitId, itemId } = entry;
  const { editId, before, after, reason, previousHash } = entry;
  return createHash('sha256')
    .update(
      JSON.stringify([
        previousHash,
        id,
        at,
        person,
        accountUid,
        action,
        subject,
        unitId,
        itemId,
        editId,
        before,
        after,
        reason,
      ]),
    )
    .digest('hex');
}
