import type { AccountsView, RecoveryNotice, SignInView } from '@shared/ipc/practice/account';
import { mayDo } from '@shared/domain/role';
import { findOpenSeat, listStoredAccounts, type StoredAccount } from '../../database/accountRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { readLockAfterMinutes } from './lockAfter';

/** Everybody with an account, for 系统管理 · 人员. @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED */
export async function listAccounts(workspace: Workspace): Promise<AccountsView> {
  assertMay(workspace, 'managePeople');
  const { db, seat } = workspace;
  const { unitByCode } = await loadAssessment(workspace);
  const accounts = (await listStoredAccounts(db)).map((account) => ({
    id: account.actor.accountId,
    name: account.actor.name,
    unitCode: account.actor.unitCode,
    unit: unitByCode.get(account.actor.unitCode)?.name ?? '',
    roles: account.actor.roles,
    allItems: account.actor.allItems,
    active: account.active,
    hasPassword: account.password !== '',
    mustChange: account.mustChange,
    blockedUntil: account.blockedUntil,
    recoveredAt: account.recoveredAt,
  }));
  const open = (await findOpenSeat(db, seat)) !== null;
  return { accounts, lockAfterMinutes: await readLockAfterMinutes(db), open };
}

/** The names on the sign-in page: accounts in use, administrators first. Anybody may ask; it tells names, nothing else. */
export async function listSignInNames(workspace: Workspace): Promise<SignInView> {
  const { unitByCode } = await loadAssessment(workspace);
  const active = (await listStoredAccounts(workspace.db)).filter((account) => account.active);
  const isOffice = ({ actor }: StoredAccount): boolean => actor.roles.includes('officeAdmin');
  const ordered = [...active.filter(isOffice), ...active.filter((account) => !isOffice(account))];
  return {
    names: ordered.map(({ actor }) => ({
      name: actor.name,
      unit: unitByCode.get(actor.unitCode)?.name ?? '',
    })),
    open: (await findOpenSeat(workspace.db, workspace.seat)) !== null,
  };
}

/** Recovery codes used that no administrator has taken note of; nobody else is told. */
export async function listRecoveryNotices(
  workspace: Pick<Workspace, 'actor' | 'db'>,
): Promise<readonly RecoveryNotice[]> {
  if (!mayDo(workspace.actor, 'managePeople')) return [];
  return (await listStoredAccounts(workspace.db))
    .filter(({ recoveredAt }) => recoveredAt !== '')
    .map(({ actor, recoveredAt }) => ({ accountId: actor.accountId, name: actor.name, at: recoveredAt }));
}
