import { passwordProblem } from '@shared/domain/password';
import { accountNotFound, ownRights, passwordRefused, passwordWrong } from '@shared/errors/account';
import { findAccount, setCredentials, type StoredAccount } from '../../database/accountRepository';
import { assertMay, assertSignedIn } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { auditedAccount } from './auditedAccount';
import { checkSecret } from './checkSecret';
import { hashSecret } from './passwordHash';
import { newRecoveryCode, plainRecoveryCode } from './recoveryCode';

/**
 * Replaces the own password. The first one brings a recovery code, shown this once.
 *
 * @param current '' where there is none yet.
 * @throws {AppError} NOT_SIGNED_IN, PASSWORD_WRONG, SIGN_IN_DELAYED, PASSWORD_REFUSED, WORKSPACE_READ_ONLY
 */
export async function setPassword(
  workspace: Workspace,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<{ readonly recoveryCode: string | null }> {
  assertWritable(workspace);
  assertSignedIn(workspace);
  const account = await requireAccount(workspace, workspace.actor.accountId);
  assertPasswordFits(password, account);
  if (account.password !== '') {
    const right = await checkSecret(workspace, account, 'password', current);
    if (!right) throw passwordWrong();
    if (current.normalize('NFKC') === password.normalize('NFKC')) {
      throw passwordRefused({ problem: '和原来的一样' });
    }
  }
  const code = account.recovery === '' ? newRecoveryCode() : null;
  await store(workspace, account, 'account.setPassword', {
    password: await hashSecret(password),
    ...(code === null ? {} : { recovery: await hashSecret(plainRecoveryCode(code)) }),
    mustChange: false,
  });
  return { recoveryCode: code };
}

/**
 * Sets somebody else's password, who must replace it at the next sign-in. Their recovery code ends with it: it was for the
 * password they lost.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ACCOUNT_NOT_FOUND, PASSWORD_REFUSED, OWN_RIGHTS for the own account
 */
export async function resetPassword(
  workspace: Workspace,
  { accountId, password }: { readonly accountId: number; readonly password: string },
): Promise<void> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  const account = await requireAccount(workspace, accountId);
  // The own one asks for the old one first: a window left open must not be enough.
  if (account.actor.accountId === workspace.actor.accountId) throw ownRights();
  assertPasswordFits(password, account);
  await store(workspace, account, 'account.resetPassword', {
    password: await hashSecret(password),
    recovery: '',
    mustChange: true,
  });
}

/** @throws {AppError} PASSWORD_REFUSED */
export function assertPasswordFits(password: string, { actor }: Pick<StoredAccount, 'actor'>): void {
  const problem = passwordProblem(password, [actor.name]);
  if (problem !== null) throw passwordRefused({ problem });
}

async function requireAccount({ db }: Workspace, accountId: number): Promise<StoredAccount> {
  const account = await findAccount(db, accountId);
  if (!account) throw accountNotFound({ name: '' });
  return account;
}

async function store(
  workspace: Workspace,
  account: StoredAccount,
  action: string,
  credentials: Parameters<typeof setCredentials>[2],
): Promise<void> {
  const { accountId, name } = account.actor;
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = await findAccount(trx, accountId);
    if (!before) throw accountNotFound({ name });
    await setCredentials(trx, accountId, credentials);
    await audit({
      action,
      subject: name,
      before: auditedAccount(before),
      after: auditedAccount({ ...before, ...credentials }),
    });
  });
}
