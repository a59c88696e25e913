import { describe, expect, it } from 'vitest';
import { figuresOf, findScore } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { getScoringSheet } from '@electron/services/marking/withMarkings';
import { importScores } from '@electron/services/scores/importScores';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { revokeNotApplicable } from '@electron/services/year/revokeNotApplicable';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { checkSubmission } from '@electron/services/year/checkSubmission';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { giveLeadOpinion } from '@electron/services/year/giveLeadOpinion';
import { listNotApplicable, listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { withdrawNotApplicable } from '@electron/services/year/withdrawNotApplicable';
import { moveCycle } from '@electron/services/year/moveCycle';
import { computeCycle } from '@electron/services/totals/computeCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, somebody } from '../../helpers/yearWorkspace';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';

const filler = somebody('填报人', ['unitFiller'], 'A01');
const other = somebody('外单位', ['unitFiller'], 'A02');
const ownOffice = somebody('兼职管理员', ['officeAdmin'], 'A01');
const WHY = { reason: '本单位没有这项职责', basis: '三定方案第三条' };

async function reviewing(): Promise<Workspace> {
  const workspace = await aYear();
  await moveOnTo(workspace, 'reviewing');
  return workspace;
}

async function requested(): Promise<{ workspace: Workspace; id: number; unitId: number; itemId: number }> {
  const workspace = await reviewing();
  const place = await placeOf(workspace, 'A01');
  const [request] = await acting(workspace, filler, () =>
    requestNotApplicable(workspace, { ...place, ...WHY }),
  );
  return { workspace, id: request?.id ?? 0, ...place };
}

const decide = (workspace: Workspace, id: number, approve: boolean, opinion = '') =>
  decideNotApplicable(workspace, { requestIds: [id], approve, opinion });

describe('缺项 requests', () => {
  it('take the item out of the unit’s denominator once approved, in the name of who approved', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    await decide(workspace, id, true, '情况属实');
    const score = await findScore(workspace.db, unitId, itemId);
    expect(score).toMatchObject({ status: 'notApplicable', scorer: '考评办' });
    expect(score?.entry.reason).toBe('缺项已批准：本单位没有这项职责（依据：三定方案第三条）');
    const { units } = await computeCycle(workspace);
    expect(units.find(({ code }) => code === 'A01')?.applicable).toBe(5000);
    const [request] = await listNotApplicableOfUnit(workspace, { unitId });
    expect(request).toMatchObject({ state: 'approved', officeOpinion: '情况属实', decidedBy: '考评办' });
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select('action')
      .where('unit_id', '=', unitId)
      .orderBy('id')
      .execute();
    expect(trail.map(({ action }) => action)).toEqual([
      'notApplicable.request',
      'notApplicable.approve',
      'score.record',
    ]);
  });

  it('leave the score alone where refused, which needs an opinion', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    expect((await refusal(decide(workspace, id, false))).code).toBe('REASON_REQUIRED');
    await decide(workspace, id, false, '该单位有此项职责');
    expect(await findScore(workspace.db, unitId, itemId)).toBeUndefined();
    // With new grounds it may be asked again; the refused one stays.
    await requestNotApplicable(workspace, { unitId, itemId, ...WHY });
    const states = (await listNotApplicable(workspace)).map(({ state }) => state);
    expect(states).toEqual(['refused', 'requested']);
  });

  it('are one at a time per item, and with a reason', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    const again = () => requestNotApplicable(workspace, { unitId, itemId, ...WHY });
    expect((await refusal(again())).code).toBe('NOT_APPLICABLE_EXISTS');
    await decide(workspace, id, true);
    expect((await refusal(again())).code).toBe('NOT_APPLICABLE_EXISTS');
    const second = await placeOf(workspace, 'A01', '1.1.2');
    const bare = requestNotApplicable(workspace, { ...second, reason: '无', basis: '' });
    expect((await refusal(bare)).code).toBe('REASON_REQUIRED');
  });

  it('are the unit’s or the office’s to make; nobody else’s to decide', async () => {
    const { workspace, id, unitId } = await requested();
    const place = { unitId, itemId: (await placeOf(workspace, 'A01', '1.1.2')).itemId };
    const ask = () => requestNotApplicable(workspace, { ...place, ...WHY });
    const scorer = somebody('评分员', ['leadScorer']);
    expect((await refusal(acting(workspace, other, ask))).code).toBe('NOT_YOUR_UNIT');
    expect((await refusal(acting(workspace, scorer, ask))).code).toBe('NOT_PERMITTED');
    for (const who of [filler, scorer, somebody('纪检', ['auditor']), somebody('领导', ['approver'])]) {
      const code = (await refusal(acting(workspace, who, () => decide(workspace, id, true)))).code;
      expect(code).toBe('NOT_PERMITTED');
    }
    const conflicted = acting(workspace, ownOffice, () => decide(workspace, id, true));
    expect((await refusal(conflicted)).code).toBe('CONFLICT_OF_INTEREST');
  });

  it('take the opinion of whoever scores the item, never of the unit itself', async () => {
    const { workspace, id, itemId } = await requested();
    const opine = () => giveLeadOpinion(workspace, { requestId: id, opinion: '同意按缺项处理' });
    const lead = somebody('评分员', ['leadScorer']);
    expect((await refusal(acting(workspace, lead, opine))).code).toBe('ITEM_NOT_ASSIGNED');
    expect((await refusal(acting(workspace, filler, opine))).code).toBe('NOT_PERMITTED');
    expect((await refusal(acting(workspace, ownOffice, opine))).code).toBe('CONFLICT_OF_INTEREST');
    const every = { ...lead, allItems: true };
    const [request] = await acting(workspace, every, opine);
    expect(request).toMatchObject({ itemId, leadOpinion: '同意按缺项处理', leadBy: '评分员' });
  });

  it('can be taken back until decided, and a decision stands', async () => {
    const { workspace, id } = await requested();
    const back = () => withdrawNotApplicable(workspace, { requestId: id });
    expect((await refusal(acting(workspace, other, back))).code).toBe('NOT_YOUR_UNIT');
    const [request] = await acting(workspace, filler, back);
    expect(request?.state).toBe('withdrawn');
    expect((await refusal(decide(workspace, id, true))).code).toBe('NOT_APPLICABLE_DECIDED');
    expect((await refusal(decide(workspace, 9999, true))).code).toBe('NOT_APPLICABLE_UNKNOWN');
    await expect(
      workspace.db.updateTable('not_applicable_request').set({ state: 'approved' }).execute(),
    ).rejects.toThrow('NOT_APPLICABLE_ALREADY_DECIDED');
  });

  it('are decided together or not at all', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    const both = decideNotApplicable(workspace, { requestIds: [id, 9999], approve: true, opinion: '' });
    expect((await refusal(both)).code).toBe('NOT_APPLICABLE_UNKNOWN');
    expect(await findScore(workspace.db, unitId, itemId)).toBeUndefined();
  });

  it('are neither made nor decided before publication or after the review', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    await moveOnTo(workspace, 'feedback');
    expect((await refusal(decide(workspace, id, true))).code).toBe('CYCLE_STATE_FORBIDS');
    await moveCycle(workspace, { to: 'draft', reason: '退回重新准备', confirm: true });
    const ask = requestNotApplicable(workspace, { unitId, itemId, ...WHY });
    expect((await refusal(ask)).code).toBe('CYCLE_STATE_FORBIDS');
  });

  it('are of base items only', async () => {
    const bonus = aScoringItem('J.1', { section: 'bonus', level1Code: 'J', level1Name: '加分项', points: 0 });
    const items = [...aSmallSystem().items, bonus];
    const workspace = await testWorkspace({ system: aSmallSystem({ items }), units: [aUnit('A01')] });
    await moveOnTo(workspace, 'reviewing');
    const ask = requestNotApplicable(workspace, { ...(await placeOf(workspace, 'A01', 'J.1')), ...WHY });
    expect((await refusal(ask)).code).toBe('NOT_APPLICABLE_ONLY_BASE');
  });

  it('spare the unit filling the item in', async () => {
    const { workspace, unitId } = await requested();
    const report = await checkSubmission(workspace, { unitId });
    expect(report.items).toBe(1);
    expect(report.findings.map(({ code }) => code)).toEqual(['1.1.2']);
  });

  it('of other units are not a unit’s to see', async () => {
    const { workspace, unitId } = await requested();
    expect(await acting(workspace, other, () => listNotApplicable(workspace))).toEqual([]);
    const look = acting(workspace, other, () => listNotApplicableOfUnit(workspace, { unitId }));
    expect((await refusal(look)).code).toBe('NOT_YOUR_UNIT');
  });
});

