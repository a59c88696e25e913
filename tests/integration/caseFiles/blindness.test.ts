import { describe, expect, it } from 'vitest';
import type { ReviewFindings } from '@shared/caseFiles/reviewScore';
import type { Actor } from '@shared/domain/role';
import { assignReviews } from '@electron/services/caseFiles/assignReviews';
import { getCaseResults } from '@electron/services/caseFiles/getCaseResults';
import { listReviewTasks } from '@electron/services/caseFiles/listReviewTasks';
import { lockReview } from '@electron/services/caseFiles/lockReview';
import { reassignReview } from '@electron/services/caseFiles/reassignReview';
import { recordUnitOpinion } from '@electron/services/caseFiles/recordUnitOpinion';
import { reopenReview } from '@electron/services/caseFiles/reopenReview';
import { saveReview } from '@electron/services/caseFiles/saveReview';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aCase, caseWorkspace, drawCases, importCases } from '../../helpers/caseFiles';
import { anAccount } from '../../helpers/scorerAccounts';
import { refusal } from '../../helpers/testWorkspace';

const NOTHING: ReviewFindings = { gates: [], deductions: [] };
const FAULT: ReviewFindings = {
  gates: [],
  deductions: [
    { code: 'L1', count: 1, pages: '第3页', reason: '无批准' },
    { code: 'J1', count: 1, pages: '第9页', reason: '无笔录' },
  ],
};

interface Panel {
  readonly workspace: Workspace;
  readonly office: Actor;
  readonly reviewers: readonly [Actor, Actor, Actor];
}

/** One file of A01 with two reviewers, and a third one who has none yet. */
async function panel(): Promise<Panel> {
  const workspace = await caseWorkspace();
  const { uid } = workspace.actor;
  const roles = ['officeAdmin', 'approver'] as const;
  const stored = { roles: JSON.stringify(roles) };
  await workspace.db.updateTable('account').set(stored).where('uid', '=', uid).execute();
  const office: Actor = { ...workspace.actor, roles };
  workspace.signIn(office);
  const first = await anAccount(workspace, '乙', ['fileReviewer']);
  const second = await anAccount(workspace, '丙', ['fileReviewer']);
  await importCases(workspace, [aCase('A01', '1')]);
  await drawCases(workspace);
  await assignReviews(workspace);
  return {
    workspace,
    office,
    reviewers: [first, second, await anAccount(workspace, '丁', ['fileReviewer'])],
  };
}

async function taskOf({ workspace }: Panel, who: Actor) {
  workspace.signIn(who);
  const task = (await listReviewTasks(workspace)).find(({ mine }) => mine);
  if (!task) throw new Error(`${who.name} has no task`);
  return task;
}

async function write(made: Panel, who: Actor, findings: ReviewFindings): Promise<number> {
  const { reviewId } = await taskOf(made, who);
  const typed = { reviewId, findings, highlights: '卷面整洁', opinion: '程序有瑕疵', editId: 'e' };
  await saveReview(made.workspace, typed);
  return reviewId;
}

async function review(made: Panel, who: Actor, findings: ReviewFindings): Promise<number> {
  const reviewId = await write(made, who, findings);
  await lockReview(made.workspace, reviewId);
  return reviewId;
}

/** Everything the trail says about reviews and results, as text. */
async function trailOf({ workspace }: Panel): Promise<string> {
  const rows = await workspace.db
    .selectFrom('audit_entry')
    .select(['action', 'before', 'after', 'reason'])
    .where((eb) => eb.or([eb('action', 'like', 'caseReview.%'), eb('action', 'like', 'caseResult.%')]))
    .execute();
  return rows.map((row) => Object.values(row).join(' ')).join('\n');
}

const FOUND = /L1|J1|第3页|卷面整洁|程序有瑕疵|8500|"score"/;

describe('blind reviews and the trail', () => {
  it('say nothing of what was found until the result stands, then everything at once', async () => {
    const made = await panel();
    await review(made, made.reviewers[0], FAULT);
    expect(await trailOf(made)).toContain('caseReview.lock');
    expect(await trailOf(made)).not.toMatch(FOUND);
    await review(made, made.reviewers[1], FAULT);
    const decided = (await trailOf(made)).split('\n').filter((line) => line.startsWith('caseResult.decide'));
    expect(decided).toHaveLength(1);
    for (const text of ['乙', '丙', 'L1', '第9页', '无笔录', '卷面整洁', '程序有瑕疵', '8500']) {
      expect(decided[0]).toContain(text);
    }
  });

  it('say nothing either where a review goes to somebody else or is handed back before that', async () => {
    const made = await panel();
    const { workspace, office, reviewers } = made;
    const given = await write(made, reviewers[0], FAULT);
    workspace.signIn(office);
    await reassignReview(workspace, { reviewId: given, accountId: reviewers[2].accountId, reason: '出差' });
    const locked = await review(made, reviewers[1], FAULT);
    workspace.signIn(office);
    await reopenReview(workspace, { reviewId: locked, reason: '漏看第二册' });
    expect(await trailOf(made)).toContain('caseReview.reopen');
    expect(await trailOf(made)).not.toMatch(FOUND);
  });

  it('keep what a result was before it falls', async () => {
    const made = await panel();
    const { workspace, office, reviewers } = made;
    const reviewId = await review(made, reviewers[0], FAULT);
    await review(made, reviewers[1], FAULT);
    workspace.signIn(office);
    await reopenReview(workspace, { reviewId, reason: '漏看第二册' });
    const line = (await trailOf(made)).split('\n').find((text) => text.startsWith('caseReview.reopen'));
    expect(line).toContain('8500');
  });
});

it('a unit does not learn that its reviewers differ', async () => {
  const made = await panel();
  await review(made, made.reviewers[0], FAULT);
  await review(made, made.reviewers[1], NOTHING);
  made.workspace.signIn(made.office);
  expect((await getCaseResults(made.workspace)).files).toMatchObject([{ state: 'needsThird' }]);
  made.workspace.signIn(await anAccount(made.workspace, '本单位', ['unitLeader'], 'A01'));
  expect((await getCaseResults(made.workspace)).files).toMatchObject([{ state: 'reviewing', why: '' }]);
});

describe('reviews of a draw that is no longer in force', () => {
  it('are history: nobody writes into them, and their results stay', async () => {
    const made = await panel();
    const { workspace, office, reviewers } = made;
    const reviewId = await review(made, reviewers[0], NOTHING);
    await review(made, reviewers[1], NOTHING);
    workspace.signIn(office);
    const { pickId } = (await getCaseResults(workspace)).files[0]!;
    // As the next year's draw would have it: a later one, of other files.
    const draw = await workspace.db.selectFrom('case_draw').selectAll().executeTakeFirstOrThrow();
    await workspace.db
      .insertInto('case_draw')
      .values({ ...draw, id: draw.id + 1, uid: 'later' })
      .execute();
    const code = async (work: Promise<unknown>) => (await refusal(work)).code;
    expect(await code(reopenReview(workspace, { reviewId, reason: '重看' }))).toBe('CASE_PICK_NOT_ACTIVE');
    expect(await code(recordUnitOpinion(workspace, { pickId, opinion: '有' }))).toBe('CASE_PICK_NOT_ACTIVE');
    workspace.signIn(reviewers[0]);
    const typed = { reviewId, findings: FAULT, highlights: '', opinion: '', editId: 'e' };
    expect(await code(saveReview(workspace, typed))).toBe('CASE_PICK_NOT_ACTIVE');
    expect(await workspace.db.selectFrom('case_result').select('score').execute()).toEqual([
      { score: 10_000 },
    ]);
  });
});
