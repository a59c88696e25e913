import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { findScore } from '@electron/database/scoreRepository';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { getMarkingPlace } from '@electron/services/marking/getMarkingPlace';
import { listDifferences } from '@electron/services/marking/listDifferences';
import { listMyItems } from '@electron/services/marking/listMyItems';
import { listScorerProgress } from '@electron/services/marking/listScorerProgress';
import { listScoringProgress } from '@electron/services/marking/listScoringProgress';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { unlockMarkings } from '@electron/services/marking/unlockMarkings';
import { getScoringColumn, getScoringSheet } from '@electron/services/marking/withMarkings';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import { importScores } from '@electron/services/scores/importScores';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { figuresOf } from '@electron/database/scoreRepository';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { CycleState } from '@shared/domain/cycleState';
import type { Actor } from '@shared/domain/role';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
let zhang: Actor;
let li: Actor;
let wang: Actor;
let place: { unitId: number; itemId: number };

beforeEach(async () => {
  workspace = await testWorkspace({
    system: aSmallSystem(),
    units: [aUnit('A01'), aUnit('A02'), aUnit('B01', STANDARD_GROUPS[1])],
  });
  zhang = await anAccount(workspace, '张三');
  li = await anAccount(workspace, '李四');
  wang = await anAccount(workspace, '王五', ['leadScorer'], 'A01');
  place = await placeOf(workspace, 'A01', '1.1.1');
});

const points = (text: string) => anEntry({ 得分: text }, { reason: '材料不全' });

async function mark(scorer: Actor, text: string, at = place): Promise<void> {
  await acting(workspace, scorer, () =>
    recordScore(workspace, { ...at, entry: points(text), editId: 'visit' }),
  );
}

async function lock(scorer: Actor, at = place) {
  return acting(workspace, scorer, () =>
    lockMarkings(workspace, { unitId: at.unitId, itemIds: [at.itemId] }),
  );
}

const code = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;
const scoreNow = () => findScore(workspace.db, place.unitId, place.itemId);
const moveTo = async (state: CycleState) => {
  await workspace.db.updateTable('cycle').set({ state }).execute();
  forgetAssessment(workspace);
};

