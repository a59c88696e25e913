import { describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { checkSubmission } from '@electron/services/year/checkSubmission';
import { getSubmission } from '@electron/services/year/getSubmission';
import { listReminders } from '@electron/services/year/listReminders';
import { listSubmissions } from '@electron/services/year/listSubmissions';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { setDeadline } from '@electron/services/year/setDeadline';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { moveCycle } from '@electron/services/year/moveCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo, somebody } from '../../helpers/yearWorkspace';

const filler = somebody('填报人', ['unitFiller'], 'A01');
const leader = somebody('负责人', ['unitLeader'], 'A01');
const otherLeader = somebody('外单位', ['unitLeader'], 'A02');
const scorer = somebody('评分员', ['leadScorer']);
const auditor = somebody('纪检', ['auditor']);

/** A year in which A01 has filled everything in and nothing is handed in. */
async function filledYear(): Promise<{ workspace: Workspace; unitId: number; itemId: number }> {
  const workspace = await aYear();
  await moveOnTo(workspace, 'selfEvaluating');
  await acting(workspace, filler, () => fillIn(workspace, 'A01'));
  return { workspace, ...(await placeOf(workspace, 'A01')) };
}

const submit = (workspace: Workspace, unitId: number, reason = '') =>
  submitSelfEvaluation(workspace, { unitId, reason });
const stateIn = async (workspace: Workspace, unitId: number) =>
  (await getSubmission(workspace, { unitId })).state;

describe('filling in', () => {
  it('starts with the first thing typed, in any stage up to the review', async () => {
    const workspace = await aYear();
    const place = await placeOf(workspace, 'A01');
    expect(await stateIn(workspace, place.unitId)).toBe('notStarted');
    await acting(workspace, filler, () =>
      recordSelfEvaluation(workspace, { ...place, points: '4', statement: '' }),
    );
    expect(await stateIn(workspace, place.unitId)).toBe('filling');
    await moveOnTo(workspace, 'reviewing');
    const late = { ...place, points: '45', statement: '补报' };
    await acting(workspace, filler, () => recordSelfEvaluation(workspace, late));
  });

  it('is on the trail with what stood there before', async () => {
    const workspace = await aYear();
    const place = await placeOf(workspace, 'A01');
    await recordSelfEvaluation(workspace, { ...place, points: '40', statement: '', editId: 'e1' });
    await recordSelfEvaluation(workspace, { ...place, points: '45', statement: '好', editId: 'e1' });
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['before', 'after', 'edit_id', 'subject'])
      .where('action', '=', 'self.record')
      .orderBy('id')
      .execute();
    expect(trail.map(({ before }) => before)).toEqual(['', '{"points":"40","statement":""}']);
    expect(trail[1]).toMatchObject({ edit_id: 'e1', subject: '单位A01 · 1.1.1' });
  });

  it('is for the own unit, and the office', async () => {
    const workspace = await aYear();
    const own = { ...(await placeOf(workspace, 'A01')), points: '1', statement: '' };
    const record = () => recordSelfEvaluation(workspace, own);
    expect((await refusal(acting(workspace, otherLeader, record))).code).toBe('NOT_YOUR_UNIT');
    expect((await refusal(acting(workspace, scorer, record))).code).toBe('NOT_PERMITTED');
    expect((await refusal(acting(workspace, auditor, record))).code).toBe('NOT_PERMITTED');
    await acting(workspace, leader, record);
    await record();
  });
});

