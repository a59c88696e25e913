import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '@shared/domain/role';
import { addProblemFiles } from '@electron/services/rectification/addProblemFiles';
import { decideClosing, reopenProblem, requestClosing } from '@electron/services/rectification/closeProblem';
import { listInterviews, saveInterview } from '@electron/services/rectification/interviews';
import { listLedger } from '@electron/services/rectification/listLedger';
import {
  createProblemsFromScores,
  listCandidates,
} from '@electron/services/rectification/problemsFromScores';
import { removeMeasure, saveMeasure } from '@electron/services/rectification/saveMeasure';
import { removeProblem, saveProblem } from '@electron/services/rectification/saveProblem';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { exportReport } from '@electron/services/reports/exportReport';
import { recordScore } from '@electron/services/scores/recordScore';
import { verifyEvidence } from '@electron/services/verify/verifyEvidence';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { cli } from '../../helpers/cli';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

const smallWorkspace = () =>
  testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02', undefined, { position: 2 })] });

const person = (roles: readonly Role[], unitCode = ''): Actor => ({
  accountId: 99,
  uid: 'someone',
  name: '李四',
  unitCode,
  roles,
  allItems: false,
});

const aProblem = {
  id: null,
  unitCode: 'A01',
  text: '台账不全',
  source: 'inspection',
  itemCode: '1.1.1',
  leader: '王五',
  dueOn: '2020-12-31',
} as const;

const aMeasure = {
  id: null,
  text: '补齐台账',
  responsible: '赵六',
  dueOn: '2020-12-20',
  progress: '',
  doneOn: '',
} as const;

async function actions(workspace: Workspace): Promise<string[]> {
  const rows = await workspace.db.selectFrom('audit_entry').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action).filter((action) => /^(problem|interview)\./.test(action));
}

describe('a problem of the ledger', () => {
  it('goes from entry through measures to closing, each step on the trail', async () => {
    const workspace = await smallWorkspace();
    const entered = await saveProblem(workspace, aProblem);
    expect(entered).toMatchObject({ number: 1, state: 'open', unitName: '单位A01', itemName: '事项1.1.1' });
    const planned = await saveMeasure(workspace, { ...aMeasure, problemId: entered.id });
    expect(planned.state).toBe('planned');
    const early = await refusal(requestClosing(workspace, { id: entered.id }));
    expect(early.code).toBe('PROBLEM_NOT_READY');
    const [first] = planned.measures;
    const done = { ...aMeasure, problemId: entered.id, id: first?.id ?? 0, doneOn: '2020-12-18' };
    expect((await saveMeasure(workspace, done)).state).toBe('inProgress');
    expect((await requestClosing(workspace, { id: entered.id })).state).toBe('closeRequested');
    const rejected = await decideClosing(workspace, { id: entered.id, approve: false, opinion: '还缺两期' });
    expect(rejected).toMatchObject({ state: 'inProgress', closingOpinion: '还缺两期' });
    await requestClosing(workspace, { id: entered.id });
    const closed = await decideClosing(workspace, { id: entered.id, approve: true, opinion: '已核实' });
    expect(closed).toMatchObject({ state: 'closed', closedBy: '考评办', closingOpinion: '已核实' });
    expect(await actions(workspace)).toEqual([
      'problem.enter',
      'problem.addMeasure',
      'problem.reportMeasure',
      'problem.requestClosing',
      'problem.rejectClosing',
      'problem.requestClosing',
      'problem.close',
    ]);
    const { counts } = await listLedger(workspace);
    expect(counts).toEqual({ problems: 1, closed: 1, overdue: 0, measures: 1, doneMeasures: 1 });
  });

  it('is closed for good until it is opened again with a reason', async () => {
    const workspace = await smallWorkspace();
    const { id } = await saveProblem(workspace, aProblem);
    const { measures } = await saveMeasure(workspace, { ...aMeasure, problemId: id, doneOn: '2020-12-01' });
    await requestClosing(workspace, { id });
    const during = await refusal(saveMeasure(workspace, { ...aMeasure, problemId: id }));
    expect(during.code).toBe('PROBLEM_STATE_FORBIDS');
    expect((await refusal(decideClosing(workspace, { id, approve: true, opinion: ' ' }))).code).toBe(
      'PROBLEM_TEXT_MISSING',
    );
    await decideClosing(workspace, { id, approve: true, opinion: '属实' });
    for (const work of [
      () => saveProblem(workspace, { ...aProblem, id }),
      () => removeMeasure(workspace, { problemId: id, id: measures[0]?.id ?? 0 }),
      () => decideClosing(workspace, { id, approve: true, opinion: '再批一次' }),
      () => removeProblem(workspace, { id, reason: '登记错了' }),
    ]) {
      expect((await refusal(work())).code).toBe('PROBLEM_STATE_FORBIDS');
    }
    expect((await refusal(reopenProblem(workspace, { id, reason: '' }))).code).toBe('PROBLEM_TEXT_MISSING');
    expect((await reopenProblem(workspace, { id, reason: '复查发现反弹' })).state).toBe('inProgress');
  });

  it('is made from a deduction in one step, and only once', async () => {
    const workspace = await smallWorkspace();
    const { units, items } = await loadAssessment(workspace);
    const [unit] = units;
    const [item] = items;
    if (!unit || !item) throw new Error('the small workspace has a unit and an item');
    const place = { unitId: unit.id, itemId: item.id };
    const nothing = await refusal(createProblemsFromScores(workspace, { places: [place], dueOn: '' }));
    expect(nothing.code).toBe('NOTHING_DEDUCTED');
    const entry = anEntry({ 得分: '45.5' }, { reason: '会议记录不全' });
    await recordScore(workspace, { ...place, entry, editId: 'e' });
    expect(await listCandidates(workspace, { unitId: unit.id })).toMatchObject([
      { itemCode: '1.1.1', deducted: 450, listedAs: null },
    ]);
    const [made] = await createProblemsFromScores(workspace, { places: [place], dueOn: '2021-03-01' });
    expect(made).toMatchObject({ fromScore: true, source: 'assessment', dueOn: '2021-03-01' });
    expect(made?.text).toContain('会议记录不全');
    const again = await refusal(createProblemsFromScores(workspace, { places: [place], dueOn: '' }));
    expect(again.code).toBe('PROBLEM_ALREADY_LISTED');
    expect((await listLedger(workspace)).problems).toHaveLength(1);
  });

  it('takes proof, which the store and verify know', async () => {
    const workspace = await smallWorkspace();
    const { id } = await saveProblem(workspace, aProblem);
    const folder = await tempFolder();
    const good = await fileOf(folder, '整改报告.pdf', aPdf());
    const bad = await fileOf(folder, '假的.pdf', Buffer.from('not a pdf'));
    const { problem, refused } = await addProblemFiles(workspace, { id, paths: [good, bad] });
    expect(problem.files.map(({ name }) => name)).toEqual(['整改报告.pdf']);
    expect(refused.map(({ name }) => name)).toEqual(['假的.pdf']);
    const verified = await verifyEvidence(workspace, undefined, () => undefined);
    expect(verified).toEqual({ findings: [], checked: 1 });
  });

  it('takes no proof once it is closed, even where that happens while the files are read', async () => {
    const workspace = await smallWorkspace();
    const { id } = await saveProblem(workspace, aProblem);
    const path = await fileOf(await tempFolder(), '整改报告.pdf', aPdf());
    const close = () => workspace.db.updateTable('problem').set({ state: 'closed' }).execute();
    const clock = workspace.clock.bind(workspace);
    // The clock is asked after the first look at the problem and before anything is written.
    let asked = false;
    const closing: Workspace = {
      ...workspace,
      clock: () => {
        if (!asked) void close();
        asked = true;
        return clock();
      },
    };
    const adding = addProblemFiles(closing, { id, paths: [path] });
    expect((await refusal(adding)).code).toBe('PROBLEM_STATE_FORBIDS');
    expect(asked).toBe(true);
    expect((await listLedger(workspace)).problems.flatMap(({ files }) => files)).toEqual([]);
  });
});

