import { describe, expect, it } from 'vitest';
import type { ReviewFindings } from '@shared/caseFiles/reviewScore';
import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import type { Actor } from '@shared/domain/role';
import { assignReviews } from '@electron/services/caseFiles/assignReviews';
import { saveCaseSettings } from '@electron/services/caseFiles/caseSettings';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { getCaseResults } from '@electron/services/caseFiles/getCaseResults';
import { getReview } from '@electron/services/caseFiles/getReview';
import { listReviewTasks } from '@electron/services/caseFiles/listReviewTasks';
import { listReviewers } from '@electron/services/caseFiles/listReviewers';
import { lockReview } from '@electron/services/caseFiles/lockReview';
import { reassignReview } from '@electron/services/caseFiles/reassignReview';
import { recordUnitOpinion } from '@electron/services/caseFiles/recordUnitOpinion';
import { reopenReview } from '@electron/services/caseFiles/reopenReview';
import { replacePick } from '@electron/services/caseFiles/replacePick';
import { saveReview } from '@electron/services/caseFiles/saveReview';
import { drawCaseFiles } from '@electron/services/caseFiles/drawCaseFiles';
import { verifyCaseFiles } from '@electron/services/verify/verifyCaseFiles';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aCase, caseWorkspace, drawCases, importCases } from '../../helpers/caseFiles';
import { anAccount } from '../../helpers/scorerAccounts';
import { refusal } from '../../helpers/testWorkspace';

const NOTHING: ReviewFindings = { gates: [], deductions: [] };
/** Off the shipped standard for 行政处罚: L1 takes 5, J1 takes 10. */
const deduct = (...codes: readonly string[]): ReviewFindings => ({
  gates: [],
  deductions: codes.map((code) => ({ code, count: 1, pages: '3', reason: '' })),
});

interface Panel {
  readonly workspace: Workspace;
  readonly office: Actor;
  /** Of A01, of A02, and of no unit. */
  readonly reviewers: readonly [Actor, Actor, Actor];
}

/** One file of A01 and one of A02 drawn; three reviewers beside the office, who does not review. */
async function panel(): Promise<Panel> {
  const workspace = await caseWorkspace();
  const { uid } = workspace.actor;
  const roles = ['officeAdmin', 'leadScorer', 'approver'];
  await workspace.db
    .updateTable('account')
    .set({ roles: JSON.stringify(roles) })
    .where('uid', '=', uid)
    .execute();
  const office: Actor = { ...workspace.actor, roles: ['officeAdmin', 'leadScorer', 'approver'] };
  const reviewers = [
    await anAccount(workspace, '甲', ['fileReviewer'], 'A01'),
    await anAccount(workspace, '乙', ['fileReviewer'], 'A02'),
    await anAccount(workspace, '丙', ['fileReviewer']),
  ] as const;
  workspace.signIn(office);
  await importCases(workspace, [aCase('A01', '1'), aCase('A02', '2')]);
  await drawCases(workspace);
  return { workspace, office, reviewers };
}

/** One more reviewer, so that a third one can be found for every file. */
async function assigned(): Promise<Panel & { readonly fourth: Actor }> {
  const made = await panel();
  await assignReviews(made.workspace);
  const fourth = await anAccount(made.workspace, '丁', ['fileReviewer']);
  return { ...made, fourth };
}

async function taskOf({ workspace }: Panel, who: Actor, number: string) {
  workspace.signIn(who);
  const task = (await listReviewTasks(workspace)).find((one) => one.mine && one.number === number);
  if (!task) throw new Error(`${who.name} has no task on ${number}`);
  return task;
}

async function review(made: Panel, who: Actor, number: string, findings: ReviewFindings): Promise<number> {
  const { reviewId } = await taskOf(made, who, number);
  await saveReview(made.workspace, { reviewId, findings, highlights: '', opinion: '', editId: 'e' });
  await lockReview(made.workspace, reviewId);
  return reviewId;
}

const resultOf = async ({ workspace, office }: Panel, number: string) => {
  workspace.signIn(office);
  return (await getCaseResults(workspace)).files.find((file) => file.number === number);
};