describe('an approved 缺项', () => {
  it('is not scored over: not typed, set nor imported', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    await decide(workspace, id, true);
    const place = { unitId, itemId };
    const entry = anEntry({ 得分: '40' }, { reason: '材料不全' });
    const codeOf = async (work: Promise<unknown>) => (await refusal(work)).code;
    const { cycle, itemById } = await loadAssessment(workspace);
    const figures = figuresOf(evaluateItem(itemById.get(itemId)!, entry, 2020));
    const scores = [{ ...place, entry, figures, scorer: '考评办' }];
    const works = [
      recordScore(workspace, { ...place, entry, editId: 'x' }),
      setScore(workspace, { ...place, entry, scorer: '考评办' }),
      importScores(workspace, { systemId: cycle.systemId, scores }),
    ];
    for (const work of works) expect(await codeOf(work)).toBe('MARKING_NOT_APPLICABLE');
    const sheet = await getScoringSheet(workspace, { unitId });
    expect(sheet.rows.find((row) => row.itemId === itemId)?.closed).toContain('已批准为缺项');
    expect(await findScore(workspace.db, unitId, itemId)).toMatchObject({ status: 'notApplicable' });
  });

  it('is taken back by the office with a reason, and then scored', async () => {
    const { workspace, id, unitId, itemId } = await requested();
    const revoke = (reason = '核实有这项职责') => revokeNotApplicable(workspace, { requestId: id, reason });
    expect((await refusal(revoke())).code).toBe('NOT_APPLICABLE_NOT_APPROVED');
    await decide(workspace, id, true, '情况属实');
    expect((await refusal(revoke('错了'))).code).toBe('REASON_REQUIRED');
    expect((await refusal(acting(workspace, filler, () => revoke()))).code).toBe('NOT_PERMITTED');
    expect((await refusal(acting(workspace, ownOffice, () => revoke()))).code).toBe('CONFLICT_OF_INTEREST');
    const [request] = await revoke();
    expect(request).toMatchObject({ state: 'refused', officeOpinion: '撤销批准：核实有这项职责' });
    expect(await findScore(workspace.db, unitId, itemId)).toMatchObject({ status: 'unscored', points: null });
    const entry = anEntry({ 得分: '40' }, { reason: '材料不全' });
    await recordScore(workspace, { unitId, itemId, entry, editId: 'x' });
    const { units } = await computeCycle(workspace);
    expect(units.find(({ code }) => code === 'A01')?.applicable).toBe(10000);
    // It may be asked for again, with new grounds.
    await requestNotApplicable(workspace, { unitId, itemId, ...WHY });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('stands once scores are closed', async () => {
    const { workspace, id } = await requested();
    await decide(workspace, id, true);
    await moveOnTo(workspace, 'feedback');
    const revoking = revokeNotApplicable(workspace, { requestId: id, reason: '核实有这项职责' });
    expect((await refusal(revoking)).code).toBe('CYCLE_STATE_FORBIDS');
  });
});
