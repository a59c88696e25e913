import { describe, expect, it } from 'vitest';
import { listStoredAccounts, setCredentials } from '@electron/database/accountRepository';
import type { Workspace } from '@electron/services/workspace/workspace';
import { correctScore } from '@electron/services/result/correctScore';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { listAppeals } from '@electron/services/review/listAppeals';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import type { Actor } from '@shared/domain/role';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { importOne } from '../../helpers/importOne';
import { aPerson } from '../../helpers/people';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo } from '../../helpers/yearWorkspace';

const WHY = { reason: '复查发现漏扣', basis: '复查报告第3页' };

type Put = (workspace: Workspace, score: Parameters<typeof setScore>[1], office: Actor) => Promise<unknown>;

const SET: Put = setScore;
const MANY: Put = importOne;

interface District {
  readonly workspace: Workspace;
  readonly office: Actor;
  readonly approver: Actor;
  decide(who: Actor): Promise<unknown>;
}

/** The office entered 张三's score of A01, and the unit appealed. */
async function anAppealAgainst(put: Put, signsIn = true): Promise<District> {
  const workspace = await aYear();
  const [first] = await listStoredAccounts(workspace.db);
  if (!first) throw new Error('no office');
  const office = first.actor;
  if (signsIn) await setCredentials(workspace.db, office.accountId, { password: '已设' });
  const approver = await aPerson(workspace, '赵县', ['approver']);
  const place = await placeOf(workspace, 'A01');
  const entry = { ...anEntry({ 得分: '40' }), reason: '没有台账' };
  await put(workspace, { ...place, entry, scorer: '张三' }, office);
  await moveOnTo(workspace, 'feedback');
  const said = { grounds: '台账已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };
  const { id } = await fileAppeal(workspace, { ...place, ...said });
  return {
    ...{ workspace, office, approver },
    decide: (who) =>
      acting(workspace, who, () => decideAppeal(workspace, { id, toPoints: null, opinion: '维持原评分' })),
  };
}

describe('who entered a score under another’s name', () => {
  it.each([
    ['one by one', SET],
    ['many at once', MANY],
  ])('does not decide the appeal against it: %s', async (_how, put) => {
    const { workspace, office, approver, decide } = await anAppealAgainst(put);
    const [appeal] = (await listAppeals(workspace)).appeals;
    expect(appeal?.mayDecide).toBe(false);
    expect((await refusal(decide(office))).code).toBe('DECIDED_BY_OWN_JUDGE');
    expect(await decide(approver)).toMatchObject({ appeal: { state: 'upheld' } });
  });

  it('does not decide about it even after the account was renamed', async () => {
    const { office, decide } = await anAppealAgainst(SET);
    expect((await refusal(decide({ ...office, name: '新名字' }))).code).toBe('DECIDED_BY_OWN_JUDGE');
  });

  it('decides where the entry was taken back and somebody else scored', async () => {
    const { office, decide } = await anAppealAgainst(async (workspace, { entry, ...place }, office) => {
      const other = await aPerson(workspace, '李四', ['leadScorer'], { allItems: true });
      await acting(workspace, office, () =>
        recordScore(workspace, { ...place, entry: anEntry({}), editId: 'begun' }),
      );
      await acting(workspace, other, () => setScore(workspace, { ...place, entry, scorer: '李四' }));
    });
    expect(await decide(office)).toMatchObject({ appeal: { state: 'upheld' } });
  });

  it('does not confirm a correction of it', async () => {
    const { workspace, approver, decide } = await anAppealAgainst(SET);
    await decide(approver);
    await acting(workspace, { ...approver, roles: ['approver', 'officeAdmin'] }, () =>
      moveOnTo(workspace, 'approved'),
    );
    const correction = { ...(await placeOf(workspace, 'A01')), toPoints: 1000, ...WHY };
    expect((await refusal(correctScore(workspace, correction))).code).toBe('CORRECTION_BY_SCORER');
    const both: Actor = { ...approver, roles: ['approver', 'officeAdmin'] };
    expect(await acting(workspace, both, () => correctScore(workspace, correction))).toMatchObject({
      state: 'confirmed',
    });
  });
});

describe('the office’s seat that opens without a password', () => {
  it('decides about what it entered for others from paper: the names say who scored', async () => {
    const { office, decide } = await anAppealAgainst(SET, false);
    expect(await decide(office)).toMatchObject({ appeal: { state: 'upheld' } });
  });

  it('decides nothing it scored under its own name', async () => {
    const { office, decide } = await anAppealAgainst(
      (workspace, score, who) => setScore(workspace, { ...score, scorer: who.name }),
      false,
    );
    expect((await refusal(decide(office))).code).toBe('DECIDED_BY_OWN_JUDGE');
  });
});
