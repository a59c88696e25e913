import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listItemEvidence } from '@electron/database/evidenceRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { getFeedback } from '@electron/services/review/getFeedback';
import { listAppealable } from '@electron/services/review/listAppealable';
import { listAppeals } from '@electron/services/review/listAppeals';
import { withdrawAppeal } from '@electron/services/review/withdrawAppeal';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { moveCycle } from '@electron/services/year/moveCycle';
import type { AppealView } from '@shared/ipc/practice/review';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import {
  aToldDistrict,
  attach,
  fillAndSubmit,
  placeIn,
  previewOf,
  scoreAndFeedBack,
  send,
  type ToldDistrict,
} from '../../helpers/toldDistrict';
import { moveOnTo } from '../../helpers/yearWorkspace';

/** As far as the unit being told its result. */
async function toldDistrict(): Promise<ToldDistrict> {
  const district = await aToldDistrict();
  await fillAndSubmit(district.unit);
  await send(district.unit, 'self', district.office);
  await scoreAndFeedBack(district);
  await send(district.office, 'feedback', district.unit);
  return district;
}

async function file(workspace: Workspace, item: string, more: { evidenceIds?: number[] } = {}) {
  const at = await placeIn(workspace, item);
  const asked = { grounds: `${item} 少算一次`, requestedPoints: 5000, evidenceIds: [], lateReason: '' };
  return fileAppeal(workspace, { ...at, ...asked, ...more });
}

const appealsIn = async (workspace: Workspace): Promise<readonly AppealView[]> =>
  (await listAppeals(workspace)).appeals;

const statesIn = async (workspace: Workspace) =>
  (await appealsIn(workspace)).map(({ itemCode, state }) => `${itemCode} ${state}`);

const idIn = async (workspace: Workspace, item: string): Promise<number> =>
  (await appealsIn(workspace)).find(({ itemCode }) => itemCode === item)?.id ?? 0;

const finalIn = async (unit: Workspace): Promise<number> =>
  (await getFeedback(unit, { unitId: (await placeIn(unit, '1.1.1')).unitId })).final;

const clean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

