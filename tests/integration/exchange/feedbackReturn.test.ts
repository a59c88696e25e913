import { describe, expect, it } from 'vitest';
import { findSubmission, listHandIns, listReturns } from '@electron/database/submissionRepository';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { getSubmission } from '@electron/services/year/getSubmission';
import { listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { revokeNotApplicable } from '@electron/services/year/revokeNotApplicable';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { withdrawNotApplicable } from '@electron/services/year/withdrawNotApplicable';
import { aPackage } from '../../helpers/packageBytes';
import { refusal } from '../../helpers/testWorkspace';
import { aToldDistrict, fillAndSubmit, placeIn, previewOf, send } from '../../helpers/toldDistrict';

const unitIn = async (workspace: Workspace): Promise<number> => (await placeIn(workspace, '1.1.1')).unitId;

const stateIn = async (workspace: Workspace) => {
  const stored = await findSubmission(workspace.db, await unitIn(workspace));
  return [stored?.state, stored?.round];
};

async function handBack(office: Workspace): Promise<void> {
  const { unitId, itemId } = await placeIn(office, '1.1.2');
  const items = [{ itemId, reason: '缺第四季度的记录' }];
  await returnSubmission(office, { unitId, reason: '材料不齐，请补正', items, dueOn: '2020-12-20' });
}

const clean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

describe('a unit’s handing in', () => {
  it('travels with the report of its check, comes back with reasons item by item, and goes in again', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    expect(await stateIn(office)).toEqual(['submitted', 1]);
    const [handIn] = await listHandIns(office.db, await unitIn(office));
    const [own] = await listHandIns(unit.db, await unitIn(unit));
    expect(handIn).toMatchObject({ round: 1, person: '单位A02', at: own?.at, daysLate: 0 });
    expect(handIn?.report).toEqual({
      ...own?.report,
      findings: own?.report.findings.map((finding) => ({ ...finding, itemId: expect.anything() as unknown })),
    });

    await handBack(office);
    const back = await aPackage(office, { kind: 'return', unitCodes: ['A02'] });
    const preview = await previewOf(unit, back);
    expect(preview.rows).toEqual([
      expect.objectContaining({ outcome: 'new', what: '退回自评（第 1 次）：材料不齐，请补正' }),
    ]);
    await mergePackage(unit, back);
    expect(await stateIn(unit)).toEqual(['returned', 2]);
    const { itemId } = await placeIn(unit, '1.1.2');
    const view = await getSubmission(unit, { unitId: await unitIn(unit) });
    expect(view).toMatchObject({ dueOn: '2020-12-20', lock: '', maySubmit: true });
    expect(view.returns).toEqual([
      expect.objectContaining({ round: 1, items: [{ itemId, reason: '缺第四季度的记录' }] }),
    ]);

    const at = await placeIn(unit, '1.1.2');
    await recordSelfEvaluation(unit, { ...at, points: '40', statement: '已补', editId: '' });
    await submitSelfEvaluation(unit, { unitId: at.unitId, reason: '' });
    await send(unit, 'self', office);
    expect(await stateIn(office)).toEqual(['submitted', 2]);
    expect((await listHandIns(office.db, await unitIn(office))).map(({ round }) => round)).toEqual([2, 1]);
    await clean(office, unit);
  });

  it('comes to one state in any order and any number of times', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    const first = await aPackage(unit, { kind: 'self' });
    await mergePackage(office, first);
    await handBack(office);
    const back = await aPackage(office, { kind: 'return', unitCodes: ['A02'] });
    await mergePackage(unit, back);
    await submitSelfEvaluation(unit, { unitId: await unitIn(unit), reason: '' });
    const second = await aPackage(unit, { kind: 'self' });
    const third = await aPackage(unit, { kind: 'self' });
    for (const file of [third, second, first, back, third]) {
      await mergePackage(file === back ? unit : office, file);
    }
    expect(await stateIn(office)).toEqual(['submitted', 2]);
    expect(await stateIn(unit)).toEqual(['submitted', 2]);
    expect(await listHandIns(office.db, await unitIn(office))).toHaveLength(2);
    expect(await listReturns(unit.db, await unitIn(unit))).toHaveLength(1);
  });

  it('waits where the sheet is accepted, and leaves it accepted when it is merged with a reason', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    const file = await aPackage(unit, { kind: 'self' });
    await mergePackage(office, file);
    await acceptSubmissions(office, { unitIds: [await unitIn(office)] });
    // The unit, which has not heard of it, hands in once more.
    await withdrawSubmission(unit, { unitId: await unitIn(unit) });
    await submitSelfEvaluation(unit, { unitId: await unitIn(unit), reason: '' });
    expect((await send(unit, 'self', office)).held).toContain('已经接收');
    expect(await listHandIns(office.db, await unitIn(office))).toHaveLength(1);
    await send(unit, 'self', office, '电话说明过，按补充处理');
    expect(await stateIn(office)).toEqual(['accepted', 1]);
    expect(await listHandIns(office.db, await unitIn(office))).toHaveLength(2);
  });

  it('can be taken back where nobody went on since, and merged again', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    const file = await aPackage(unit, { kind: 'self' });
    const { packageId } = await mergePackage(office, file);
    expect((await rollBackMerge(office, packageId, '合并错了')).kept).toEqual([]);
    expect(await findSubmission(office.db, await unitIn(office))).toBeUndefined();
    const again = await mergePackage(office, file);
    expect(await stateIn(office)).toEqual(['submitted', 1]);
    await acceptSubmissions(office, { unitIds: [await unitIn(office)] });
    const { kept } = await rollBackMerge(office, again.packageId, '合并错了');
    expect(kept.join()).toContain('自评报送状态');
    expect(await stateIn(office)).toEqual(['accepted', 1]);
    await clean(office);
  });
});

