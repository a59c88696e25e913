import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '@shared/domain/role';
import { setCredentials } from '@electron/database/accountRepository';
import { saveAccount } from '@electron/services/account/saveAccount';
import { listResults } from '@electron/services/result/listResults';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { moveCycle } from '@electron/services/year/moveCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { importOne } from '../../helpers/importOne';
import { aPerson } from '../../helpers/people';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll } from '../../helpers/yearWorkspace';

const WHY = '区委常委会审定';
const BOTH: readonly Role[] = ['officeAdmin', 'leadScorer', 'approver'];

/** Somebody who can sign in. */
async function known(workspace: Workspace, name: string, roles: readonly Role[]): Promise<Actor> {
  const actor = await aPerson(workspace, name, roles, { allItems: true });
  await setCredentials(workspace.db, actor.accountId, { password: '已设' });
  return actor;
}

/** Everything scored and the review ended by the office. */
async function aYearInFeedback(): Promise<Workspace> {
  const workspace = await aYear();
  await moveOnTo(workspace, 'reviewing');
  await scoreAll(workspace);
  await moveOnTo(workspace, 'feedback');
  return workspace;
}

const approve = (workspace: Workspace, who: Actor = workspace.actor) =>
  acting(workspace, who, () => moveCycle(workspace, { to: 'approved', reason: WHY, confirm: true }));

async function handsOnTheTrail(workspace: Workspace): Promise<readonly unknown[]> {
  const entries = await workspace.db
    .selectFrom('audit_entry')
    .select('after')
    .where('action', '=', 'result.approve')
    .orderBy('id')
    .execute();
  return entries.map(({ after }) => (JSON.parse(after) as { hands?: unknown }).hands);
}

describe('the approval of a year', () => {
  it('is not of whoever ended the review while another approver is there', async () => {
    const workspace = await aYearInFeedback();
    const leader = await known(workspace, '王区长', ['approver']);
    const refused = await refusal(approve(workspace));
    expect(refused.code).toBe('APPROVAL_NEEDS_ANOTHER');
    expect(refused.todo).toContain('王区长');
    expect(await listResults(workspace, {})).toEqual([]);
    expect((await approve(workspace, leader)).cycle.state).toBe('approved');
    expect(await handsOnTheTrail(workspace)).toEqual([undefined]);
  });

  it.each(['one by one', 'many at once'])('is not of whoever scored, %s', async (how) => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    const scoring = await known(workspace, '周科长', BOTH);
    const leader = await known(workspace, '王区长', ['approver']);
    await acting(workspace, scoring, async () => {
      if (how === 'one by one') return scoreAll(workspace);
      const score = { entry: anEntry({ 得分: '50' }), scorer: '张三' };
      await importOne(workspace, { ...(await placeOf(workspace, 'A01')), ...score });
    });
    await moveOnTo(workspace, 'feedback');
    expect((await refusal(approve(workspace, scoring))).code).toBe('APPROVAL_NEEDS_ANOTHER');
    expect((await approve(workspace, leader)).cycle.state).toBe('approved');
  });

  it.each<[string, (workspace: Workspace) => Promise<unknown>]>([
    ['there is no other approver', () => Promise.resolve()],
    ['the other never had a password', (workspace) => aPerson(workspace, '王区长', ['approver'])],
    ['the other is no approver', (workspace) => known(workspace, '王主任', ['officeAdmin', 'auditor'])],
    ['the other is disabled', disabled],
    ['the other scored too', scoredToo],
  ])('goes on in the same hand where %s, and the trail says so', async (_name, prepare) => {
    const workspace = await aYear();
    await prepare(workspace);
    await moveOnTo(workspace, 'reviewing');
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    expect((await approve(workspace)).cycle.state).toBe('approved');
    expect(await handsOnTheTrail(workspace)).toEqual([expect.stringContaining('由同一人')]);
  });

  it('asks about this year only: who scored last year approves this one', async () => {
    const workspace = await aYear();
    const scoring = await known(workspace, '周科长', BOTH);
    const leader = await known(workspace, '王区长', ['approver']);
    await acting(workspace, scoring, () => scoreAll(workspace));
    await moveOnTo(workspace, 'feedback');
    await approve(workspace, leader);
    await moveOnTo(workspace, 'archived');
    await startNextCycle(workspace, { year: 2021 });
    await moveOnTo(workspace, 'feedback');
    expect((await approve(workspace, scoring)).cycle.state).toBe('approved');
    expect(await handsOnTheTrail(workspace)).toEqual([undefined, undefined]);
  });
});

async function disabled(workspace: Workspace): Promise<void> {
  const { accountId } = await known(workspace, '王区长', ['approver']);
  const account = {
    name: '王区长',
    roles: ['approver'] as Role[],
    unitCode: '',
    allItems: true,
    active: false,
  };
  await saveAccount(workspace, { accountId, account });
}

async function scoredToo(workspace: Workspace): Promise<void> {
  const other = await known(workspace, '周科长', BOTH);
  await acting(workspace, other, () => scoreAll(workspace));
}