describe('handing files out', () => {
  it('gives each file two reviewers, none of the own unit', async () => {
    const { workspace } = await panel();
    expect(await assignReviews(workspace)).toEqual({ assigned: 4 });
    const tasks = await listReviewTasks(workspace);
    expect(tasks.map(({ number, reviewer }) => `${number} ${reviewer}`).sort()).toEqual([
      '1 丙',
      '1 乙',
      '2 丙',
      '2 甲',
    ]);
    expect(await assignReviews(workspace)).toEqual({ assigned: 0 });
    expect((await listReviewers(workspace)).map(({ name, files }) => [name, files])).toEqual([
      ['甲', 1],
      ['乙', 1],
      ['丙', 2],
    ]);
  });

  it('hands out nothing where reviewers of other units are too few', async () => {
    const { workspace, office } = await panel();
    await workspace.db.updateTable('account').set({ active: 0 }).where('name', '=', '丙').execute();
    workspace.signIn(office);
    expect((await refusal(assignReviews(workspace))).code).toBe('CASE_REVIEWERS_TOO_FEW');
    expect(await listReviewTasks(workspace)).toEqual([]);
    await saveCaseSettings(workspace, { ...DEFAULT_CASE_SETTINGS, reviewers: 1 });
    expect(await assignReviews(workspace)).toEqual({ assigned: 2 });
  });

  it('is for the office, and needs a standard for the type', async () => {
    const { workspace, office, reviewers } = await panel();
    workspace.signIn(reviewers[0]);
    expect((await refusal(assignReviews(workspace))).code).toBe('NOT_PERMITTED');
    workspace.signIn(office);
    await importCases(workspace, [aCase('A01', '1', { type: '行政确认' })]);
    const plan = { quota: 2, spares: 0, byType: {} };
    await drawCaseFiles(workspace, { seed: '3', seedNote: '', plan, reason: '换目录' });
    expect((await refusal(assignReviews(workspace))).code).toBe('CASE_TEMPLATE_MISSING');
  });
});