describe('who may do what with a problem', () => {
  const cases: readonly [string, Actor, Partial<Record<'enter' | 'report' | 'close', string>>][] = [
    ['office', person(['officeAdmin']), {}],
    ['office of the same unit', person(['officeAdmin'], 'A01'), { close: 'CONFLICT_OF_INTEREST' }],
    ['its unit', person(['unitFiller'], 'A01'), { enter: 'NOT_PERMITTED', close: 'NOT_PERMITTED' }],
    [
      'another unit',
      person(['unitLeader'], 'A02'),
      { enter: 'NOT_PERMITTED', report: 'NOT_YOUR_UNIT', close: 'NOT_PERMITTED' },
    ],
    [
      'auditor',
      person(['auditor']),
      { enter: 'NOT_PERMITTED', report: 'NOT_PERMITTED', close: 'NOT_PERMITTED' },
    ],
    ['nobody', person([]), { enter: 'NOT_SIGNED_IN', report: 'NOT_SIGNED_IN', close: 'NOT_SIGNED_IN' }],
  ];

  it.each(cases)('%s', async (_name, actor, refused) => {
    const workspace = await smallWorkspace();
    const office = workspace.actor;
    const { id } = await saveProblem(workspace, aProblem);
    const outcome = async (work: () => Promise<unknown>): Promise<string | undefined> => {
      workspace.signIn(actor);
      return work().then(
        () => undefined,
        (cause: { report: { code: string } }) => cause.report.code,
      );
    };
    expect(await outcome(() => saveProblem(workspace, { ...aProblem, text: '另一个' }))).toBe(refused.enter);
    const report = () => saveMeasure(workspace, { ...aMeasure, problemId: id, doneOn: '2020-12-01' });
    expect(await outcome(report)).toBe(refused.report);
    workspace.signIn(office);
    if (refused.report) await report();
    await requestClosing(workspace, { id });
    const close = () => decideClosing(workspace, { id, approve: true, opinion: '已核实' });
    expect(await outcome(close)).toBe(refused.close);
  });

  it('shows people of a unit their own problems only', async () => {
    const workspace = await smallWorkspace();
    await saveProblem(workspace, aProblem);
    await saveProblem(workspace, { ...aProblem, unitCode: 'A02' });
    workspace.signIn(person(['unitFiller'], 'A02'));
    expect((await listLedger(workspace)).problems.map(({ unitCode }) => unitCode)).toEqual(['A02']);
  });
});

