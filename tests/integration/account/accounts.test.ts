import { describe, expect, it } from 'vitest';
import { ROLES } from '@shared/domain/role';
import { listAccounts } from '@electron/services/account/listAccounts';
import { setLockAfterMinutes } from '@electron/services/account/lockAfter';
import { saveAccount } from '@electron/services/account/saveAccount';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acting } from '../../helpers/acting';
import { aPerson } from '../../helpers/people';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';

type Account = Parameters<typeof saveAccount>[1]['account'];

const anAccount = (changes: Partial<Account> = {}): Account => ({
  name: '张三',
  roles: ['leadScorer'],
  unitCode: '',
  allItems: false,
  active: true,
  ...changes,
});
const add = (workspace: Workspace, changes: Partial<Account>) =>
  saveAccount(workspace, { accountId: null, account: anAccount(changes) });

describe('accounts', () => {
  it('are added, listed and changed, with old and new on the trail', async () => {
    const workspace = await testWorkspace();
    const id = await add(workspace, { roles: ['unitFiller', 'leadScorer'], unitCode: 'A01' });
    const { accounts, open, lockAfterMinutes } = await listAccounts(workspace);
    expect(accounts.map(({ name }) => name)).toEqual(['考评办', '张三']);
    expect(accounts[1]).toMatchObject({ id, roles: ['leadScorer', 'unitFiller'], hasPassword: false });
    expect(accounts[1]?.unit).not.toBe('');
    expect([open, lockAfterMinutes]).toEqual([true, 15]);
    await saveAccount(workspace, { accountId: id, account: anAccount({ name: '张三丰', allItems: true }) });
    const entry = await workspace.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'account.change')
      .executeTakeFirstOrThrow();
    expect(entry.person).toBe('考评办');
    expect(JSON.parse(entry.before)).toMatchObject({ name: '张三', unitCode: 'A01', allItems: false });
    expect(JSON.parse(entry.after)).toMatchObject({ name: '张三丰', unitCode: '', allItems: true });
  });

  it.each(ROLES.filter((role) => role !== 'officeAdmin'))('%s manages nobody', async (role) => {
    const workspace = await testWorkspace();
    const other = await aPerson(workspace, '李四', [role], { unitCode: 'A01' });
    await acting(workspace, other, async () => {
      expect((await refusal(listAccounts(workspace))).code).toBe('NOT_PERMITTED');
      expect((await refusal(add(workspace, {}))).code).toBe('NOT_PERMITTED');
      expect((await refusal(setLockAfterMinutes(workspace, 5))).code).toBe('NOT_PERMITTED');
      const promoted = saveAccount(workspace, {
        accountId: other.accountId,
        account: anAccount({ name: '李四', roles: ['officeAdmin'] }),
      });
      expect((await refusal(promoted)).code).toBe('NOT_PERMITTED');
    });
    expect((await listAccounts(workspace)).accounts).toHaveLength(2);
  });

  it('are refused where something is missing or wrong', async () => {
    const workspace = await testWorkspace();
    await add(workspace, {});
    const refused = async (changes: Partial<Account>) => (await refusal(add(workspace, changes))).code;
    expect(await refused({})).toBe('ACCOUNT_NAME_TAKEN');
    expect(await refused({ name: '  ' })).toBe('ACCOUNT_INVALID');
    expect(await refused({ name: '李四', roles: [] })).toBe('ACCOUNT_INVALID');
    expect(await refused({ name: '李四', roles: ['unitFiller'] })).toBe('ACCOUNT_INVALID');
    expect(await refused({ name: '李四', unitCode: 'ZZ99' })).toBe('ACCOUNT_INVALID');
    const unknown = saveAccount(workspace, { accountId: 77, account: anAccount({ name: '王五' }) });
    expect((await refusal(unknown)).code).toBe('ACCOUNT_NOT_FOUND');
    expect((await refusal(setLockAfterMinutes(workspace, 481))).code).toBe('ACCOUNT_INVALID');
  });

  it('nobody changes the own rights; the own name may be corrected', async () => {
    const workspace = await testWorkspace();
    const { accountId, roles, allItems } = workspace.actor;
    const own = anAccount({ name: '考评办', roles: [...roles], allItems });
    const change = (changes: Partial<Account>) =>
      saveAccount(workspace, { accountId, account: { ...own, ...changes } });
    for (const changes of [
      { roles: ['officeAdmin' as const] },
      { roles: [...roles, 'auditor' as const] },
      { unitCode: 'A01' },
      { allItems: !allItems },
      { active: false },
    ]) {
      expect((await refusal(change(changes))).code).toBe('OWN_RIGHTS');
    }
    await change({ name: '王主任' });
    expect(workspace.actor).toMatchObject({ accountId, name: '王主任', roles });
  });

  it('one administrator always stays', async () => {
    const workspace = await testWorkspace();
    const first = workspace.actor;
    const li = await aPerson(workspace, '李四', ['officeAdmin']);
    const account = anAccount({ name: '考评办', roles: [...first.roles], allItems: true, active: false });
    await acting(workspace, li, () => saveAccount(workspace, { accountId: first.accountId, account }));
    // Disabled meanwhile, the first one is still at the window.
    const both = saveAccount(workspace, {
      accountId: li.accountId,
      account: anAccount({ name: '李四', roles: ['auditor'] }),
    });
    expect((await refusal(both)).code).toBe('LAST_ADMIN');
    const { accounts } = await acting(workspace, li, () => listAccounts(workspace));
    expect(accounts.filter(({ active }) => active).map(({ name }) => name)).toEqual(['李四']);
  });

  it('the time until the window locks is set by the office, on the trail', async () => {
    const workspace = await testWorkspace();
    await setLockAfterMinutes(workspace, 0);
    expect((await listAccounts(workspace)).lockAfterMinutes).toBe(0);
    await setLockAfterMinutes(workspace, 30);
    expect((await listAccounts(workspace)).lockAfterMinutes).toBe(30);
  });
});
