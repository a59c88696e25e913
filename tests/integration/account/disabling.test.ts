import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@shared/domain/role';
import { findAccount } from '@electron/database/accountRepository';
import { saveAccount } from '@electron/services/account/saveAccount';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo } from '../../helpers/yearWorkspace';

let workspace: Workspace;
let zhang: Actor;
let li: Actor;

beforeEach(async () => {
  workspace = await aYear();
  zhang = await anAccount(workspace, '张三');
  li = await anAccount(workspace, '李四');
});

async function disable({ accountId, name, roles }: Actor, confirmed?: boolean): Promise<boolean | undefined> {
  const account = { name, roles: [...roles], unitCode: '', allItems: false, active: false };
  await saveAccount(workspace, { accountId, account, confirmed });
  return (await findAccount(workspace.db, accountId))?.active;
}

const assign = async (...scorers: readonly Actor[]) => {
  const { itemId } = await placeOf(workspace, 'A01');
  await assignScorers(workspace, [{ itemId, accountIds: scorers.map(({ accountId }) => accountId) }]);
};

describe('disabling an account', () => {
  it('asks where an item would be left to nobody, and names it; confirmed it is done', async () => {
    await assign(zhang);
    const refused = await refusal(disable(zhang));
    expect(refused.code).toBe('ACCOUNT_HAS_WORK');
    expect(refused.what).toContain('1 项指标只分配给这一个人（1.1.1）');
    expect((await findAccount(workspace.db, zhang.accountId))?.active).toBe(true);
    expect(await disable(zhang, true)).toBe(false);
  });

  it('asks where the only other scorer is disabled already', async () => {
    await assign(zhang, li);
    expect(await disable(li)).toBe(false);
    expect((await refusal(disable(zhang))).code).toBe('ACCOUNT_HAS_WORK');
  });

  it('asks while an own marking is not locked', async () => {
    const place = await placeOf(workspace, 'A01');
    await markedBy(workspace, place.itemId, [zhang, li]);
    const entry = anEntry({ 得分: '40' }, { reason: '缺台账' });
    await acting(workspace, zhang, () => recordScore(workspace, { ...place, entry, editId: 'visit' }));
    expect((await refusal(disable(zhang))).what).toContain('1 项多人评分还没有锁定');
    await acting(workspace, zhang, () => lockMarkings(workspace, { unitId: place.unitId }));
    expect(await disable(zhang)).toBe(false);
  });

  it('asks nothing of somebody nobody waits for, nor once scoring is over', async () => {
    await assign(zhang);
    expect(await disable(li)).toBe(false);
    await moveOnTo(workspace, 'feedback');
    expect(await disable(zhang)).toBe(false);
  });
});
