import { beforeEach, describe, expect, it } from 'vitest';
import { countOpenWork } from '@electron/database/yearRepository';
import { findScore } from '@electron/database/scoreRepository';
import { saveAccount } from '@electron/services/account/saveAccount';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { assignByLead, assignScorers } from '@electron/services/marking/assignScorers';
import { listScorerProgress } from '@electron/services/marking/listScorerProgress';
import { listScoringProgress } from '@electron/services/marking/listScoringProgress';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { hasJudged } from '@electron/services/review/assertNotJudge';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { listReminders } from '@electron/services/year/listReminders';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { revokeNotApplicable } from '@electron/services/year/revokeNotApplicable';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor, Role } from '@shared/domain/role';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

interface Place {
  readonly unitId: number;
  readonly itemId: number;
}

let workspace: Workspace;
let zhang: Actor;
let li: Actor;
let place: Place;
let next: Place;

/** Two scorers of one item in two units, in 评审. */
beforeEach(async () => {
  workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  zhang = await anAccount(workspace, '张三');
  li = await anAccount(workspace, '李四');
  place = await placeOf(workspace, 'A01', '1.1.1');
  next = await placeOf(workspace, 'A02', '1.1.1');
  await markedBy(workspace, place.itemId, [zhang, li], { spreadLimit: 100 });
  await moveOnTo(workspace, 'reviewing');
});

const points = (text: string) => anEntry({ 得分: text }, { reason: '材料不全' });

async function markAndLock(scorer: Actor, text: string, at: Place): Promise<void> {
  await acting(workspace, scorer, async () => {
    await recordScore(workspace, { ...at, entry: points(text), editId: 'visit' });
    await lockMarkings(workspace, { unitId: at.unitId, itemIds: [at.itemId] });
  });
}

async function granted(at: Place): Promise<number> {
  const request = { ...at, reason: '本单位没有这项职责', basis: '' };
  const requestId = (await requestNotApplicable(workspace, request)).at(-1)?.id ?? 0;
  await decideNotApplicable(workspace, { requestIds: [requestId], approve: true, opinion: '' });
  return requestId;
}

const unsettled = async (): Promise<number> => {
  const { cycle } = await loadAssessment(workspace);
  return (await countOpenWork(workspace.reader, cycle.id, 1)).unsettled.count;
};
const reminded = async (name: string): Promise<number> =>
  (await listReminders(workspace)).scorers.find((scorer) => scorer.name === name)?.unscored ?? 0;
const progress = async (name: string) =>
  (await listScorerProgress(workspace)).find((scorer) => scorer.name === name);
const own = async (scorer: Actor, unitId: number) =>
  acting(workspace, scorer, async () =>
    (await listScoringProgress(workspace, {})).find((unit) => unit.unitId === unitId),
  );
const code = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;