describe('handing in', () => {
  it('keeps what the check found, locks the sheet, and can be taken back', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    const view = await acting(workspace, leader, () => submit(workspace, unitId));
    expect(view).toMatchObject({ state: 'submitted', round: 1, lock: 'submitted', submittedBy: '负责人' });
    expect(view.handIns).toHaveLength(1);
    expect(view.handIns[0]?.report).toMatchObject({ items: 2, filled: 2, selfTotal: 10_000, files: 0 });
    expect(view.handIns[0]?.report.findings.map(({ kind }) => kind)).toEqual(['noEvidence', 'noEvidence']);
    const change = () => recordSelfEvaluation(workspace, { unitId, itemId, points: '1', statement: '' });
    expect((await refusal(acting(workspace, filler, change))).code).toBe('SELF_EVALUATION_LOCKED');
    expect((await refusal(change())).code).toBe('SELF_EVALUATION_LOCKED');
    await acting(workspace, leader, () => withdrawSubmission(workspace, { unitId }));
    await acting(workspace, filler, change);
  });

  it('is refused while a self score is missing or wrong, with the first of them', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    await recordSelfEvaluation(workspace, { unitId, itemId, points: '50.01', statement: '' });
    const report = await checkSubmission(workspace, { unitId });
    expect(report.findings[0]).toMatchObject({ kind: 'wrongSelfScore', severity: 'blocks', code: '1.1.1' });
    const refused = await refusal(acting(workspace, leader, () => submit(workspace, unitId)));
    expect(refused.code).toBe('SUBMISSION_NOT_READY');
    expect(refused.what).toContain('1.1.1 自评分50.01超过分值');
    // A unit gives no reason of its own for handing in what is wrong.
    const insisted = acting(workspace, leader, () => submit(workspace, unitId, '时间来不及了'));
    expect((await refusal(insisted)).code).toBe('SUBMISSION_NOT_READY');
    expect(await stateIn(workspace, unitId)).toBe('filling');
  });

  it('the office may hand in from paper what is not complete, with a reason', async () => {
    const { workspace } = await filledYear();
    const { unitId } = await placeOf(workspace, 'A02');
    expect((await refusal(submit(workspace, unitId))).code).toBe('SUBMISSION_NOT_READY');
    expect((await refusal(submit(workspace, unitId, '纸质'))).code).toBe('REASON_REQUIRED');
    const view = await submit(workspace, unitId, '单位报来纸质自评表，原件存档');
    expect(view.handIns[0]).toMatchObject({ reason: '单位报来纸质自评表，原件存档', person: '考评办' });
  });

  it('is the leader’s or the office’s, for the own unit', async () => {
    const { workspace, unitId } = await filledYear();
    const hand = () => submit(workspace, unitId);
    expect((await refusal(acting(workspace, filler, hand))).code).toBe('NOT_PERMITTED');
    expect((await refusal(acting(workspace, otherLeader, hand))).code).toBe('NOT_YOUR_UNIT');
    expect((await refusal(acting(workspace, scorer, hand))).code).toBe('NOT_PERMITTED');
    await acting(workspace, leader, hand);
  });

  it('late is noted, never refused', async () => {
    const { workspace, unitId } = await filledYear();
    await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-11-25' });
    const view = await acting(workspace, leader, () => submit(workspace, unitId));
    expect(view.handIns[0]?.daysLate).toBe(6);
    const rows = await listSubmissions(workspace);
    expect(rows.map(({ state, daysLate }) => [state, daysLate])).toEqual([
      ['submitted', 6],
      ['notStarted', 6],
    ]);
  });

  it('is not possible before publication, twice, or after the review', async () => {
    const workspace = await aYear();
    const { unitId } = await placeOf(workspace, 'A01');
    await fillIn(workspace, 'A01');
    expect((await refusal(submit(workspace, unitId))).code).toBe('CYCLE_STATE_FORBIDS');
    await moveOnTo(workspace, 'published');
    await submit(workspace, unitId);
    expect((await refusal(submit(workspace, unitId))).code).toBe('SUBMISSION_STATE_FORBIDS');
    const second = await placeOf(workspace, 'A02');
    await fillIn(workspace, 'A02');
    await moveOnTo(workspace, 'feedback');
    expect((await refusal(submit(workspace, second.unitId))).code).toBe('CYCLE_STATE_FORBIDS');
    const typed = recordSelfEvaluation(workspace, { ...second, points: '1', statement: '' });
    expect((await refusal(typed)).code).toBe('SELF_EVALUATION_LOCKED');
  });
});

