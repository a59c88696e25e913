import { describe, expect, it } from 'vitest';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { setDeadline } from '@electron/services/year/setDeadline';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { getSubmission } from '@electron/services/year/getSubmission';
import { returnSubmission } from '@electron/services/year/returnSubmission';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { withdrawSubmission } from '@electron/services/year/withdrawSubmission';
import { copiesOf } from '../../helpers/exchangeDistrict';
import { aPackage, readPackageText } from '../../helpers/packageBytes';
import {
  aToldDistrict,
  fillAndSubmit,
  placeIn,
  previewOf,
  scoreAndFeedBack,
  send,
} from '../../helpers/toldDistrict';

const unitIn = async (workspace: Workspace): Promise<number> => (await placeIn(workspace, '1.1.1')).unitId;

const sheetAt = async (workspace: Workspace) => getSubmission(workspace, { unitId: await unitIn(workspace) });

const stateAt = async (workspace: Workspace): Promise<string> => {
  const { state, round } = await sheetAt(workspace);
  return `${state} ${round}`;
};

const accept = async (office: Workspace): Promise<void> => {
  await acceptSubmissions(office, { unitIds: [await unitIn(office)] });
};

const sendBack = async (office: Workspace): Promise<void> => {
  const back = { reason: '缺少证明材料', items: [], dueOn: '2020-12-20' };
  await returnSubmission(office, { unitId: await unitIn(office), ...back });
};

const withdraw = async (workspace: Workspace) =>
  withdrawSubmission(workspace, { unitId: await unitIn(workspace) });

const handIn = async (workspace: Workspace) =>
  submitSelfEvaluation(workspace, { unitId: await unitIn(workspace), reason: '' });

const clean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

describe('the unit hears that its sheet was accepted', () => {
  it('with the next package of any kind, without a name of the office’s people', async () => {
    const district = await aToldDistrict();
    const { office, unit } = district;
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await accept(office);
    const [one, other] = (await copiesOf(unit, 2)) as [Workspace, Workspace];
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    expect((await previewOf(one, task)).rows.map(({ what }) => what)).toContain(
      '考评办 2020年12月1日 已接收自评',
    );
    await mergePackage(one, task);
    expect(await sheetAt(one)).toMatchObject({
      ...{ state: 'accepted', lock: 'accepted', acceptedBy: '考评办', submittedBy: '单位A02' },
      ...{ maySubmit: false, mayWithdraw: false },
    });
    expect((await previewOf(one, task)).already).not.toBe('');

    await scoreAndFeedBack(district);
    const { packageId } = await send(office, 'feedback', other);
    expect(await stateAt(other)).toBe('accepted 1');
    // Taken back with the package that said so.
    await rollBackMerge(other, packageId, '收错了数据包');
    expect(await stateAt(other)).toBe('submitted 1');
    const { text } = await readPackageText(task);
    expect(text).toContain('receipts.jsonl');
    await clean(office, one, other);
  });

  it('also where it has opened the sheet again meanwhile, and of a return with any package', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await accept(office);
    const accepted = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    await withdraw(unit);
    await mergePackage(unit, accepted);
    expect(await stateAt(unit)).toBe('accepted 1');
    await sendBack(office);
    await send(office, 'task', unit);
    expect(await sheetAt(unit)).toMatchObject({
      ...{ state: 'returned', round: 2, dueOn: '2020-12-20', acceptedBy: '' },
      returns: [{ reason: '缺少证明材料' }],
    });
    // What was said before the return says nothing any more.
    const again = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    await mergePackage(unit, again);
    expect(await stateAt(unit)).toBe('returned 2');
    await handIn(unit);
    await send(unit, 'self', office);
    expect(await stateAt(office)).toBe('submitted 2');
    await clean(office, unit);
  });

  it('and of what the office handed in for it', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(office);
    await send(office, 'task', unit);
    expect(await sheetAt(unit)).toMatchObject({ state: 'submitted', submittedBy: '考评办' });
  });
});

