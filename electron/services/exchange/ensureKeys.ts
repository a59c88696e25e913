import { findOwnKeys, insertOwnKeys, type OwnKeys } from '../../database/exchangeRepository';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { fingerprint, makeKeyPair } from './container/packageKeys';
import { assertMayExchange } from './mayExchange';

/**
 * The workspace's own pair, made before its first package. The private key never leaves the workspace.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, WORKSPACE_READ_ONLY
 */
export async function ensureKeys(workspace: Workspace): Promise<OwnKeys> {
  assertMayExchange(workspace);
  const known = await findOwnKeys(workspace.db);
  if (known) return known;
  return inTransaction(workspace, async (trx, now, audit) => {
    const raced = await findOwnKeys(trx);
    if (raced) return raced;
    const keys = makeKeyPair();
    await insertOwnKeys(trx, keys, now);
    await audit({
      action: 'package.key',
      subject: workspace.name,
      after: { fingerprint: fingerprint(keys.publicKey) },
    });
    return keys;
  });
}
