import { packageNotHeld } from '@shared/errors/exchange';
import { reasonRequired } from '@shared/errors/year';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { findLedgerRow, setLedgerState } from '../../database/exchangeRepository';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertMayExchange } from './mayExchange';

/**
 * Puts a package that waits aside for good: it no longer merges by itself. Its original stays in the inbox, and the same
 * package taken in once more is looked at as if it had just come.
 *
 * @throws {AppError} PACKAGE_NOT_HELD, REASON_REQUIRED, NOT_PERMITTED, WORKSPACE_READ_ONLY
 */
export async function refuseHeld(workspace: Workspace, packageId: number, reason: string): Promise<void> {
  assertWritable(workspace);
  assertMayExchange(workspace);
  if (!isReason(reason)) throw reasonRequired({ what: '不予合并', least: LEAST_REASON });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const stored = await findLedgerRow(trx, packageId);
    if (stored?.state !== 'held') throw packageNotHeld();
    await setLedgerState(trx, packageId, 'refused', reason.trim());
    await audit({
      action: 'package.refuse',
      subject: `${PACKAGE_KIND_NAMES[stored.kind]}（${stored.file_name}）`,
      before: { state: 'held', reason: stored.reason },
      after: { state: 'refused' },
      reason: reason.trim(),
    });
  });
}
