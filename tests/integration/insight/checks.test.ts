import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { countChecks, listChecks } from '@electron/services/insight/checks';
import { dismissFinding, restoreFinding } from '@electron/services/insight/dismissFinding';
import { saveIncident } from '@electron/services/insight/incidents';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { CycleState } from '@shared/domain/cycleState';
import type { ScoreEntry } from '@shared/domain/score';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import type { CheckKind } from '@shared/insight/checkKinds';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;

beforeEach(async () => {
  const missing = { kind: 'deductPerMissing' as const, subject: '会议', required: '4', unit: '次' };
  const items = [
    aScoringItem('1', { points: 5000, rules: [{ ...missing, perMissing: 1000, maxDeduct: 5000 }] }),
    aScoringItem('2', { points: 2000 }),
    aScoringItem('3', { points: 3000, groups: [STANDARD_GROUPS[0]] }),
  ];
  workspace = await testWorkspace({
    system: aSmallSystem({ items }),
    units: [aUnit('01'), aUnit('02'), aUnit('03', STANDARD_GROUPS[1], { position: 3 })],
  });
});

const place = (unit: string, item: string) => placeOf(workspace, unit, item);

async function record(unit: string, item: string, entry: ScoreEntry): Promise<void> {
  await recordScore(workspace, { ...(await place(unit, item)), entry, editId: `${unit}${item}` });
}

/** Findings in short: unit and item. */
async function found(kind: CheckKind, dismissed = false): Promise<string[]> {
  const { findings } = await listChecks(workspace, { kind, dismissed });
  return findings.map(({ unitName, itemCode, partCode }) => `${unitName} ${itemCode || partCode}`);
}

const countOf = async (kind: CheckKind) => (await countChecks(workspace)).find((each) => each.kind === kind);

async function attach(unit: string, item: string): Promise<number> {
  const paths = [await fileOf(await tempFolder(), '方案.pdf', aPdf())];
  const { added } = await addEvidence(workspace, { ...(await place(unit, item)), paths });
  return added[0]!.id;
}

async function moveTo(state: CycleState): Promise<void> {
  await workspace.db.updateTable('cycle').set({ state }).execute();
  forgetAssessment(workspace);
}

async function firstFinding(kind: CheckKind, dismissed = false) {
  const { findings } = await listChecks(workspace, { kind, dismissed });
  const { unitId, itemId, subject, state } = findings[0]!;
  return { kind, unitId, itemId, subject, state };
}