describe('appeals of a unit’s seat', () => {
  it('go to the office with their evidence, are decided there, and the unit hears of it', async () => {
    const { office, unit, zhang, li } = await toldDistrict();
    const { unitId } = await placeIn(unit, '1.1.1');
    expect((await listAppealable(unit, { unitId })).map(({ finalPoints }) => finalPoints)).toEqual([
      4350, 4350, 4350,
    ]);
    const evidence = await attach(unit, '1.1.1', '补充台账.pdf');
    await file(unit, '1.1.1', { evidenceIds: [evidence] });
    await file(unit, '1.1.2');
    expect((await listAppeals(unit)).unsent).toBe(2);
    const path = await aPackage(unit, { kind: 'appeal' });
    expect((await listAppeals(unit)).unsent).toBe(0);
    const preview = await previewOf(office, path);
    expect(preview.rows.map(({ what, outcome }) => `${outcome} ${what}`).sort()).toEqual([
      'new 申诉：1.1.1 少算一次',
      'new 申诉：1.1.2 少算一次',
    ]);
    expect((await mergePackage(office, path)).counts.refused).toBe(0);
    const [first] = await appealsIn(office);
    expect(first).toMatchObject({ state: 'filed', originalPoints: 4350, filedBy: '单位A02', lateReason: '' });
    expect(first?.evidence.map(({ name }) => name)).toEqual(['补充台账.pdf']);
    const at = await placeIn(office, '1.1.1');
    expect((await listItemEvidence(office.db, at.unitId, at.itemId)).map(({ name }) => name)).toEqual([
      '补充台账.pdf',
    ]);

    await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: 5000, opinion: '予以采信' });
    await decideAppeal(office, { id: await idIn(office, '1.1.2'), toPoints: null, opinion: '维持原判' });
    const decided = await aPackage(office, { kind: 'decision', unitCodes: ['A02'] });
    const { text } = await readPackageText(decided);
    for (const own of ['予以采信', '维持原判', '"effect":{"before":8700,"after":9133}']) {
      expect(text).toContain(own);
    }
    const foreign = ['A01', 'A03', zhang.name, li.name, zhang.uid, li.uid, '44.5', '42.5', '理由A01'];
    expect(foreign.filter((word) => text.includes(word))).toEqual([]);

    await mergePackage(unit, decided);
    const [won, lost] = await appealsIn(unit);
    expect(won).toMatchObject({ state: 'adjusted', decidedPoints: 5000, opinion: '予以采信', scorer: '' });
    expect(won).toMatchObject({ decidedBy: '考评办', totals: { before: 8700, after: 9133 } });
    expect(won).toMatchObject({ finalPoints: 5000, assessedPoints: 4350, adjustment: 650 });
    expect(lost).toMatchObject({ state: 'upheld', decidedPoints: 4350, opinion: '维持原判', totals: null });
    expect(await finalIn(unit)).toBe(9133);
    // What is decided is not taken back, nor appealed against again, on either side.
    for (const side of [office, unit]) {
      expect((await refusal(file(side, '1.1.1'))).code).toBe('APPEAL_IS_FINAL');
    }
    expect((await refusal(withdrawAppeal(unit, { id: won?.id ?? 0, reason: '' }))).code).toBe(
      'APPEAL_ALREADY_DECIDED',
    );
    await clean(office, unit);
  });

  it('come to one state in any order and any number of times', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    const filed = await aPackage(unit, { kind: 'appeal' });
    await withdrawAppeal(unit, { id: await idIn(unit, '1.1.1'), reason: '核对后没有异议' });
    await file(unit, '1.1.1');
    await file(unit, '1.1.3');
    const later = await aPackage(unit, { kind: 'appeal' });
    for (const path of [later, filed, later, filed]) await mergePackage(office, path);
    expect(await statesIn(office)).toEqual(['1.1.1 withdrawn', '1.1.1 filed', '1.1.3 filed']);
    await clean(office);
  });

  it('that take the place of one that was withdrawn are planned as they are merged', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await send(unit, 'appeal', office);
    await withdrawAppeal(unit, { id: await idIn(unit, '1.1.1'), reason: '理由没有写全' });
    await file(unit, '1.1.1');
    const path = await aPackage(unit, { kind: 'appeal' });
    expect((await previewOf(office, path)).rows.map(({ outcome }) => outcome)).toEqual(['changed', 'new']);
    await mergePackage(office, path);
    expect(await statesIn(office)).toEqual(['1.1.1 withdrawn', '1.1.1 filed']);
  });

  it('that were withdrawn after they were decided stay decided, on both sides', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await send(unit, 'appeal', office);
    await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: 5000, opinion: '予以采信' });
    await withdrawAppeal(unit, { id: await idIn(unit, '1.1.1'), reason: '核对后没有异议' });
    const path = await aPackage(unit, { kind: 'appeal' });
    const [row] = (await previewOf(office, path)).rows;
    expect(row).toMatchObject({ outcome: 'refused', why: '考评办已经复核，不能再撤回。' });
    await mergePackage(office, path);
    await send(office, 'decision', unit);
    expect(await statesIn(office)).toEqual(['1.1.1 adjusted']);
    expect(await statesIn(unit)).toEqual(['1.1.1 adjusted']);
    await clean(office, unit);
  });

  it('that come after the window are held, and taken only with a reason that is kept', async () => {
    const { office, unit, setDay } = await toldDistrict();
    await file(unit, '1.1.1');
    const path = await aPackage(unit, { kind: 'appeal' });
    setDay(new Date(2020, 11, 20, 9, 0));
    expect((await mergePackage(office, path)).held).toContain('申诉期限 2020年12月8日 已过');
    expect(await appealsIn(office)).toEqual([]);
    await mergePackage(office, path, { ...NO_CHOICES, reason: '单位在期限内电话说明过' });
    expect((await appealsIn(office))[0]).toMatchObject({
      state: 'filed',
      lateReason: '单位在期限内电话说明过',
    });
    // The unit itself is late too.
    expect((await refusal(file(unit, '1.1.2'))).code).toBe('APPEAL_LATE');
  });

  it('that come before the office is there are merged when it is', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await moveCycle(office, { to: 'reviewing', reason: '退回评审补评一项', confirm: true });
    expect((await send(unit, 'appeal', office)).held).toContain('还没有进入“反馈申诉”');
    expect(await appealsIn(office)).toEqual([]);
    await moveOnTo(office, 'feedback');
    await file(unit, '1.1.2');
    const { released } = await send(unit, 'appeal', office);
    expect(released).toHaveLength(1);
    expect(await statesIn(office)).toEqual(['1.1.1 filed', '1.1.2 filed']);
  });

  it('about what has an appeal already, or no score, are refused by name', async () => {
    const { office, unit } = await toldDistrict();
    await file(office, '1.1.1');
    await file(unit, '1.1.1');
    await file(unit, '1.1.2');
    const path = await aPackage(unit, { kind: 'appeal' });
    const refused = (await previewOf(office, path)).rows.filter(({ outcome }) => outcome === 'refused');
    expect(refused).toEqual([
      expect.objectContaining({ why: '这项指标已经有一件没有复核的申诉。', unitName: '单位A02 · 1.1.1' }),
    ]);
    await mergePackage(office, path);
    expect(await statesIn(office)).toEqual(['1.1.1 filed', '1.1.2 filed']);
  });

  it('are kept when the merge is rolled back, and say so', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    const { packageId } = await send(unit, 'appeal', office);
    expect((await rollBackMerge(office, packageId, '合并错了')).kept.join()).toContain('1.1.1 申诉');
    expect(await statesIn(office)).toEqual(['1.1.1 filed']);
    await clean(office);
  });

  it('are only packed where there are any, and evidence only comes with one', async () => {
    const { office, unit } = await toldDistrict();
    expect((await refusal(aPackage(unit, { kind: 'appeal' }))).code).toBe('PACKAGE_NOTHING_TO_SEND');
    const none = await refusal(aPackage(office, { kind: 'decision', unitCodes: ['A02'] }));
    expect(none.code).toBe('PACKAGE_NOTHING_TO_SEND');
    await attach(unit, '1.1.2', '没有申诉的材料.pdf');
    const evidence = await attach(unit, '1.1.1', '申诉的材料.pdf');
    await file(unit, '1.1.1', { evidenceIds: [evidence] });
    const { text, evidence: hashes } = await readPackageText(await aPackage(unit, { kind: 'appeal' }));
    expect(text).not.toContain('没有申诉的材料');
    expect(hashes).toHaveLength(1);
  });
});

