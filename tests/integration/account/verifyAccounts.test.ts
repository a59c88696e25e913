import { describe, expect, it } from 'vitest';
import { setPassword } from '@electron/services/account/setPassword';
import { saveAccount } from '@electron/services/account/saveAccount';
import { verifyAccounts } from '@electron/services/verify/verifyAccounts';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPerson } from '../../helpers/people';
import { testWorkspace } from '../../helpers/testWorkspace';

const wrong = async ({ db }: Workspace) =>
  (await verifyAccounts(db)).map(({ place, message }) => `${place} ${message}`);

describe('verify and accounts', () => {
  it('finds nothing in what the program itself did', async () => {
    const workspace = await testWorkspace();
    expect(await wrong(workspace)).toEqual([]);
    const zhang = await aPerson(workspace, '张三', ['leadScorer']);
    await setPassword(workspace, { current: '', password: '海州法治考核2020' });
    await saveAccount(workspace, {
      accountId: zhang.accountId,
      account: { name: '张三丰', roles: ['auditor'], unitCode: 'A01', allItems: false, active: false },
    });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it.each([
    ['a role given', { roles: '["officeAdmin"]' }],
    [
      'a password exchanged',
      { password: '$scrypt$ln=17,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo' },
    ],
    ['enabled again', { active: 0 as const }],
    ['another unit', { unit_code: 'A02' }],
    ['scope widened', { all_items: 1 as const }],
    ['renamed', { name: '李四' }],
  ])('names an account changed behind the program: %s', async (_, change) => {
    const workspace = await testWorkspace();
    const { accountId } = await aPerson(workspace, '张三', ['leadScorer']);
    await workspace.db.updateTable('account').set(change).where('id', '=', accountId).execute();
    expect(await wrong(workspace)).toEqual([
      `${'name' in change ? '李四' : '张三'} 姓名、单位、角色或口令与审计记录不符，可能被绕过程序修改`,
    ]);
  });

  it('names one that was slipped in, one that was taken out, and the first one promoted', async () => {
    const workspace = await testWorkspace();
    const { accountId } = await aPerson(workspace, '张三', ['leadScorer']);
    await workspace.db.deleteFrom('account').where('id', '=', accountId).execute();
    await workspace.db
      .insertInto('account')
      .values({
        ...{ uid: 'u', name: '不速之客', unit_code: '', roles: '["officeAdmin","king"]', all_items: 1 },
        ...{ password: 'plain', recovery: '', created_at: '2020-12-01T00:00:00.000Z' },
      })
      .execute();
    await workspace.db
      .updateTable('account')
      .set({ unit_code: 'A01' })
      .where('name', '=', '考评办')
      .execute();
    expect(await wrong(workspace)).toEqual([
      '考评办 审计记录里没有这个账号的来历，可能被绕过程序添加或修改',
      '不速之客 有程序不认识的角色',
      '不速之客 存下的口令信息已损坏',
      '不速之客 审计记录里没有这个账号的来历，可能被绕过程序添加或修改',
      '张三 审计记录里有这个账号，账号表里没有，可能被绕过程序删除',
    ]);
    await workspace.db.updateTable('account').set({ active: 0 }).execute();
    expect(await wrong(workspace)).toContain('人员 没有在用的考核办公室管理员');
  });
});
