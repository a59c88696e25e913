import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { findScore } from '@electron/database/scoreRepository';
import { loadCurrentCycle, setCycleState } from '@electron/database/cycleRepository';
import { assignReviews } from '@electron/services/caseFiles/assignReviews';
import { saveCaseSettings } from '@electron/services/caseFiles/caseSettings';
import { feedCaseResults, previewFeed } from '@electron/services/caseFiles/feedCaseResults';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { listReviewTasks } from '@electron/services/caseFiles/listReviewTasks';
import { lockReview } from '@electron/services/caseFiles/lockReview';
import { reopenReview } from '@electron/services/caseFiles/reopenReview';
import { replacePick } from '@electron/services/caseFiles/replacePick';
import { saveReview } from '@electron/services/caseFiles/saveReview';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { explainScore } from '@electron/services/scores/explainScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import {
  aCase,
  CASE_ITEMS,
  caseReviewRule,
  caseWorkspace,
  drawCases,
  importCases,
} from '../../helpers/caseFiles';
import { anAccount } from '../../helpers/scorerAccounts';
import { aScoringItem } from '../../helpers/smallSystem';
import { anEntry, refusal } from '../../helpers/testWorkspace';

/**
 * A01 has two penalty files, A02 a penalty and a licence file, A03 says it has none, A04 handed nothing in. One reviewer
 * for each file: the office.
 */
async function drawnWorkspace(items: readonly ScoringItem[] = CASE_ITEMS): Promise<Workspace> {
  const workspace = await caseWorkspace(items);
  await importCases(
    workspace,
    [aCase('A01', '1'), aCase('A01', '2'), aCase('A02', '3'), aCase('A02', '4', { type: '行政许可' })],
    [{ unitCode: 'A03', type: '' }],
  );
  await drawCases(workspace);
  await saveCaseSettings(workspace, { ...DEFAULT_CASE_SETTINGS, reviewers: 1 });
  await assignReviews(workspace);
  return workspace;
}

/** Locks the review of one file with the given deductions: L1 takes 5, J1 takes 10; H1 fails the file. */
async function judge(workspace: Workspace, number: string, codes: readonly string[] = []): Promise<void> {
  const task = (await listReviewTasks(workspace)).find((one) => one.number === number);
  if (!task) throw new Error(`nobody reviews ${number}`);
  const { reviewId } = task;
  const finding = (code: string) => ({ code, pages: '1', reason: '' });
  const findings = {
    gates: codes.filter((code) => code.startsWith('H')).map(finding),
    deductions: codes.filter((code) => !code.startsWith('H')).map((code) => ({ ...finding(code), count: 1 })),
  };
  await saveReview(workspace, { reviewId, findings, highlights: '', opinion: '', editId: 'e' });
  await lockReview(workspace, reviewId);
}

async function judgeAll(workspace: Workspace): Promise<void> {
  await judge(workspace, '1', ['L1']);
  await judge(workspace, '2', ['H1']);
  await judge(workspace, '3');
  await judge(workspace, '4');
}

const inShort = (rows: Awaited<ReturnType<typeof previewFeed>>): string[] =>
  rows.map(
    ({ unitName, itemCode, input, after, change }) => `${unitName} ${itemCode} ${input} ${after} ${change}`,
  );

async function scoreAt(workspace: Workspace, unitCode: string, itemCode: string) {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  const unitId = unitByCode.get(unitCode)?.id ?? 0;
  const itemId = itemByCode.get(itemCode)?.id ?? 0;
  return { unitId, itemId, score: await findScore(workspace.db, unitId, itemId) };
}

