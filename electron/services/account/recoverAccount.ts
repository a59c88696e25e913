import { ownRecovery, accountDisabled, accountNotFound, recoveryRefused } from '@shared/errors/account';
import {
  findAccount,
  findAccountByName,
  listStoredAccounts,
  setCredentials,
} from '../../database/accountRepository';
import { assertMay } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { appendAudit } from '../audit/appendAudit';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { auditedAccount } from './auditedAccount';
import { checkSecret } from './checkSecret';
import { hashSecret, pretendToVerify } from './passwordHash';
import { newRecoveryCode, plainRecoveryCode } from './recoveryCode';
import { assertPasswordFits } from './setPassword';
import type { SignedIn } from './signIn';

/**
 * A forgotten password: the recovery code, shown once when the first password was set, sets a new one. It leaves a trace on
 * the trail, and every administrator is told until one takes note.
 *
 * @returns who it is, and the next recovery code, shown this once: the one used is used up.
 * @throws {AppError} RECOVERY_REFUSED, SIGN_IN_DELAYED, ACCOUNT_DISABLED, PASSWORD_REFUSED, WORKSPACE_READ_ONLY
 */
export async function recoverAccount(
  workspace: Workspace,
  { name, code, password }: { readonly name: string; readonly code: string; readonly password: string },
): Promise<SignedIn & { readonly recoveryCode: string }> {
  assertWritable(workspace);
  const account = await findAccountByName(workspace.db, name.trim());
  if (!account || account.recovery === '') {
    await pretendToVerify(code);
    throw recoveryRefused();
  }
  assertPasswordFits(password, account);
  if (!(await checkSecret(workspace, account, 'recovery', plainRecoveryCode(code)))) throw recoveryRefused();
  if (!account.active) throw accountDisabled({ name: account.actor.name });
  const recoveryCode = newRecoveryCode();
  const credentials = {
    password: await hashSecret(password),
    recovery: await hashSecret(plainRecoveryCode(recoveryCode)),
    mustChange: false,
  };
  const { actor } = account;
  await inTransaction(workspace, async (trx, now) => {
    const before = await findAccount(trx, actor.accountId);
    if (!before) throw accountNotFound({ name: actor.name });
    await setCredentials(trx, actor.accountId, { ...credentials, recoveredAt: now });
    const fact = {
      action: 'account.recover',
      subject: actor.name,
      before: auditedAccount(before),
      after: auditedAccount({ ...before, ...credentials }),
      reason: '用恢复码重设口令',
    };
    await appendAudit(trx, actor, [fact], now);
  });
  return { actor, mustChange: false, recoveryCode };
}

/**
 * An administrator has taken note that a recovery code was used. Where there is another one, not the person alone.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ACCOUNT_NOT_FOUND, OWN_RECOVERY, WORKSPACE_READ_ONLY
 */
export async function acknowledgeRecovery(workspace: Workspace, accountId: number): Promise<void> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const account = await findAccount(trx, accountId);
    if (!account) throw accountNotFound({ name: '' });
    if (account.recoveredAt === '') return;
    const own = accountId === workspace.actor.accountId;
    if (own && (await listStoredAccounts(trx)).some((other) => other.active && isOtherAdmin(other.actor))) {
      throw ownRecovery();
    }
    await setCredentials(trx, accountId, { recoveredAt: '' });
    await audit({
      action: 'account.acknowledge',
      subject: account.actor.name,
      before: { recoveredAt: account.recoveredAt },
      after: { recoveredAt: '' },
    });
  });

  function isOtherAdmin({ accountId: other, roles }: Workspace['actor']): boolean {
    return other !== accountId && roles.includes('officeAdmin');
  }
}
