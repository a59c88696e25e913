import type { Kysely } from 'kysely';
import { LOCK_AFTER_MINUTES, LONGEST_LOCK_AFTER_MINUTES } from '@shared/domain/password';
import { accountInvalid } from '@shared/errors/account';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import { readMeta, writeMeta } from '../workspace/meta';
import type { Workspace } from '../workspace/workspace';

/** Minutes without a touch until the window locks; 0 never. */
export async function readLockAfterMinutes(db: Kysely<Schema>): Promise<number> {
  const stored = await readMeta(db, 'lockAfterMinutes');
  return /^\d{1,3}$/.test(stored) ? Number(stored) : LOCK_AFTER_MINUTES;
}

/** @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ACCOUNT_INVALID, WORKSPACE_READ_ONLY */
export async function setLockAfterMinutes(workspace: Workspace, minutes: number): Promise<void> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST_LOCK_AFTER_MINUTES) {
    throw accountInvalid({ problem: `锁定时间应是 0 到 ${LONGEST_LOCK_AFTER_MINUTES} 之间的整数分钟。` });
  }
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = await readLockAfterMinutes(trx);
    await writeMeta(trx, 'lockAfterMinutes', String(minutes));
    await audit({
      action: 'account.setLock',
      subject: '自动锁定',
      before: { minutes: before },
      after: { minutes },
    });
  });
}