/** Whether 反馈 offers to appeal against 1.1.1 once more. */
async function againIn(workspace: Workspace): Promise<boolean | undefined> {
  const { unitId, itemId } = await placeIn(workspace, '1.1.1');
  const { lines } = await getFeedback(workspace, { unitId });
  return lines.find((line) => line.itemId === itemId)?.appeal?.again;
}

describe('an appeal after the year went back and was fed back anew', () => {
  it('is about another score: it is filed, decided and told once more', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await send(unit, 'appeal', office);
    await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: 4400, opinion: '部分采信' });
    const { packageId } = await send(office, 'decision', unit);
    expect([await againIn(office), await againIn(unit)]).toEqual([false, false]);
    await moveCycle(office, { to: 'reviewing', reason: '退回评审补评一项', confirm: true });
    await moveOnTo(office, 'feedback');
    await send(office, 'feedback', unit);
    expect([await againIn(office), await againIn(unit)]).toEqual([true, true]);

    await file(unit, '1.1.1');
    const path = await aPackage(unit, { kind: 'appeal' });
    expect((await previewOf(office, path)).rows.map(({ outcome }) => outcome)).toEqual(['new']);
    await mergePackage(office, path);
    expect(await statesIn(office)).toEqual(['1.1.1 adjusted', '1.1.1 filed']);
    const second = (await appealsIn(office)).at(-1);
    await decideAppeal(office, { id: second?.id ?? 0, toPoints: null, opinion: '维持原判' });
    await send(office, 'decision', unit);
    expect(await statesIn(unit)).toEqual(['1.1.1 adjusted', '1.1.1 upheld']);
    const { kept } = await rollBackMerge(unit, packageId, '核对一遍');
    expect(kept.join()).toContain('1.1.1 申诉决定');
    expect(await statesIn(unit)).toEqual(['1.1.1 adjusted', '1.1.1 upheld']);
    await clean(office, unit);
  });

  it('filed by the office for the unit comes to the seat with its decision', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await send(unit, 'appeal', office);
    await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: null, opinion: '维持原判' });
    await send(office, 'decision', unit);
    await moveCycle(office, { to: 'reviewing', reason: '退回评审补评一项', confirm: true });
    await moveOnTo(office, 'feedback');
    const { id } = await file(office, '1.1.1');
    await decideAppeal(office, { id, toPoints: 5000, opinion: '予以采信' });
    await send(office, 'decision', unit);
    expect(await statesIn(unit)).toEqual(['1.1.1 upheld', '1.1.1 adjusted']);
    await clean(unit);
  });
});