describe('reviewing', () => {
  it('is blind until both have locked', async () => {
    const made = await assigned();
    const [, second, third] = made.reviewers;
    const first = await review(made, second, '1', deduct('L1'));
    const other = await taskOf(made, third, '1');
    expect((await listReviewTasks(made.workspace)).every(({ mine }) => mine)).toBe(true);
    expect((await getReview(made.workspace, other.reviewId)).others).toEqual([]);
    expect((await refusal(getReview(made.workspace, first))).code).toBe('CASE_REVIEW_NOT_YOURS');
    await review(made, third, '1', NOTHING);
    const { others } = await getReview(made.workspace, other.reviewId);
    expect(others).toMatchObject([{ reviewer: '乙', score: 9500, legal: true }]);
  });

  it('hides open reviews from the office too', async () => {
    const made = await assigned();
    const task = await taskOf(made, made.reviewers[1], '1');
    const typed = {
      reviewId: task.reviewId,
      findings: deduct('L1'),
      highlights: '',
      opinion: '',
      editId: 'e',
    };
    await saveReview(made.workspace, typed);
    made.workspace.signIn(made.office);
    const tasks = await listReviewTasks(made.workspace);
    expect(tasks.find(({ reviewId }) => reviewId === task.reviewId)).toMatchObject({
      state: 'started',
      score: null,
    });
    expect((await refusal(getReview(made.workspace, task.reviewId))).code).toBe('CASE_REVIEW_NOT_YOURS');
  });

  it('decides by the mean of two, and by a third one where they differ', async () => {
    const made = await assigned();
    const [first, second, third] = made.reviewers;
    await review(made, second, '1', deduct('L1'));
    await review(made, third, '1', NOTHING);
    expect(await resultOf(made, '1')).toMatchObject({ state: 'decided', score: 9750, grade: '优秀' });
    await review(made, first, '2', deduct('L1', 'J1'));
    await review(made, third, '2', NOTHING);
    expect(await resultOf(made, '2')).toMatchObject({ state: 'needsThird', score: null });
    expect(await assignReviews(made.workspace)).toEqual({ assigned: 1 });
    await review(made, made.fourth, '2', deduct('J1'));
    expect(await resultOf(made, '2')).toMatchObject({ state: 'decided', score: 9000, grade: '优秀' });
    expect(await verifyCaseFiles(made.workspace)).toEqual([]);
  });

  it('calls a third one in where only one finds a gate failed; the majority decides', async () => {
    const made = await assigned();
    const [, second, third] = made.reviewers;
    await review(made, second, '1', { gates: [{ code: 'H3', pages: '7', reason: '' }], deductions: [] });
    await review(made, third, '1', deduct('L1'));
    expect(await resultOf(made, '1')).toMatchObject({ state: 'needsThird', why: '两人的合法性结论不同' });
    made.workspace.signIn(made.office);
    await assignReviews(made.workspace);
    await review(made, made.fourth, '1', { gates: [{ code: 'H3', pages: '7', reason: '' }], deductions: [] });
    expect(await resultOf(made, '1')).toMatchObject({ score: 0, legal: false, grade: '不合格' });
  });

  it('refuses what no entry allows, what is not theirs, what is locked and what is incomplete', async () => {
    const made = await assigned();
    const [first, second] = made.reviewers;
    const { reviewId } = await taskOf(made, second, '1');
    const save = (findings: ReviewFindings) =>
      saveReview(made.workspace, { reviewId, findings, highlights: '', opinion: '', editId: 'e' });
    expect((await refusal(save(deduct('没有这条')))).code).toBe('CASE_FINDING_REFUSED');
    await save({ gates: [], deductions: [{ code: 'L1', count: 1, pages: '', reason: '' }] });
    expect((await refusal(lockReview(made.workspace, reviewId))).code).toBe('CASE_REVIEW_INCOMPLETE');
    made.workspace.signIn(first);
    expect((await refusal(save(NOTHING))).code).toBe('CASE_REVIEW_NOT_YOURS');
    made.workspace.signIn(made.office);
    expect((await refusal(save(NOTHING))).code).toBe('NOT_PERMITTED');
    made.workspace.signIn(second);
    await save(NOTHING);
    await lockReview(made.workspace, reviewId);
    expect((await refusal(save(NOTHING))).code).toBe('CASE_REVIEW_LOCKED');
  });

  it('refuses a reviewer who has moved to the unit since', async () => {
    const made = await assigned();
    const { reviewId } = await taskOf(made, made.reviewers[2], '1');
    made.workspace.signIn({ ...made.reviewers[2], unitCode: 'A01' });
    const typed = { reviewId, findings: NOTHING, highlights: '', opinion: '', editId: 'e' };
    expect((await refusal(saveReview(made.workspace, typed))).code).toBe('CONFLICT_OF_INTEREST');
    expect((await refusal(lockReview(made.workspace, reviewId))).code).toBe('CONFLICT_OF_INTEREST');
  });

  it('goes to somebody else with a reason, who begins afresh', async () => {
    const made = await assigned();
    const { workspace, office, fourth } = made;
    const [, second] = made.reviewers;
    const { reviewId } = await taskOf(made, second, '1');
    await saveReview(workspace, {
      reviewId,
      findings: deduct('L1'),
      highlights: '好',
      opinion: '',
      editId: 'e',
    });
    const to = (accountId: number, reason = '出差') =>
      reassignReview(workspace, { reviewId, accountId, reason });
    expect((await refusal(to(fourth.accountId))).code).toBe('NOT_PERMITTED');
    workspace.signIn(office);
    expect((await refusal(to(fourth.accountId, ''))).code).toBe('REASON_MISSING');
    expect((await refusal(to(made.reviewers[0].accountId))).code).toBe('CONFLICT_OF_INTEREST');
    expect((await refusal(to(made.reviewers[2].accountId))).code).toBe('CASE_PICKED_ALREADY');
    expect((await refusal(to(office.accountId))).code).toBe('CASE_REVIEWERS_TOO_FEW');
    await to(fourth.accountId);
    workspace.signIn(fourth);
    expect(await getReview(workspace, reviewId)).toMatchObject({
      findings: NOTHING,
      highlights: '',
      mine: true,
    });
  });

  it('is handed back with a reason; the result falls until it is locked again', async () => {
    const made = await assigned();
    const { workspace, office } = made;
    const reviewId = await review(made, made.reviewers[1], '1', NOTHING);
    await review(made, made.reviewers[2], '1', NOTHING);
    workspace.signIn(office);
    expect((await refusal(reopenReview(workspace, { reviewId, reason: '' }))).code).toBe('REASON_MISSING');
    await reopenReview(workspace, { reviewId, reason: '漏看第二册' });
    expect(await resultOf(made, '1')).toMatchObject({ state: 'reviewing', score: null });
    await review(made, made.reviewers[1], '1', deduct('L1'));
    expect(await resultOf(made, '1')).toMatchObject({ score: 9750 });
    workspace.signIn(made.reviewers[1]);
    expect((await refusal(reopenReview(workspace, { reviewId, reason: '再看' }))).code).toBe('NOT_PERMITTED');
  });
});