describe('a return', () => {
  it('is only packed where there was one, and can be taken back until the unit goes on', async () => {
    const { office, unit } = await aToldDistrict();
    const nothing = await refusal(aPackage(office, { kind: 'return', unitCodes: ['A02'] }));
    expect(nothing.code).toBe('PACKAGE_NOTHING_TO_SEND');
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await handBack(office);
    const file = await aPackage(office, { kind: 'return', unitCodes: ['A02'] });
    const { packageId } = await mergePackage(unit, file);
    expect((await rollBackMerge(unit, packageId, '先不退回')).kept).toEqual([]);
    expect(await stateIn(unit)).toEqual(['submitted', 1]);
    expect(await listReturns(unit.db, await unitIn(unit))).toEqual([]);
    const again = await mergePackage(unit, file);
    await submitSelfEvaluation(unit, { unitId: await unitIn(unit), reason: '' });
    expect((await rollBackMerge(unit, again.packageId, '先不退回')).kept.join()).toContain('自评退回');
    expect(await stateIn(unit)).toEqual(['submitted', 2]);
    await clean(office, unit);
  });

  it('of another unit is not for this one', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(office, '45', 'A03');
    const { unitId } = await placeIn(office, '1.1.1', 'A03');
    await returnSubmission(office, { unitId, reason: '材料不齐，请补正', items: [], dueOn: '' });
    const file = await aPackage(office, { kind: 'return', unitCodes: ['A03'] });
    expect((await refusal(mergePackage(unit, file))).code).toBe('PACKAGE_NOT_FOR_YOU');
  });
});

