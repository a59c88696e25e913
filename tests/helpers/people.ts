import { saveAccount } from '@electron/services/account/saveAccount';
import { resetPassword } from '@electron/services/account/setPassword';
import { findAccountByName, listStoredAccounts, setCredentials } from '@electron/database/accountRepository';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor, Role } from '@shared/domain/role';
import { acting } from './acting';

/** Adds an account through the service, as the office whoever is signed in, and answers who it is. */
export async function aPerson(
  workspace: Workspace,
  name: string,
  roles: readonly Role[],
  more: { readonly unitCode?: string; readonly allItems?: boolean } = {},
): Promise<Actor> {
  const [office] = await listStoredAccounts(workspace.db);
  if (!office) throw new Error('no office');
  const { unitCode = '', allItems = false } = more;
  const account = { name, roles: [...roles], unitCode, allItems, active: true };
  await acting(workspace, office.actor, () => saveAccount(workspace, { accountId: null, account }));
  const added = await findAccountByName(workspace.db, name);
  if (!added) throw new Error(`${name} was not added`);
  return added.actor;
}

/** Gives a person a password of their own, as if already replaced. */
export async function withPassword(
  workspace: Workspace,
  { accountId }: Actor,
  password: string,
): Promise<void> {
  await resetPassword(workspace, { accountId, password });
  await setCredentials(workspace.db, accountId, { mustChange: false });
}
