import { NOBODY, type Actor } from '@shared/domain/role';
import { accountDisabled, passwordNotSet, signInRefused } from '@shared/errors/account';
import { findAccountByName, findOpenSeat, type StoredAccount } from '../../database/accountRepository';
import { inTransaction } from '../assessment/inTransaction';
import { appendAudit } from '../audit/appendAudit';
import type { Workspace } from '../workspace/workspace';
import { checkSecret } from './checkSecret';
import { pretendToVerify } from './passwordHash';

/** Somebody the program knows now. */
export interface SignedIn {
  readonly actor: Actor;
  /** The password was set by somebody else: nothing but changing it is allowed. */
  readonly mustChange: boolean;
}

/**
 * Finds out who somebody is; who works in the workspace stays as it was until `takeSeat`. Failures and successes go on the
 * trail.
 *
 * @param password '' where none is set: then only while no administrator has one either, when nothing is protected.
 * @throws {AppError} SIGN_IN_REFUSED, SIGN_IN_DELAYED, ACCOUNT_DISABLED, PASSWORD_NOT_SET, PASSWORD_UNREADABLE
 */
export async function authenticate(workspace: Workspace, name: string, password: string): Promise<SignedIn> {
  const account = await findAccountByName(workspace.db, name.trim());
  if (!account) {
    await pretendToVerify(password);
    throw signInRefused();
  }
  if (account.password === '') await assertOpen(workspace, account);
  else if (!(await checkSecret(workspace, account, 'password', password))) throw signInRefused();
  if (!account.active) throw accountDisabled({ name: account.actor.name });
  return { actor: account.actor, mustChange: account.mustChange };
}

async function assertOpen({ db, seat }: Workspace, { actor }: StoredAccount): Promise<void> {
  if ((await findOpenSeat(db, seat)) === null) throw passwordNotSet({ name: actor.name });
}

/** The person works in the workspace from now on. */
export async function takeSeat(workspace: Workspace, { actor }: SignedIn): Promise<void> {
  if (!workspace.readOnly) {
    await inTransaction(workspace, (trx, now) =>
      appendAudit(trx, actor, [{ action: 'account.signIn', subject: actor.name }], now),
    );
  }
  workspace.signIn(actor);
}

/** Signs somebody in, for those who have the workspace to themselves: the command line. @throws {AppError} those of `authenticate` */
export async function signIn(workspace: Workspace, name: string, password: string): Promise<SignedIn> {
  const signedIn = await authenticate(workspace, name, password);
  await takeSeat(workspace, signedIn);
  return signedIn;
}

/** Nobody works in the workspace any more. */
export async function leaveSeat(workspace: Workspace): Promise<void> {
  const { actor } = workspace;
  if (actor.roles.length > 0 && !workspace.readOnly) {
    await inTransaction(workspace, (_trx, _now, audit) =>
      audit({ action: 'account.signOut', subject: actor.name }),
    );
  }
  workspace.signIn(NOBODY);
}