it('shows a reviewer what the own files came to, once locked, and no other file nor mean', async () => {
  const made = await assigned();
  const { workspace, reviewers } = made;
  const seenBy = async (who: Actor) => {
    workspace.signIn(who);
    return getCaseResults(workspace);
  };
  await review(made, reviewers[1], '1', NOTHING);
  expect((await seenBy(reviewers[2])).files).toEqual([]);
  await review(made, reviewers[2], '1', deduct('L1'));
  const { files, units } = await seenBy(reviewers[1]);
  expect(files).toMatchObject([{ unitCode: 'A01', number: '1', state: 'decided', score: 9750 }]);
  expect(units).toEqual([]);
  expect((await seenBy(reviewers[0])).files).toEqual([]);
});

describe('once reviews are locked', () => {
  it('neither the draw, nor a judged file, nor the settings change any more', async () => {
    const made = await assigned();
    const { workspace, office } = made;
    await review(made, made.reviewers[1], '1', NOTHING);
    workspace.signIn(office);
    const plan = { quota: 2, spares: 0, byType: {} };
    const again = drawCaseFiles(workspace, { seed: '4', seedNote: '', plan, reason: '再抽' });
    expect((await refusal(again)).code).toBe('CASE_DRAW_IN_USE');
    const pick = (await getCaseDraws(workspace)).picks.find(({ number }) => number === '1');
    const replacing = replacePick(workspace, { pickId: pick?.id ?? 0, reason: '涉密' });
    expect((await refusal(replacing)).code).toBe('CASE_PICK_REVIEWED');
    expect((await refusal(saveCaseSettings(workspace, DEFAULT_CASE_SETTINGS))).code).toBe(
      'CASE_REVIEWS_UNDER_WAY',
    );
  });

  it('takes the opinion of the unit from its leader or the office, not from another unit', async () => {
    const made = await assigned();
    const { workspace, office } = made;
    const pickId = (await getCaseDraws(workspace)).picks.find(({ number }) => number === '1')?.id ?? 0;
    const say = (opinion: string) => recordUnitOpinion(workspace, { pickId, opinion });
    workspace.signIn(office);
    expect((await refusal(say('有异议'))).code).toBe('CASE_RESULT_MISSING');
    await review(made, made.reviewers[1], '1', NOTHING);
    await review(made, made.reviewers[2], '1', NOTHING);
    workspace.signIn(await anAccount(workspace, '别的单位', ['unitLeader'], 'A02'));
    expect((await refusal(say('有异议'))).code).toBe('NOT_YOUR_UNIT');
    workspace.signIn(made.reviewers[0]);
    expect((await refusal(say('有异议'))).code).toBe('NOT_PERMITTED');
    workspace.signIn(await anAccount(workspace, '本单位', ['unitLeader'], 'A01'));
    await say('没有异议');
    const { files } = await getCaseResults(workspace);
    expect(files).toMatchObject([
      { number: '1', score: 10_000, unitOpinion: '没有异议', reviewers: [], method: '' },
    ]);
  });
});