describe('缺项 requests', () => {
  const ask = async (workspace: Workspace, item: string): Promise<void> => {
    const at = await placeIn(workspace, item);
    await requestNotApplicable(workspace, { ...at, reason: '本单位没有这项职责', basis: '三定规定' });
  };
  const statesIn = async (workspace: Workspace) =>
    (await listNotApplicableOfUnit(workspace, { unitId: await unitIn(workspace) })).map(
      ({ itemCode, state, decidedBy }) => [itemCode, state, decidedBy],
    );
  const idIn = async (workspace: Workspace, item: string): Promise<number> =>
    (await listNotApplicableOfUnit(workspace, { unitId: await unitIn(workspace) })).find(
      ({ itemCode }) => itemCode === item,
    )?.id ?? 0;

  it('go to the office, are decided there, and the unit hears of it', async () => {
    const { office, unit } = await aToldDistrict();
    await ask(unit, '1.1.1');
    await ask(unit, '1.1.3');
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    expect(await statesIn(office)).toEqual([
      ['1.1.1', 'requested', ''],
      ['1.1.3', 'requested', ''],
    ]);
    await decideNotApplicable(office, {
      requestIds: [await idIn(office, '1.1.1')],
      approve: true,
      opinion: '情况属实',
    });
    await withdrawNotApplicable(unit, { requestId: await idIn(unit, '1.1.3') });
    await handBack(office);
    await send(office, 'return', unit);
    expect(await statesIn(unit)).toEqual([
      ['1.1.1', 'approved', '考评办'],
      ['1.1.3', 'withdrawn', '单位A02'],
    ]);
    await revokeNotApplicable(office, { requestId: await idIn(office, '1.1.1'), reason: '核实有此职责' });
    await send(office, 'return', unit);
    expect((await statesIn(unit))[0]).toEqual(['1.1.1', 'refused', '考评办']);
    await submitSelfEvaluation(unit, { unitId: await unitIn(unit), reason: '' });
    await send(unit, 'self', office);
    expect((await statesIn(office))[1]).toEqual(['1.1.3', 'withdrawn', '单位A02']);
    await clean(office, unit);
  });

  it('that were withdrawn stay so when an older package comes after', async () => {
    const { office, unit } = await aToldDistrict();
    await ask(unit, '1.1.1');
    const older = await aPackage(unit, { kind: 'self' });
    await withdrawNotApplicable(unit, { requestId: await idIn(unit, '1.1.1') });
    const later = await aPackage(unit, { kind: 'self' });
    await mergePackage(office, later);
    await mergePackage(office, older);
    expect((await statesIn(office)).map(([, state]) => state)).toEqual(['withdrawn']);
  });

  it('that take the place of one that was withdrawn are planned as they are merged', async () => {
    const { office, unit } = await aToldDistrict();
    await ask(unit, '1.1.1');
    await send(unit, 'self', office);
    await withdrawNotApplicable(unit, { requestId: await idIn(unit, '1.1.1') });
    await ask(unit, '1.1.1');
    const file = await aPackage(unit, { kind: 'self' });
    expect((await previewOf(office, file)).rows.map(({ outcome }) => outcome)).toEqual(['changed', 'new']);
    await mergePackage(office, file);
    expect((await statesIn(office)).map(([, state]) => state)).toEqual(['withdrawn', 'requested']);
  });

  it('that are decided cannot be withdrawn from afar, nor come when there is one already', async () => {
    const { office, unit } = await aToldDistrict();
    await ask(unit, '1.1.1');
    await ask(office, '1.1.3');
    await send(unit, 'self', office);
    const requestIds = [await idIn(office, '1.1.1')];
    await decideNotApplicable(office, { requestIds, approve: true, opinion: '情况属实' });
    await withdrawNotApplicable(unit, { requestId: await idIn(unit, '1.1.1') });
    await ask(unit, '1.1.3');
    const file = await aPackage(unit, { kind: 'self' });
    const why = (await previewOf(office, file)).rows.filter(({ outcome }) => outcome === 'refused');
    expect(why.map((row) => row.why)).toEqual([
      '考评办已经审批，不能再撤回。',
      '这项指标已经有一份缺项申请。',
    ]);
    await mergePackage(office, file);
    expect((await statesIn(office)).map(([code, state]) => [code, state])).toEqual([
      ['1.1.3', 'requested'],
      ['1.1.1', 'approved'],
    ]);
  });
});