describe('accepting and returning', () => {
  it('returns with a reason per item and a deadline, and takes the next round', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    await acting(workspace, leader, () => submit(workspace, unitId));
    await returnSubmission(workspace, {
      unitId,
      reason: '材料不全，请补正',
      items: [{ itemId, reason: '缺盖章件' }],
      dueOn: '2020-12-10',
    });
    const view = await acting(workspace, filler, () => getSubmission(workspace, { unitId }));
    expect(view).toMatchObject({ state: 'returned', round: 2, dueOn: '2020-12-10', lock: '' });
    expect(view.returns[0]).toMatchObject({
      round: 1,
      reason: '材料不全，请补正',
      items: [{ itemId, reason: '缺盖章件' }],
      person: '考评办',
    });
    const reminder = (await listReminders(workspace)).units.find((unit) => unit.unitId === unitId);
    expect(reminder?.returned).toEqual(['1.1.1 缺盖章件']);
    await acting(workspace, filler, () =>
      recordSelfEvaluation(workspace, { unitId, itemId, points: '40', statement: '已补' }),
    );
    const again = await acting(workspace, leader, () => submit(workspace, unitId));
    expect(again.handIns.map(({ round }) => round)).toEqual([2, 1]);
    await acceptSubmissions(workspace, { unitIds: [unitId] });
    expect(await getSubmission(workspace, { unitId })).toMatchObject({ state: 'accepted', lock: 'accepted' });
  });

  it('never returns without a reason, in general and for each item', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    await submit(workspace, unitId);
    const back = (reason: string, why = '缺件') =>
      returnSubmission(workspace, { unitId, reason, items: [{ itemId, reason: why }], dueOn: '' });
    for (const reason of ['', '  ', '不行'])
      expect((await refusal(back(reason))).code).toBe('REASON_REQUIRED');
    expect((await refusal(back('材料不全', ' '))).code).toBe('REASON_REQUIRED');
    expect(await stateIn(workspace, unitId)).toBe('submitted');
  });

  it('opens what was accepted only by a return, and locks evidence with it', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    const paths = [await fileOf(await tempFolder(), '方案.pdf', aPdf())];
    const add = () => addEvidence(workspace, { unitId, itemId, paths });
    const { added } = await acting(workspace, filler, add);
    await submit(workspace, unitId);
    await acceptSubmissions(workspace, { unitIds: [unitId] });
    const take = () => unlinkEvidence(workspace, { evidenceId: added[0]?.id ?? 0, itemId });
    expect((await refusal(acting(workspace, filler, take))).code).toBe('SELF_EVALUATION_LOCKED');
    expect((await refusal(acting(workspace, filler, add))).code).toBe('SELF_EVALUATION_LOCKED');
    const withdraw = () => withdrawSubmission(workspace, { unitId });
    expect((await refusal(acting(workspace, leader, withdraw))).code).toBe('SUBMISSION_STATE_FORBIDS');
    await returnSubmission(workspace, { unitId, reason: '请补充材料', items: [], dueOn: '' });
    await acting(workspace, filler, take);
  });

  it('leaves open in the feedback only what was returned', async () => {
    const { workspace, unitId, itemId } = await filledYear();
    await submit(workspace, unitId);
    await returnSubmission(workspace, { unitId, reason: '请补充材料', items: [], dueOn: '' });
    await moveOnTo(workspace, 'feedback');
    await acting(workspace, filler, () =>
      recordSelfEvaluation(workspace, { unitId, itemId, points: '30', statement: '补' }),
    );
    await acting(workspace, leader, () => submit(workspace, unitId));
    await acceptSubmissions(workspace, { unitIds: [unitId] });
    await moveCycle(workspace, { to: 'approved', reason: '照此审定结果', confirm: true });
    expect((await getSubmission(workspace, { unitId })).lock).toBe('closed');
  });

  it('is the office’s alone, of what was handed in', async () => {
    const { workspace, unitId } = await filledYear();
    const accept = () => acceptSubmissions(workspace, { unitIds: [unitId] });
    const back = () => returnSubmission(workspace, { unitId, reason: '请补充材料', items: [], dueOn: '' });
    expect((await refusal(accept())).code).toBe('SUBMISSION_STATE_FORBIDS');
    expect((await refusal(back())).code).toBe('SUBMISSION_STATE_FORBIDS');
    await submit(workspace, unitId);
    for (const who of [filler, leader, scorer, auditor, somebody('领导', ['approver'])]) {
      expect((await refusal(acting(workspace, who, accept))).code).toBe('NOT_PERMITTED');
      expect((await refusal(acting(workspace, who, back))).code).toBe('NOT_PERMITTED');
    }
    await accept();
  });

  it('accepts several units at once, or none of them', async () => {
    const { workspace, unitId } = await filledYear();
    await submit(workspace, unitId);
    const second = await placeOf(workspace, 'A02');
    const both = { unitIds: [unitId, second.unitId] };
    expect((await refusal(acceptSubmissions(workspace, both))).code).toBe('SUBMISSION_STATE_FORBIDS');
    expect(await stateIn(workspace, unitId)).toBe('submitted');
  });

  it('keeps every handing in: the database refuses to change or drop one', async () => {
    const { workspace, unitId } = await filledYear();
    await submit(workspace, unitId);
    await expect(workspace.db.deleteFrom('submission_hand_in').execute()).rejects.toThrow(
      'SUBMISSION_IS_KEPT',
    );
    await expect(
      workspace.db.updateTable('submission_hand_in').set({ days_late: 0 }).execute(),
    ).rejects.toThrow('SUBMISSION_IS_KEPT');
  });
});

describe('who sees what', () => {
  it('people of a unit see their own sheet only', async () => {
    const { workspace, unitId } = await filledYear();
    const look = () => getSubmission(workspace, { unitId });
    expect((await refusal(acting(workspace, otherLeader, look))).code).toBe('NOT_YOUR_UNIT');
    await acting(workspace, auditor, look);
    const own = await acting(workspace, otherLeader, () => listSubmissions(workspace));
    expect(own.map(({ code }) => code)).toEqual(['A02']);
    const late = await acting(workspace, otherLeader, () => listReminders(workspace));
    expect(late.units.map(({ code }) => code)).toEqual(['A02']);
  });
});