describe('feeding results into the items', () => {
  it('writes scores, 无 where there was no such file, and 未报送 where nothing was handed in', async () => {
    const workspace = await drawnWorkspace();
    await judgeAll(workspace);
    const { rows, written } = await feedCaseResults(workspace);
    // 2.50 × 47.5 ÷ 100 − 0.50 for one that fails = 0.6875, half up 0.69.
    expect(inShort(rows)).toEqual([
      '单位A01 4.3.2 得分=0|95 69 new',
      '单位A01 4.3.3 得分=无 null new',
      '单位A02 4.3.2 得分=100 250 new',
      '单位A02 4.3.3 得分=100 150 new',
      '单位A03 4.3.2 得分=无 null new',
      '单位A03 4.3.3 得分=无 null new',
      '单位A04 4.3.2 未报送=是 0 new',
      '单位A04 4.3.3 未报送=是 0 new',
    ]);
    expect(written).toBe(8);
    const { score } = await scoreAt(workspace, 'A01', '4.3.2');
    expect(score).toMatchObject({ scorer: '案卷评查', status: 'scored', points: 69 });
    expect(score?.entry.reason).toContain('2020-12-18 体彩 3 8 1 5 9');
    expect(score?.entry.reason).toContain('2 0.00（不合格）');
    expect((await scoreAt(workspace, 'A03', '4.3.2')).score?.status).toBe('notApplicable');
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('waits for no file that was taken out, and has none where all were', async () => {
    const workspace = await drawnWorkspace();
    for (const pick of (await getCaseDraws(workspace)).picks) {
      if (!['1', '4'].includes(pick.number)) continue;
      await replacePick(workspace, { pickId: pick.id, reason: '在诉', withoutSpare: true });
    }
    await judge(workspace, '2', ['L1']);
    await judge(workspace, '3');
    const { rows } = await feedCaseResults(workspace);
    expect(inShort(rows).slice(0, 4)).toEqual([
      '单位A01 4.3.2 得分=95 238 new',
      '单位A01 4.3.3 得分=无 null new',
      '单位A02 4.3.2 得分=100 250 new',
      '单位A02 4.3.3 得分=无 null new',
    ]);
    const { score } = await scoreAt(workspace, 'A02', '4.3.3');
    expect(score?.entry.reason).toContain('抽到的行政许可案卷都不能评查，已撤下');
    expect((await listReviewTasks(workspace)).map(({ number }) => number).sort()).toEqual(['2', '3']);
  });

  it('changes nothing the second time, and only what has changed after that', async () => {
    const workspace = await drawnWorkspace();
    await judgeAll(workspace);
    await feedCaseResults(workspace);
    const before = await scoreAt(workspace, 'A01', '4.3.2');
    const again = await feedCaseResults(workspace);
    expect(again.written).toBe(0);
    expect(new Set(again.rows.map(({ change }) => change))).toEqual(new Set(['same']));
    expect((await scoreAt(workspace, 'A01', '4.3.2')).score?.revision).toBe(before.score?.revision);
    const task = (await listReviewTasks(workspace)).find(({ number }) => number === '2');
    await reopenReview(workspace, { reviewId: task?.reviewId ?? 0, reason: '看错了' });
    expect((await previewFeed(workspace))[0]).toMatchObject({
      change: 'blocked',
      note: '还有 1 份行政处罚案卷没有评查结果',
    });
    await judge(workspace, '2', ['J1']);
    const third = await feedCaseResults(workspace);
    expect(third.written).toBe(1);
    expect((await scoreAt(workspace, 'A01', '4.3.2')).score).toMatchObject({ points: 231, revision: 2 });
    const trail = await sql<{ before: string; after: string; reason: string }>`SELECT before, after, reason
      FROM audit_entry WHERE action = 'score.record' ORDER BY id DESC LIMIT 1`.execute(workspace.db);
    expect(trail.rows[0]?.before).toContain('0|95');
    expect(trail.rows[0]?.after).toContain('90|95');
    expect(trail.rows[0]?.reason).toContain('案卷评查');
  });

  it('explains which files stand behind the score', async () => {
    const workspace = await drawnWorkspace();
    await judgeAll(workspace);
    await feedCaseResults(workspace);
    const { unitId, itemId } = await scoreAt(workspace, 'A01', '4.3.2');
    const { root } = await explainScore(workspace, { unitId, itemId });
    const files = root.children?.find(({ text }) => text.startsWith('评查的行政处罚案卷'));
    expect(files?.text).toBe('评查的行政处罚案卷 2 份');
    expect(files?.children?.map(({ text }) => text).sort()).toEqual([
      '1 未按规定公示：95.00，优秀（一人评查 95.00）',
      '2 未按规定公示：0.00，不合格（一人评查 0.00）',
    ]);
  });

  it('tells the unit what its files came to, not what each reviewer gave', async () => {
    const workspace = await drawnWorkspace();
    await judgeAll(workspace);
    await feedCaseResults(workspace);
    const place = await scoreAt(workspace, 'A01', '4.3.2');
    const cycle = await loadCurrentCycle(workspace.db);
    await setCycleState(workspace.db, cycle.id, 'feedback');
    forgetAssessment(workspace);
    workspace.signIn(await anAccount(workspace, '本单位', ['unitLeader'], 'A01'));
    const { root } = await explainScore(workspace, { unitId: place.unitId, itemId: place.itemId });
    const told = JSON.stringify(root);
    expect(told).toContain('1 未按规定公示：95.00，优秀');
    expect(told).not.toContain('一人评查');
  });

  it('leaves places that are not ready, and writes only the units asked for', async () => {
    const workspace = await drawnWorkspace();
    await judge(workspace, '1');
    await judge(workspace, '3');
    const unitId = (await scoreAt(workspace, 'A02', '4.3.2')).unitId;
    const { rows, written } = await feedCaseResults(workspace, { unitIds: [unitId] });
    expect(inShort(rows)).toEqual(['单位A02 4.3.2 得分=100 250 new', '单位A02 4.3.3  null blocked']);
    expect(written).toBe(1);
    expect((await scoreAt(workspace, 'A01', '4.3.2')).score).toBeUndefined();
  });

  it('serves several rules of one item and leaves the others as they were typed', async () => {
    const both = aScoringItem('4.3.4', {
      points: 500,
      rules: [
        caseReviewRule('行政处罚'),
        { kind: 'perOccurrenceDeduct', events: [{ label: '未归档', unit: '件', each: 50 }], maxDeduct: 200 },
        caseReviewRule('行政许可'),
      ],
    });
    const workspace = await drawnWorkspace([both]);
    await judgeAll(workspace);
    const { unitId, itemId } = await scoreAt(workspace, 'A02', '4.3.4');
    const inputs: Record<string, string>[] = [{}, { 1: '2' }, {}];
    const entry = anEntry({}, { inputs, reason: '两件未归档' });
    await recordScore(workspace, { unitId, itemId, entry, editId: 'x' });
    await feedCaseResults(workspace);
    const { score } = await scoreAt(workspace, 'A02', '4.3.4');
    expect(score?.entry.inputs).toEqual([{ 得分: '100' }, { 1: '2' }, { 得分: '100' }]);
    expect(score?.entry.reason.split('\n')[0]).toBe('两件未归档');
    expect(score?.points).toBe(400);
    expect((await feedCaseResults(workspace)).written).toBe(0);
  });

  it('says whose score it writes over, and leaves what is not applicable', async () => {
    const workspace = await drawnWorkspace();
    await judgeAll(workspace);
    const one = await scoreAt(workspace, 'A02', '4.3.2');
    await recordScore(workspace, { ...one, entry: anEntry({ 得分: '80' }), editId: 'x' });
    const other = await scoreAt(workspace, 'A02', '4.3.3');
    const na = anEntry({}, { notApplicable: true, reason: '职能划出' });
    await recordScore(workspace, { ...other, entry: na, editId: 'y' });
    const rows = (await previewFeed(workspace)).filter(({ unitName }) => unitName === '单位A02');
    expect(rows).toMatchObject([
      { change: 'changed', before: 200, after: 250, note: '将覆盖考评办的评分' },
      { change: 'blocked', note: '已按不适用处理' },
    ]);
  });

  it('is for the office, before feedback, and needs a draw', async () => {
    const workspace = await caseWorkspace();
    expect((await refusal(feedCaseResults(workspace))).code).toBe('CASE_DRAW_MISSING');
    const ready = await drawnWorkspace();
    const office = ready.actor;
    ready.signIn(await anAccount(ready, '评查员', ['fileReviewer']));
    expect((await refusal(feedCaseResults(ready))).code).toBe('NOT_PERMITTED');
    ready.signIn(office);
    await setCycleState(ready.db, (await loadCurrentCycle(ready.db)).id, 'feedback');
    forgetAssessment(ready);
    expect((await refusal(feedCaseResults(ready))).code).toBe('CYCLE_STATE_FORBIDS');
  });
});
