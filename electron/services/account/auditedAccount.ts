import { createHash } from 'node:crypto';
import type { StoredAccount } from '../../database/accountRepository';

/**
 * What the trail keeps of an account after every change, so that `verify` sees one that was changed behind the program's
 * back. Of the secrets only a digest of what is stored, which is a salted hash itself.
 */
export function auditedAccount({
  actor,
  active,
  password,
  recovery,
}: Pick<StoredAccount, 'actor' | 'active' | 'password' | 'recovery'>): Readonly<Record<string, unknown>> {
  return {
    uid: actor.uid,
    name: actor.name,
    unitCode: actor.unitCode,
    roles: actor.roles,
    allItems: actor.allItems,
    active,
    hasPassword: password !== '',
    secrets: createHash('sha256')
      .update(JSON.stringify([password, recovery]))
      .digest('hex'),
  };
}