describe('across years', () => {
  it('carries open problems over, leaves closed ones behind, and flags the same problem coming back', async () => {
    const workspace = await smallWorkspace();
    const open = await saveProblem(workspace, aProblem);
    const other = await saveProblem(workspace, { ...aProblem, unitCode: 'A02' });
    await saveMeasure(workspace, { ...aMeasure, problemId: other.id, doneOn: '2020-12-01' });
    await requestClosing(workspace, { id: other.id });
    await decideClosing(workspace, { id: other.id, approve: true, opinion: '已核实' });
    const { cycle } = await loadAssessment(workspace);
    // As the next year leaves last year's row behind: an earlier year of the same cycle's problems.
    await workspace.db
      .insertInto('cycle')
      .values({
        uid: 'before',
        year: cycle.year - 1,
        name: '上年',
        system_id: cycle.systemId,
        created_at: '',
      })
      .execute();
    const before = await workspace.db
      .selectFrom('cycle')
      .select('id')
      .where('uid', '=', 'before')
      .executeTakeFirstOrThrow();
    await workspace.db.updateTable('problem').set({ cycle_id: before.id }).execute();
    const ledger = await listLedger(workspace);
    expect(ledger.problems.map(({ id, year }) => [id, year])).toEqual([[open.id, 2019]]);
    const again = await saveProblem(workspace, aProblem);
    expect(again).toMatchObject({ number: 1, year: 2020, repeatOf: { id: open.id, year: 2019 } });
    const { out } = await cli('problem', 'list', '--workspace', workspace.folder);
    expect(out).toContain('2020-1 单位A01：【重复】（2019-1）');
    // Changing what last year's problem says does not make it a repeat of itself, or of this year's.
    expect(await saveProblem(workspace, { ...aProblem, id: open.id, text: '台账仍不全' })).toMatchObject({
      text: '台账仍不全',
      repeatOf: null,
    });
  });
});

describe('interviews', () => {
  const anInterview = {
    id: null,
    unitCode: 'A01',
    interviewee: '主要负责人',
    situation: '年度考核不合格',
    heldOn: '2020-11-20',
    place: '',
    host: '',
    attendees: '',
    problems: '',
    demands: '一个月内报送整改报告',
    dueOn: '2020-11-25',
    reportOn: '',
    outcome: '',
  };

  it('are numbered by quarter and say when the report is late', async () => {
    const workspace = await smallWorkspace();
    await saveInterview(workspace, anInterview);
    const rows = await saveInterview(workspace, { ...anInterview, heldOn: '2020-12-01', dueOn: '' });
    expect(rows.map(({ number, overdue }) => [number, overdue])).toEqual([
      ['2020-Q4-002', false],
      ['2020-Q4-001', true],
    ]);
    const [, first] = rows;
    const changed = await saveInterview(workspace, {
      ...anInterview,
      id: first?.id ?? 0,
      reportOn: '2020-12-24',
    });
    expect(changed.map(({ number, overdue }) => [number, overdue])).toContainEqual(['2020-Q4-001', false]);
    expect(await actions(workspace)).toEqual(['interview.enter', 'interview.enter', 'interview.change']);
  });

  it('stand on the form of their year, and in the register of every year', async () => {
    const workspace = await smallWorkspace();
    await saveInterview(workspace, anInterview);
    const { cycle } = await loadAssessment(workspace);
    const earlier = {
      uid: 'before',
      year: cycle.year - 1,
      name: '上年',
      system_id: cycle.systemId,
      created_at: '',
    };
    const { id } = await workspace.db
      .insertInto('cycle')
      .values(earlier)
      .returning('id')
      .executeTakeFirstOrThrow();
    await workspace.db.updateTable('interview').set({ cycle_id: id }).execute();
    await saveInterview(workspace, { ...anInterview, heldOn: '2020-12-01' });
    const path = join(await tempFolder(), '约谈.xlsx');
    await exportReport(workspace, 'interviews', path);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const text = JSON.stringify(workbook.getWorksheet('约谈登记')?.getSheetValues());
    expect(text).toContain('2020-Q4-002');
    expect(text).not.toContain('2020-Q4-001');
    expect(await listInterviews(workspace)).toHaveLength(2);
  });

  it('need a date and the office', async () => {
    const workspace = await smallWorkspace();
    expect((await refusal(saveInterview(workspace, { ...anInterview, heldOn: '' }))).code).toBe(
      'PROBLEM_TEXT_MISSING',
    );
    workspace.signIn(person(['unitLeader'], 'A01'));
    expect((await refusal(saveInterview(workspace, anInterview))).code).toBe('NOT_PERMITTED');
    expect(await listInterviews(workspace)).toEqual([]);
  });
});