describe('decisions', () => {
  it('of appeals the office filed for the unit come with them', async () => {
    const { office, unit } = await toldDistrict();
    const { id } = await file(office, '1.1.3');
    await decideAppeal(office, { id, toPoints: null, opinion: '依据不足' });
    await send(office, 'decision', unit);
    expect(await appealsIn(unit)).toEqual([
      expect.objectContaining({ itemCode: '1.1.3', state: 'upheld', opinion: '依据不足' }),
    ]);
    await clean(unit);
  });

  it('that answer what this workspace never sent are held, and taken with a reason', async () => {
    const { office, unit } = await toldDistrict();
    // A second machine of the same unit, made of a task of its own.
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const folder = join(await tempFolder(), '新电脑');
    await createSeat(task, folder, { clock: office.clock });
    const other = await openWorkspace(folder, { clock: office.clock });
    try {
      await file(unit, '1.1.1');
      await send(unit, 'appeal', office);
      await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: 5000, opinion: '予以采信' });
      const path = await aPackage(office, { kind: 'decision', unitCodes: ['A02'] });
      expect((await mergePackage(other, path)).held).toContain('不是从这个考评库发出的');
      expect(await appealsIn(other)).toEqual([]);
      await mergePackage(other, path, { ...NO_CHOICES, reason: '单位换了电脑' });
      expect([await statesIn(other), await finalIn(other)]).toEqual([['1.1.1 adjusted'], 9133]);
      await clean(other);
    } finally {
      await other.close();
    }
  });

  it('go with the roll-back of the package that told them, and come with it again', async () => {
    const { office, unit } = await toldDistrict();
    await file(unit, '1.1.1');
    await send(unit, 'appeal', office);
    await decideAppeal(office, { id: await idIn(office, '1.1.1'), toPoints: 5000, opinion: '予以采信' });
    const path = await aPackage(office, { kind: 'decision', unitCodes: ['A02'] });
    const { packageId } = await mergePackage(unit, path);
    await rollBackMerge(unit, packageId, '重发一份');
    expect([await statesIn(unit), await finalIn(unit)]).toEqual([['1.1.1 filed'], 8700]);
    await mergePackage(unit, path);
    expect([await statesIn(unit), await finalIn(unit)]).toEqual([['1.1.1 adjusted'], 9133]);
    await clean(unit);
  });

  it('reach the unit with the approved result too, rank and all', async () => {
    const { office, unit } = await toldDistrict();
    await moveOnTo(office, 'approved');
    await send(office, 'feedback', unit);
    const { cycle } = await loadAssessment(unit);
    const { unitId } = await placeIn(unit, '1.1.1');
    expect(cycle.state).toBe('approved');
    expect(await getFeedback(unit, { unitId })).toMatchObject({
      provisional: false,
      rank: 2,
      appealOpen: false,
    });
    await clean(unit);
  });
});