describe('a handing in by a clock that is wrong', () => {
  it('counts as of the day it arrives, and the next one takes its place', async () => {
    const { office, unit } = await aToldDistrict();
    await setDeadline(office, { state: 'selfEvaluating', dueOn: '2020-11-27' });
    const at = async (day: Date): Promise<Workspace> => openWorkspace(unit.folder, { clock: () => day });
    await unit.close();
    const ahead = await at(new Date(2099, 0, 1, 9, 0));
    await fillAndSubmit(ahead);
    const first = await aPackage(ahead, { kind: 'self' });
    await withdraw(ahead);
    await ahead.close();
    const right = await at(new Date(2020, 11, 2, 9, 0));
    await handIn(right);
    const second = await aPackage(right, { kind: 'self' });
    const [one, other] = (await copiesOf(office, 2)) as [Workspace, Workspace];
    for (const path of [first, second]) await mergePackage(one, path);
    for (const path of [second, first]) await mergePackage(other, path);
    for (const each of [one, other]) {
      const { state, submittedAt, handIns } = await sheetAt(each);
      expect([state, submittedAt.slice(0, 4)]).toEqual(['submitted', '2020']);
      expect(handIns.map(({ daysLate }) => daysLate).every((late) => late > 0 && late < 400)).toBe(true);
    }
    await clean(one, other);
    await right.close();
  });
});

describe('a handing in that is taken back', () => {
  it('by the unit is open at the office too, and stays so whatever comes again', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    const handed = await aPackage(unit, { kind: 'self' });
    await mergePackage(office, handed);
    const before = await copiesOf(office, 3);
    const [first, second, third] = before as [Workspace, Workspace, Workspace];
    await withdraw(unit);
    const taken = await aPackage(unit, { kind: 'self' });
    const { rows } = await previewOf(first, taken);
    expect(rows.map(({ what, outcome }) => `${outcome} ${what}`)).toEqual(['new 撤回自评（第 1 次提交）']);
    const { packageId } = await mergePackage(first, taken);
    expect(await stateAt(first)).toBe('filling 1');

    // Taken back, the handing in stands again; and the same packages come to the same end once more.
    await rollBackMerge(first, packageId, '合并错了');
    expect(await stateAt(first)).toBe('submitted 1');
    await mergePackage(first, taken);
    expect(await stateAt(first)).toBe('filling 1');

    await handIn(unit);
    const anew = await aPackage(unit, { kind: 'self' });
    for (const path of [anew, taken]) await mergePackage(second, path);
    for (const path of [taken, anew]) await mergePackage(third, path);
    for (const each of [second, third]) expect(await stateAt(each)).toBe('submitted 1');
    await clean(first, second, third);
  });

  it('is not handed in again by an older package', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    const handed = await aPackage(unit, { kind: 'self' });
    await withdraw(unit);
    await send(unit, 'self', office);
    await mergePackage(office, handed);
    expect(await stateAt(office)).toBe('filling 1');
    await clean(office, unit);
  });

  it('after it was accepted stays accepted', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    await accept(office);
    await withdraw(unit);
    const path = await aPackage(unit, { kind: 'self' });
    const shown = await previewOf(office, path);
    expect(shown.rows).toMatchObject([{ outcome: 'refused', why: expect.stringContaining('已经接收') }]);
    await send(unit, 'self', office, '单位来电说明');
    expect(await stateAt(office)).toBe('accepted 1');
    await clean(office);
  });

  it('by the office is open at the unit’s seat with its next package', async () => {
    const { office, unit } = await aToldDistrict();
    await fillAndSubmit(unit);
    await send(unit, 'self', office);
    const before = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    await withdraw(office);
    const after = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    expect((await readPackageText(after)).text).toContain('"person":"考评办"');
    await mergePackage(unit, after);
    expect(await stateAt(unit)).toBe('filling 1');
    await mergePackage(unit, before);
    expect(await stateAt(unit)).toBe('filling 1');
    await handIn(unit);
    await send(unit, 'self', office);
    expect(await stateAt(office)).toBe('submitted 1');
    await clean(office, unit);
  });
});