describe('an approved 缺项 on an item of several scorers', () => {
  it('is done for the check of the stage, for reminders and for every progress', async () => {
    await acting(workspace, zhang, () =>
      recordScore(workspace, { ...place, entry: points('40'), editId: 'x' }),
    );
    expect(await unsettled()).toBe(1);
    expect(await reminded('李四')).toBe(2);
    await granted(place);
    expect(await unsettled()).toBe(0);
    expect(await reminded('李四')).toBe(1);
    expect(await progress('李四')).toMatchObject({ places: 2, scored: 1, locked: 1 });
    expect(await own(li, place.unitId)).toMatchObject({ scored: 0, applicable: 0 });
    expect(await own(zhang, place.unitId)).toMatchObject({ scored: 0, applicable: 0 });
    await markAndLock(zhang, '40', next);
    await markAndLock(li, '40', next);
    expect([await reminded('张三'), await reminded('李四')]).toEqual([0, 0]);
    expect(await progress('张三')).toMatchObject({ places: 2, scored: 2, locked: 2 });
    expect(await own(li, next.unitId)).toMatchObject({ scored: 1, applicable: 1 });
  });

  it('cannot be settled over; taken back, with a reason, what was locked counts', async () => {
    await markAndLock(zhang, '40', place);
    await markAndLock(li, '45', place);
    const requestId = await granted(place);
    const decided = { ...place, entry: anEntry({}, { points: '42', reason: '取中间值' }) };
    expect(await code(settleDifference(workspace, decided))).toBe('MARKING_NOT_APPLICABLE');
    await revokeNotApplicable(workspace, { requestId, reason: '三定方案里有这项职责' });
    expect(await findScore(workspace.db, place.unitId, place.itemId)).toMatchObject({ status: 'unscored' });
    await settleDifference(workspace, decided);
    expect(await findScore(workspace.db, place.unitId, place.itemId)).toMatchObject({ points: 4200 });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('taken back where all agree is settled by the rule at once', async () => {
    await markAndLock(zhang, '40', place);
    const requestId = await granted(place);
    await assignScorers(workspace, [{ itemId: place.itemId, accountIds: [zhang.accountId] }]);
    await revokeNotApplicable(workspace, { requestId, reason: '三定方案里有这项职责' });
    expect(await findScore(workspace.db, place.unitId, place.itemId)).toMatchObject({
      points: 4000,
      settled: true,
    });
  });
});

it('what was settled before somebody was assigned is not waited for', async () => {
  await markAndLock(zhang, '40', place);
  await markAndLock(li, '40', place);
  const wang = await anAccount(workspace, '王五');
  const accountIds = [zhang, li, wang].map(({ accountId }) => accountId);
  await assignScorers(workspace, [{ itemId: place.itemId, accountIds }]);
  expect(await reminded('王五')).toBe(1);
  expect(await progress('王五')).toMatchObject({ places: 2, scored: 1, locked: 1 });
  expect(await own(wang, place.unitId)).toMatchObject({ scored: 1, applicable: 1 });
});

it('of the own unit nothing counts, whatever became of it', async () => {
  const wang = await anAccount(workspace, '王五', ['leadScorer'], 'A01');
  await markAndLock(zhang, '40', place);
  await markAndLock(li, '40', place);
  const accountIds = [zhang, li, wang].map(({ accountId }) => accountId);
  await assignScorers(workspace, [{ itemId: place.itemId, accountIds }]);
  expect(await progress('王五')).toMatchObject({ places: 1, scored: 0, locked: 0 });
});

describe('who was waited for', () => {
  const change = (who: Actor, more: { active?: boolean; roles?: Role[]; unitCode?: string }) =>
    saveAccount(workspace, {
      accountId: who.accountId,
      account: { ...who, roles: [...who.roles], active: true, ...more },
    });

  it.each([
    ['is disabled', { active: false }],
    ['scores no more', { roles: ['auditor'] as Role[] }],
    ['belongs to the unit now', { unitCode: 'A01' }],
  ])('and %s: the rule settles what the others have locked', async (_how, more) => {
    await markAndLock(zhang, '40', place);
    expect(await findScore(workspace.db, place.unitId, place.itemId)).toBeUndefined();
    await change(li, more);
    expect(await findScore(workspace.db, place.unitId, place.itemId)).toMatchObject({
      points: 4000,
      settled: true,
    });
    // Nobody judged by it but who scored: the administrator may still decide an appeal.
    expect(await hasJudged(workspace.db, workspace.actor, place.unitId, place.itemId)).toBe(false);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('and is disabled keeps the assignment while others are assigned by lead unit or by hand', async () => {
    await change(li, { active: false });
    await assignByLead(workspace);
    const wang = await anAccount(workspace, '王五');
    const accountIds = [zhang.accountId, wang.accountId];
    await assignScorers(workspace, [{ itemId: place.itemId, accountIds }]);
    await change(li, { active: true });
    expect((await progress('李四'))?.items).toBe(1);
    await assignScorers(workspace, [{ itemId: place.itemId, accountIds }]);
    expect(await progress('李四')).toBeUndefined();
  });
});