describe('what 体检 finds', () => {
  it('full marks without evidence, until a file is there', async () => {
    await record('01', '1', anEntry({ 实际: '4' }));
    await record('02', '1', anEntry({ 实际: '3' }));
    expect(await found('fullWithoutEvidence')).toEqual(['单位01 1']);
    await attach('01', '1');
    expect(await found('fullWithoutEvidence')).toEqual([]);
  });

  it('full marks although every file was rejected', async () => {
    await record('01', '1', anEntry({ 实际: '4' }));
    const evidenceId = await attach('01', '1');
    const { itemId } = await place('01', '1');
    const judge = (judgement: 'rejected' | 'accepted', reason = '与本项无关') =>
      judgeEvidence(workspace, { evidenceId, itemId, judgement, reason });
    await judge('rejected');
    expect(await found('rejectedEvidenceFullMarks')).toEqual(['单位01 1']);
    await judge('accepted', '');
    expect(await found('rejectedEvidenceFullMarks')).toEqual([]);
  });

  it('lost points without a reason, and entries that are wrong', async () => {
    await record('01', '1', anEntry({ 实际: '3' }));
    await record('02', '1', anEntry({ 实际: '3' }, { reason: '缺一次' }));
    await record('01', '2', anEntry({ 得分: '99' }));
    await record('02', '2', anEntry({ 得分: '' }));
    expect(await found('deductionWithoutReason')).toEqual(['单位01 1']);
    expect(await found('invalidEntry')).toEqual(['单位01 2']);
    expect(await countOf('invalidEntry')).toEqual({ kind: 'invalidEntry', count: 1, dismissed: 0 });
  });

  it('self scores above the points, compared exactly', async () => {
    await recordSelfEvaluation(workspace, { ...(await place('01', '3')), points: '30.00', statement: '' });
    await recordSelfEvaluation(workspace, { ...(await place('02', '3')), points: '30.01', statement: '' });
    expect(await found('selfAbovePoints')).toEqual(['单位02 3']);
  });

  it('not applicable by hand, but not where a request was approved', async () => {
    await record('01', '2', anEntry({}, { notApplicable: true, reason: '没有这项职能' }));
    await record('02', '2', anEntry({}, { notApplicable: true, reason: '没有这项职能' }));
    const { unitId, itemId } = await place('02', '2');
    await workspace.db
      .insertInto('not_applicable_request')
      .values({
        ...{ uid: 'na', unit_id: unitId, item_id: itemId, reason: '没有', basis: '', state: 'approved' },
        ...{ lead_opinion: '', lead_by: '', office_opinion: '同意', requested_by: '甲', requested_at: '' },
        ...{ decided_by: '乙', decided_at: '' },
      })
      .execute();
    expect(await found('notApplicableWithoutApproval')).toEqual(['单位01 2']);
  });

  it('the same reason at different points, of judged items only', async () => {
    const reason = '材料不全';
    await record('01', '2', anEntry({ 得分: '15' }, { reason }));
    await record('02', '2', anEntry({ 得分: '10' }, { reason: ` ${reason} ` }));
    await record('01', '1', anEntry({ 实际: '3' }, { reason }));
    await record('02', '1', anEntry({ 实际: '2' }, { reason }));
    const { findings } = await listChecks(workspace, { kind: 'sameReasonDifferentPoints', dismissed: false });
    expect(findings.map(({ unitName, itemCode, detail }) => [unitName, itemCode, detail])).toEqual([
      ['单位02', '2', '“材料不全”：2 个单位得 10.00 至 15.00'],
    ]);
  });

  it('what is not scored, by unit and part', async () => {
    expect(await found('unscored')).toEqual(['单位01 1', '单位02 1', '单位03 1']);
    await record('03', '1', anEntry({ 实际: '4' }));
    await record('03', '2', anEntry({ 得分: '20' }));
    expect(await found('unscored')).toEqual(['单位01 1', '单位02 1']);
    const [group] = (await loadAssessment(workspace)).groups;
    expect(await countChecks(workspace, { groupId: group!.id })).toContainEqual({
      ...{ kind: 'unscored', count: 2, dismissed: 0 },
    });
  });

  it('evidence formed outside the year', async () => {
    await attach('01', '1');
    expect(await found('evidenceOutsideYear')).toEqual([]);
    await workspace.db.updateTable('evidence').set({ formed_on: '2019-12-31' }).execute();
    expect(await found('evidenceOutsideYear')).toEqual(['单位01 1']);
    await workspace.db.updateTable('evidence').set({ formed_on: '2020-01-01' }).execute();
    expect(await found('evidenceOutsideYear')).toEqual([]);
  });

  it('scores the office changed after somebody else, while the reason stayed', async () => {
    const at = await place('01', '2');
    const zhang = await anAccount(workspace, '张三', ['leadScorer']);
    await workspace.db.updateTable('account').set({ all_items: 1 }).where('name', '=', '张三').execute();
    const entry = (text: string, reason: string) => anEntry({ 得分: text }, { reason });
    await acting(workspace, { ...zhang, allItems: true }, () =>
      setScore(workspace, { ...at, entry: entry('15', '材料不全'), scorer: '张三' }),
    );
    await recordScore(workspace, { ...at, entry: entry('18', '材料不全'), editId: 'office' });
    const { findings } = await listChecks(workspace, { kind: 'officeChangedScore', dismissed: false });
    expect(findings.map(({ detail }) => detail)).toEqual(['“张三”给 15.00，“考评办”改为 18.00，理由没有变']);
    await recordScore(workspace, { ...at, entry: entry('18', '补交材料后加分'), editId: 'office' });
    expect(await found('officeChangedScore')).toEqual([]);
  });

  it('one fact that deducts in several items of one unit', async () => {
    const [first, second] = [await place('01', '1'), await place('01', '2')];
    await saveIncident(workspace, {
      ...{ id: null, title: '行政诉讼败诉', eventDate: '', documentDate: '', documentNumber: '' },
      ...{ countedYear: 2020, note: '' },
      places: [
        { ...first, deducts: true, note: '' },
        { ...second, deducts: true, note: '未出庭另算' },
      ],
    });
    const { findings } = await listChecks(workspace, { kind: 'doubleDeduction', dismissed: false });
    expect(findings.map(({ unitName, itemCode, detail }) => [unitName, itemCode, detail])).toEqual([
      ['单位01', '2', '“行政诉讼败诉”在 1、2 都扣分；说明：未出庭另算'],
    ]);
  });

  it('nothing of another year scored by the same version', async () => {
    const { unitId, itemId } = await place('01', '1');
    await record('01', '1', anEntry({ 实际: '4' }));
    await recordSelfEvaluation(workspace, { unitId, itemId, points: '99', statement: '' });
    const { db } = workspace;
    const { id: cycleId, ...cycle } = await db.selectFrom('cycle').selectAll().executeTakeFirstOrThrow();
    // The year before takes the unit with everything that was found.
    await db.updateTable('cycle').set({ year: 2019 }).where('id', '=', cycleId).execute();
    await db
      .insertInto('cycle')
      .values({ ...cycle, uid: 'next', year: 2020 })
      .execute();
    forgetAssessment(workspace);
    const counts = await countChecks(workspace);
    expect(counts.length).toBeGreaterThan(0);
    for (const { kind, count } of counts) expect([kind, count]).toEqual([kind, 0]);
    expect(await found('fullWithoutEvidence')).toEqual([]);
    expect(await found('selfAbovePoints')).toEqual([]);
  });

  it('nothing of items that left the unit’s table', async () => {
    await record('02', '3', anEntry({ 得分: '30' }));
    expect(await found('fullWithoutEvidence')).toEqual(['单位02 3']);
    const group = (await loadAssessment(workspace)).groups.find(({ name }) => name === STANDARD_GROUPS[1]);
    await workspace.db.updateTable('unit').set({ group_id: group!.id }).where('code', '=', '02').execute();
    forgetAssessment(workspace);
    expect(await found('fullWithoutEvidence')).toEqual([]);
    expect((await countOf('fullWithoutEvidence'))?.count).toBe(0);
  });

  it('says where there are more than are listed', async () => {
    for (const unit of ['01', '02', '03']) await record(unit, '1', anEntry({ 实际: '4' }));
    const { findings, more } = await listChecks(
      workspace,
      { kind: 'fullWithoutEvidence', dismissed: false },
      2,
    );
    expect([findings.length, more]).toEqual([2, true]);
    expect((await countOf('fullWithoutEvidence'))?.count).toBe(3);
  });
});