describe('an item several people score', () => {
  it('keeps each marking apart from the score until all have locked, then settles the mean', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    await mark(zhang, '40.1');
    await mark(li, '40.8');
    expect(await scoreNow()).toBeUndefined();
    expect(await lock(zhang)).toEqual({ locked: 1, incomplete: [], settled: 0, undecided: 0 });
    expect(await scoreNow()).toBeUndefined();
    expect(await lock(li)).toMatchObject({ settled: 1 });
    expect(await scoreNow()).toMatchObject({
      points: 4045,
      finalPoints: 4045,
      settled: true,
      scorer: '张三、李四',
      entry: { points: '40.45', reason: expect.stringContaining('张三 40.10、李四 40.80，均分 40.45') },
    });
    const { units } = await computeCycle(workspace);
    expect(units.find((unit) => unit.code === 'A01')?.raw).toBe(4045);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('keeps half-typed and wrong entries, which cannot be locked', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    await mark(zhang, '99');
    const sheet = await acting(workspace, zhang, () => getScoringSheet(workspace, { unitId: place.unitId }));
    expect(sheet.rows[0]?.marking?.own).toMatchObject({
      status: 'unscored',
      entry: { inputs: [{ 得分: '99' }] },
    });
    expect(await code(lock(zhang))).toBe('MARKING_INCOMPLETE');
    const all = await acting(workspace, zhang, () => lockMarkings(workspace, { unitId: place.unitId }));
    expect(all).toEqual({ locked: 0, incomplete: ['1.1.1'], settled: 0, undecided: 0 });
  });

  it('leaves a spread above the limit to somebody who scored neither', async () => {
    await markedBy(workspace, place.itemId, [zhang, li], { spreadLimit: 500 });
    await mark(zhang, '30');
    await mark(li, '45');
    await lock(zhang);
    const decision = { ...place, entry: { ...anEntry({}), points: '41.33', reason: '两次会议有记录' } };
    expect(await code(settleDifference(workspace, decision))).toBe('MARKING_NOT_READY');
    expect(await lock(li)).toMatchObject({ settled: 0, undecided: 1 });
    const [row] = await listDifferences(workspace);
    expect(row).toMatchObject({ state: 'undecided', cause: 'spread', spread: 1500, proposed: 3750 });
    expect(await code(acting(workspace, zhang, () => settleDifference(workspace, decision)))).toBe(
      'NOT_PERMITTED',
    );
    const noReason = { ...place, entry: { ...decision.entry, reason: '商定' } };
    expect(await code(settleDifference(workspace, noReason))).toBe('MARKING_REASON_REQUIRED');
    const tooMuch = { ...place, entry: { ...decision.entry, points: '50.01' } };
    expect(await code(settleDifference(workspace, tooMuch))).toBe('OUT_OF_RANGE');

    const settled = await settleDifference(workspace, decision);
    expect(settled.settlement).toMatchObject({
      method: 'decided',
      points: 4133,
      spread: 1500,
      person: '考评办',
    });
    expect(settled.marks.map(({ shown }) => shown?.points)).toEqual([3000, 4500]);
    expect(await scoreNow()).toMatchObject({ points: 4133, settled: true, scorer: '张三、李四' });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('may be decided again, with what stood before on the trail', async () => {
    await markedBy(workspace, place.itemId, [zhang, li], { method: 'consensus' });
    await mark(zhang, '30');
    await mark(li, '45');
    await lock(zhang);
    await lock(li);
    const decide = (text: string) =>
      settleDifference(workspace, { ...place, entry: { ...anEntry({}), points: text, reason: '核对原件' } });
    await decide('40');
    await decide('42');
    expect(await scoreNow()).toMatchObject({ points: 4200, revision: 2 });
    const { after, before } = await workspace.db
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('action', '=', 'score.settle')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect([JSON.parse(before), JSON.parse(after)]).toMatchObject([{ score: 4000 }, { score: 4200 }]);
  });

  it('is closed to everybody else, and to all once locked or settled', async () => {
    await markedBy(workspace, place.itemId, [zhang, li, wang]);
    const typed = { ...place, entry: points('40'), editId: 'e' };
    // The office may score every item, but here it is none of the scorers.
    expect(await code(recordScore(workspace, typed))).toBe('MARKED_BY_SEVERAL');
    const stranger = await anAccount(workspace, '钱七');
    expect(await code(acting(workspace, stranger, () => recordScore(workspace, typed)))).toBe(
      'ITEM_NOT_ASSIGNED',
    );
    expect(await code(mark(wang, '40'))).toBe('CONFLICT_OF_INTEREST');
    expect(await code(acting(workspace, wang, () => lockMarkings(workspace, { unitId: place.unitId })))).toBe(
      'CONFLICT_OF_INTEREST',
    );
    await mark(zhang, '40');
    await lock(zhang);
    expect(await code(mark(zhang, '41'))).toBe('MARKING_LOCKED');
    expect(await code(lock(zhang))).toBe('MARKING_LOCKED');
    await mark(li, '42');
    // The scorer of the unit itself is not waited for.
    expect(await lock(li)).toMatchObject({ settled: 1 });
    expect(await code(mark(li, '41'))).toBe('MARKING_SETTLED');
    expect(await scoreNow()).toMatchObject({ points: 4100, scorer: '张三、李四' });
  });

  it('opens again by the office with a reason; what was settled counts no more', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    await mark(zhang, '40');
    await mark(li, '42');
    const request = { ...place, accountId: zhang.accountId, reason: '评分人发现材料' };
    expect(await code(unlockMarkings(workspace, request))).toBe('MARKING_MISSING');
    await lock(zhang);
    await lock(li);
    expect(await code(acting(workspace, zhang, () => unlockMarkings(workspace, request)))).toBe(
      'NOT_PERMITTED',
    );
    expect(await code(unlockMarkings(workspace, { ...request, reason: '' }))).toBe('MARKING_REASON_REQUIRED');
    const view = await unlockMarkings(workspace, request);
    expect(view.settlement).toBeNull();
    expect(await scoreNow()).toMatchObject({ status: 'unscored', points: null, settled: false });
    await mark(zhang, '44');
    await lock(zhang);
    expect(await scoreNow()).toMatchObject({ points: 4300, settled: true });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('nobody decides or unlocks an own figure, nor one of the own unit', async () => {
    const both = await anAccount(workspace, '赵六', ['officeAdmin', 'leadScorer']);
    const ownUnit = await anAccount(workspace, '孙八', ['officeAdmin'], 'A01');
    await markedBy(workspace, place.itemId, [both, li], { spreadLimit: 0 });
    await mark(both, '40');
    await mark(li, '42');
    await lock(both);
    await lock(li);
    const decision = { ...place, entry: { ...anEntry({}), points: '41', reason: '会议商定' } };
    expect(await code(acting(workspace, both, () => settleDifference(workspace, decision)))).toBe(
      'SETTLER_SCORED',
    );
    const unlock = { ...place, reason: '会议商定' };
    expect(await code(acting(workspace, both, () => unlockMarkings(workspace, unlock)))).toBe(
      'SETTLER_SCORED',
    );
    expect(await code(acting(workspace, ownUnit, () => settleDifference(workspace, decision)))).toBe(
      'CONFLICT_OF_INTEREST',
    );
    await expect(settleDifference(workspace, decision)).resolves.toMatchObject({ row: { settled: 4100 } });
  });

  it.each(['feedback', 'approved', 'archived'] as const)('is closed in %s', async (state) => {
    await markedBy(workspace, place.itemId, [zhang, li], { spreadLimit: 0 });
    await mark(zhang, '40');
    await moveTo(state);
    const decision = { ...place, entry: { ...anEntry({}), points: '41', reason: '会议商定' } };
    const refused = [
      () => mark(zhang, '41'),
      () => lock(zhang),
      () => settleDifference(workspace, decision),
      () => unlockMarkings(workspace, { ...place, reason: '会议商定' }),
      () => assignScorers(workspace, [{ itemId: place.itemId, accountIds: [] }]),
      () => setItemMarking(workspace, { itemIds: [place.itemId], setting: null, confirmed: true }),
    ];
    for (const work of refused) expect(await code(work())).toBe('CYCLE_STATE_FORBIDS');
  });

  it('settles what waited only for somebody who is taken off', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    await mark(zhang, '40');
    await lock(zhang);
    await assignScorers(workspace, [{ itemId: place.itemId, accountIds: [zhang.accountId] }]);
    expect(await scoreNow()).toMatchObject({ points: 4000, settled: true, scorer: '张三' });
  });

  it('changes its method only when told to, and settles what is ready by the new one', async () => {
    await markedBy(workspace, place.itemId, [zhang, li], { method: 'consensus' });
    await mark(zhang, '40');
    await mark(li, '42');
    await lock(zhang);
    await lock(li);
    expect(await scoreNow()).toBeUndefined();
    const setting = { method: 'mean', spreadLimit: 500, blind: false } as const;
    const request = { itemIds: [place.itemId], setting, confirmed: false };
    expect(await code(setItemMarking(workspace, request))).toBe('MARKING_METHOD_IN_USE');
    await setItemMarking(workspace, { ...request, confirmed: true });
    expect(await scoreNow()).toMatchObject({ points: 4100, settled: true });
    // One person from now on: the settled score stays, and can be typed over.
    await setItemMarking(workspace, { itemIds: [place.itemId], setting: null, confirmed: true });
    expect(await scoreNow()).toMatchObject({ points: 4100 });
    await recordScore(workspace, { ...place, entry: points('45'), editId: 'x' });
    expect(await scoreNow()).toMatchObject({ points: 4500, settled: false });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('takes the command line and scoring workbooks as the marking of whoever is signed in', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    const set = { ...place, entry: points('40'), scorer: '张三' };
    await acting(workspace, zhang, () => setScore(workspace, set));
    expect(await code(acting(workspace, li, () => setScore(workspace, set)))).toBe('MARKING_OF_ANOTHER');
    const { cycle, itemById } = await loadAssessment(workspace);
    const item = itemById.get(place.itemId);
    if (!item) throw new Error('no item');
    const figures = figuresOf(evaluateItem(item, points('42'), 2020));
    const scores = [{ ...place, entry: points('42'), figures, scorer: '' }];
    await acting(workspace, li, () => importScores(workspace, { systemId: cycle.systemId, scores }));
    const { marks } = await getMarkingPlace(workspace, place);
    expect(marks.map(({ shown }) => shown?.points)).toEqual([4000, 4200]);
    expect(await scoreNow()).toBeUndefined();
  });

  it('needs no marking where a 缺项 request is approved', async () => {
    await markedBy(workspace, place.itemId, [zhang, li]);
    await sql`INSERT INTO not_applicable_request (uid, unit_id, item_id, reason, basis, lead_opinion, lead_by,
        office_opinion, state, requested_by, requested_at, decided_by, decided_at)
      VALUES ('u', ${place.unitId}, ${place.itemId}, '无此职能', '', '', '', '', 'approved', '', '', '', '')`.execute(
      workspace.db,
    );
    expect(await code(mark(zhang, '40'))).toBe('MARKING_NOT_APPLICABLE');
  });
});

describe('blind scoring', () => {
  beforeEach(() => markedBy(workspace, place.itemId, [zhang, li], { blind: true, spreadLimit: 100 }));

  const seenBy = async (viewer: Actor) => {
    const { marks } = await acting(workspace, viewer, () => getMarkingPlace(workspace, place));
    return marks.map(({ scorer, begun, shown }) => `${scorer} ${begun ? (shown?.points ?? '?') : '-'}`);
  };

  it('shows a draft to nobody but its scorer: not in the lists, the sheets, the trail or the totals', async () => {
    await mark(zhang, '33.3');
    const office = workspace.actor;
    expect(await seenBy(zhang)).toEqual(['张三 3330', '李四 -']);
    expect(await seenBy(li)).toEqual(['张三 ?', '李四 -']);
    expect(await seenBy(office)).toEqual(['张三 ?', '李四 -']);
    const looksOf = (viewer: Actor) =>
      acting(workspace, viewer, async () => [
        await getScoringSheet(workspace, { unitId: place.unitId }),
        await getScoringColumn(workspace, { itemId: place.itemId }),
      ]);
    const looks = [
      ...(await looksOf(li)),
      ...(await looksOf(office)),
      await listDifferences(workspace),
      await workspace.db.selectFrom('audit_entry').selectAll().execute(),
      await computeCycle(workspace),
    ];
    // Not the bare digits: a hash may hold those.
    expect(JSON.stringify(looks)).not.toMatch(/33\.3|:3330\b|材料不全/);
  });

  it('shows a locked figure to the office, and to the other scorer once theirs is locked', async () => {
    const office = workspace.actor;
    await mark(zhang, '33.3');
    await mark(li, '45');
    await lock(zhang);
    expect(await seenBy(office)).toEqual(['张三 3330', '李四 ?']);
    expect(await seenBy(li)).toEqual(['张三 ?', '李四 4500']);
    const [waiting] = await acting(workspace, li, () => listDifferences(workspace));
    expect(waiting).toMatchObject({ spread: null, proposed: null, waitingFor: ['李四'] });
    await lock(li);
    expect(await seenBy(li)).toEqual(['张三 3330', '李四 4500']);
    const [decide] = await acting(workspace, li, () => listDifferences(workspace));
    expect(decide).toMatchObject({ state: 'undecided', spread: 1170 });
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select('after')
      .where('action', '=', 'marking.lock')
      .execute();
    expect(trail.map(({ after }) => (JSON.parse(after) as { score: number }).score)).toEqual([3330, 4500]);
  });

  it('counts a scorer’s own markings as progress, the office what is settled', async () => {
    const progress = async () => {
      const units = await listScoringProgress(workspace, {});
      const { scored, applicable } = units.find((unit) => unit.unitId === place.unitId) ?? {};
      return [scored, applicable];
    };
    await mark(zhang, '40');
    expect(await acting(workspace, zhang, progress)).toEqual([1, 1]);
    expect(await acting(workspace, li, progress)).toEqual([0, 1]);
    expect(await progress()).toEqual([0, 2]);
    const [line] = await acting(workspace, zhang, () => listScorerProgress(workspace));
    expect(line).toMatchObject({ name: '张三', items: 1, places: 3, scored: 1, severalPlaces: 3, locked: 0 });
    expect(await listScorerProgress(workspace)).toHaveLength(2);
  });

  it('offers a scorer the assigned items, the office all of them', async () => {
    expect(await acting(workspace, zhang, () => listMyItems(workspace))).toEqual([place.itemId]);
    expect(await acting(workspace, wang, () => listMyItems(workspace))).toEqual([]);
    expect(await listMyItems(workspace)).toBeNull();
  });

  it('lists other people’s places for nobody who does not score them', async () => {
    await mark(zhang, '40');
    const stranger = await anAccount(workspace, '钱七');
    expect(await acting(workspace, stranger, () => listDifferences(workspace))).toEqual([]);
    expect(await code(acting(workspace, stranger, () => getMarkingPlace(workspace, place)))).toBe(
      'NOT_PERMITTED',
    );
    expect(await acting(workspace, zhang, () => listDifferences(workspace))).toHaveLength(1);
  });
});