describe('已核实', () => {
  beforeEach(async () => {
    await record('01', '1', anEntry({ 实际: '4' }));
    await record('02', '1', anEntry({ 实际: '4' }));
  });

  it('sets a finding aside with its reason until the score changes', async () => {
    const finding = await firstFinding('fullWithoutEvidence');
    await dismissFinding(workspace, { ...finding, reason: '现场查看过台账' });
    expect(await found('fullWithoutEvidence')).toEqual(['单位02 1']);
    expect(await found('fullWithoutEvidence', true)).toEqual(['单位01 1']);
    expect(await countOf('fullWithoutEvidence')).toMatchObject({ count: 1, dismissed: 1 });
    const { findings } = await listChecks(workspace, { kind: 'fullWithoutEvidence', dismissed: true });
    expect(findings[0]?.dismissed).toMatchObject({ reason: '现场查看过台账', person: '考评办' });
    await record('01', '1', anEntry({ 实际: '5' }));
    expect(await found('fullWithoutEvidence')).toEqual(['单位01 1', '单位02 1']);
    expect(await countOf('fullWithoutEvidence')).toMatchObject({ count: 2, dismissed: 0 });
  });

  it('stands on the trail and can be taken back', async () => {
    const { state: _state, ...finding } = await firstFinding('fullWithoutEvidence');
    await dismissFinding(workspace, { ...finding, state: _state, reason: '看过台账' });
    await restoreFinding(workspace, finding);
    expect(await found('fullWithoutEvidence')).toEqual(['单位01 1', '单位02 1']);
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['action', 'subject', 'reason'])
      .where('action', 'like', 'check.%')
      .orderBy('id')
      .execute();
    expect(trail).toEqual([
      { action: 'check.dismiss', subject: '单位01 · 1 · 满分但没有佐证材料', reason: '看过台账' },
      { action: 'check.restore', subject: '单位01 · 1 · 满分但没有佐证材料', reason: '' },
    ]);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('is named by verify once it was changed behind the app’s back', async () => {
    const finding = await firstFinding('fullWithoutEvidence');
    await dismissFinding(workspace, { ...finding, reason: '看过台账' });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    await workspace.db.updateTable('finding_dismissal').set({ reason: '没有看过' }).execute();
    expect((await verifyWorkspace(workspace)).findings).toMatchObject([
      { kind: 'audit', place: expect.stringContaining('（体检核实）') },
    ]);
  });

  it('is refused without a reason, where work is simply not done, and where the finding is gone', async () => {
    const finding = await firstFinding('fullWithoutEvidence');
    const code = async (work: Promise<unknown>) => (await refusal(work)).code;
    expect(await code(dismissFinding(workspace, { ...finding, reason: '  ' }))).toBe(
      'DISMISSAL_REASON_MISSING',
    );
    const open = await firstFinding('unscored');
    expect(await code(dismissFinding(workspace, { ...open, reason: '明天评' }))).toBe(
      'FINDING_NOT_DISMISSIBLE',
    );
    expect(await code(dismissFinding(workspace, { ...finding, state: '9:1', reason: '看过' }))).toBe(
      'FINDING_GONE',
    );
    expect(await code(restoreFinding(workspace, finding))).toBe('FINDING_GONE');
  });

  it('is refused once the result is approved', async () => {
    const finding = await firstFinding('fullWithoutEvidence');
    await moveTo('approved');
    expect((await refusal(dismissFinding(workspace, { ...finding, reason: '看过' }))).code).toBe(
      'CYCLE_STATE_FORBIDS',
    );
  });
});

describe('who may look, and say a word', () => {
  beforeEach(async () => {
    await record('01', '1', anEntry({ 实际: '4' }));
    await record('02', '1', anEntry({ 实际: '4' }));
    await record('01', '2', anEntry({ 得分: '20' }));
  });

  it('scorers see the items assigned to them, of every unit but their own', async () => {
    const li = await anAccount(workspace, '李四', ['leadScorer'], '02');
    const { itemId } = await place('01', '1');
    const { id } = (await loadAssessment(workspace)).cycle;
    await workspace.db
      .insertInto('scorer_assignment')
      .values({ cycle_id: id, item_id: itemId, account_id: li.accountId })
      .execute();
    forgetAssessment(workspace);
    await acting(workspace, li, async () => {
      expect(await found('fullWithoutEvidence')).toEqual(['单位01 1']);
      expect(await found('unscored')).toEqual(['单位03 1']);
      const finding = await firstFinding('fullWithoutEvidence');
      await dismissFinding(workspace, { ...finding, reason: '看过台账' });
      const { unitId } = await place('02', '1');
      const own = { ...finding, unitId, reason: '看过台账' };
      expect((await refusal(dismissFinding(workspace, own))).code).toBe('CONFLICT_OF_INTEREST');
      const other = { ...finding, ...(await place('01', '2')), reason: '看过台账' };
      expect((await refusal(dismissFinding(workspace, other))).code).toBe('FINDING_GONE');
    });
  });

  it.each([
    ['unitFiller', 'NOT_PERMITTED'],
    ['unitLeader', 'NOT_PERMITTED'],
    ['fileReviewer', 'NOT_PERMITTED'],
  ] as const)('%s is refused', async (role, refused) => {
    const person = await anAccount(workspace, '某人', [role], '01');
    await acting(workspace, person, async () => {
      expect((await refusal(countChecks(workspace))).code).toBe(refused);
      const request = { kind: 'unscored' as const, dismissed: false };
      expect((await refusal(listChecks(workspace, request))).code).toBe(refused);
    });
  });

  it('the auditor looks, but says no word', async () => {
    const auditor = await anAccount(workspace, '纪检', ['auditor']);
    await acting(workspace, auditor, async () => {
      expect(await found('fullWithoutEvidence')).toEqual(['单位01 1', '单位01 2', '单位02 1']);
      const finding = await firstFinding('fullWithoutEvidence');
      expect((await refusal(dismissFinding(workspace, { ...finding, reason: '看过' }))).code).toBe(
        'NOT_PERMITTED',
      );
    });
  });
});
