import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { createSeat } from '@electron/services/exchange/createSeat';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { saveReason } from '@electron/services/insight/reasons';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { saveUnit } from '@electron/services/units/saveUnit';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { setDeadline } from '@electron/services/year/setDeadline';
import { listDeadlines } from '@electron/database/yearRepository';
import { aPackage } from '../../helpers/packageBytes';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

const open: Workspace[] = [];
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
});

function clock(): () => Date {
  let at = Date.UTC(2021, 0, 5);
  return () => new Date((at += 1000));
}

async function aSeat(file: string): Promise<Workspace> {
  const folder = join(await tempFolder(), '席位');
  await createSeat(file, folder, { clock: clock() });
  const workspace = await openWorkspace(folder, { clock: clock() });
  open.push(workspace);
  return workspace;
}

async function preview(workspace: Workspace, file: string) {
  const prepared = await preparePackage(workspace, file);
  try {
    return await previewPrepared(workspace, prepared);
  } finally {
    await discardPrepared(prepared);
  }
}

/** What the office says of the year, as it stands at a seat. */
async function yearAt(workspace: Workspace) {
  const { cycle, units } = await loadAssessment(workspace);
  const deadlines = await listDeadlines(workspace.db, cycle.id);
  return [cycle.state, deadlines.get('selfEvaluating'), units.map(({ name }) => name).join()];
}

describe('a later task', () => {
  it('moves the year, its deadlines and names on; an earlier one that comes late moves nothing back', async () => {
    const { office } = await aSeatDistrict();
    const task = { kind: 'task', unitCodes: ['A02'] } as const;
    const first = await aPackage(office, task);
    const second = await aPackage(office, task);
    await setDeadline(office, { state: 'selfEvaluating', dueOn: '2021-01-15' });
    const unit = (await loadAssessment(office)).unitByCode.get('A02');
    if (!unit) throw new Error('no unit');
    const { id: unitId, groupId: _groupId, ...facts } = unit;
    await saveUnit(office, { unitId, unit: { ...facts, name: '区水利局' } });
    await moveOnTo(office, 'reviewing');
    const third = await aPackage(office, task);

    const seat = await aSeat(first);
    expect(await yearAt(seat)).toEqual(['selfEvaluating', '2020-12-31', '单位A02']);
    const { rows } = await preview(seat, third);
    expect(rows.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
      '年度阶段：自评 → 评审 changed',
      '自评期限：2021-01-15 changed',
    ]);
    await mergePackage(seat, third);
    const moved = ['reviewing', '2021-01-15', '区水利局'];
    expect(await yearAt(seat)).toEqual(moved);
    expect((await preview(seat, second)).rows).toEqual([]);
    await mergePackage(seat, second);
    expect(await yearAt(seat)).toEqual(moved);
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });

  it('taken back puts the year back, unless something later says the same', async () => {
    const { office } = await aSeatDistrict();
    const task = { kind: 'task', unitCodes: ['A02'] } as const;
    const seat = await aSeat(await aPackage(office, task));
    const before = await yearAt(seat);
    await setDeadline(office, { state: 'selfEvaluating', dueOn: '2021-01-15' });
    await moveOnTo(office, 'reviewing');
    const file = await aPackage(office, task);
    const { packageId } = await mergePackage(seat, file);
    const moved = await yearAt(seat);
    expect(moved).toEqual(['reviewing', '2021-01-15', '单位A02']);
    expect((await rollBackMerge(seat, packageId, '收错了数据包')).kept).toEqual([]);
    expect(await yearAt(seat)).toEqual(before);
    await mergePackage(seat, file);
    await mergePackage(seat, await aPackage(office, task));
    expect((await rollBackMerge(seat, packageId, '收错了数据包')).kept).toHaveLength(2);
    expect(await yearAt(seat)).toEqual(moved);
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });

  it('may be taken back, the one the seat was made of may not', async () => {
    const { office } = await aSeatDistrict();
    const seat = await aSeat(await aPackage(office, { kind: 'task', unitCodes: ['A02'] }));
    const rows = () => seat.db.selectFrom('exchange_package').select(['id', 'state']).execute();
    const [founding] = await rows();
    const taken = rollBackMerge(seat, founding?.id ?? 0, '收错了数据包');
    expect(await refusal(taken)).toMatchObject({ code: 'PACKAGE_FOUNDS_SEAT' });
    expect(await rows()).toEqual([founding]);
    expect(await seat.db.selectFrom('self_evaluation').select('points').execute()).toHaveLength(3);
  });

  it('overwrites nothing the unit has written since', async () => {
    const { office } = await aSeatDistrict();
    const task = { kind: 'task', unitCodes: ['A02'] } as const;
    const seat = await aSeat(await aPackage(office, task));
    const write = async (workspace: Workspace, itemCode: string, points: string) => {
      const { unitByCode, itemByCode } = await loadAssessment(workspace);
      const place = { unitId: unitByCode.get('A02')?.id ?? 0, itemId: itemByCode.get(itemCode)?.id ?? 0 };
      await recordSelfEvaluation(workspace, { ...place, points, statement: '改过', editId: '' });
    };
    await write(seat, '1.1.1', '48');
    await write(seat, '1.1.2', '47');
    await write(office, '1.1.2', '33');
    await write(office, '1.1.3', '32');
    const { counts } = await mergePackage(seat, await aPackage(office, task));
    expect(counts).toMatchObject({ changed: 1, conflict: 1, new: 0 });
    const points = await seat.db.selectFrom('self_evaluation').select('points').orderBy('item_id').execute();
    // Until somebody decides, the unit's own word stands at the unit's sheet.
    expect(points.map((row) => row.points)).toEqual(['48', '47', '32']);
  });

  it('of another unit is not this seat’s', async () => {
    const { office } = await aSeatDistrict();
    const seat = await aSeat(await aPackage(office, { kind: 'task', unitCodes: ['A02'] }));
    const other = await aPackage(office, { kind: 'task', unitCodes: ['A03'] });
    const assign = await aPackage(office, { kind: 'assign', scorer: '李评分' });
    for (const file of [other, assign]) {
      expect(await refusal(mergePackage(seat, file))).toMatchObject({ code: 'PACKAGE_NOT_FOR_YOU' });
    }
  });
});

describe('a later assignment', () => {
  it('brings units and items that were not there, in whatever order they come', async () => {
    const { office, li } = await aSeatDistrict();
    const ofOne = { kind: 'assign', scorer: '李评分', unitCodes: ['A02'], itemCodes: ['1.1.3'] } as const;
    const first = await aPackage(office, ofOne);
    const more = await aPackage(office, { kind: 'assign', scorer: '李评分', unitCodes: ['A01', 'A03'] });
    const states: unknown[] = [];
    for (const files of [
      [first, more],
      [more, first],
    ]) {
      const [made = '', then = ''] = files;
      const seat = await aSeat(made);
      const { counts } = await preview(seat, then);
      expect([counts.conflict, counts.refused, counts.new > 0]).toEqual([0, 0, true]);
      expect((await mergePackage(seat, then)).counts).toEqual(counts);
      const { units, items, isAssigned, markingOf } = await loadAssessment(seat);
      const own = items.filter(({ id }) => isAssigned(id, seat.actor.accountId));
      const scores = await seat.db.selectFrom('score').select('reason').orderBy('reason').execute();
      states.push({
        units: units.map(({ code }) => code),
        items: own.map(({ id, code }) => [code, markingOf(id)?.method]),
        scores: scores.map(({ reason }) => reason),
        markings: (await seat.db.selectFrom('marking').select('reason').execute()).length,
      });
      expect((await verifyWorkspace(seat)).findings).toEqual([]);
    }
    expect(states[0]).toEqual(states[1]);
    expect(states[0]).toMatchObject({
      units: ['A01', 'A02', 'A03'],
      items: [
        ['1.1.2', 'mean'],
        ['1.1.3', undefined],
      ],
      scores: ['A01', 'A02', 'A03'].map((code) => `${li.name}的理由${code}-1.1.3`),
      markings: 2,
    });
  });

  it('brings the office’s usual reasons; what the assessor added stays', async () => {
    const { office } = await aSeatDistrict();
    const assign = { kind: 'assign', scorer: '李评分', unitCodes: ['A03'] } as const;
    const write = async (workspace: Workspace, itemCode: string, text: string, points: number, was = '') => {
      const itemId = (await loadAssessment(workspace)).itemByCode.get(itemCode)?.id ?? 0;
      await saveReason(workspace, { itemId, was: was || null, text, points, basis: '', active: true });
    };
    await write(office, '1.1.3', '会议纪要缺签字', 50);
    await write(office, '1.1.1', '别人的指标', 50);
    const seat = await aSeat(await aPackage(office, assign));
    await write(seat, '1.1.3', '自己补充的理由', 30);
    await write(office, '1.1.3', '会议纪要缺签字', 60, '会议纪要缺签字');
    await mergePackage(seat, await aPackage(office, assign));
    const reasons = await seat.db
      .selectFrom('deduction_reason')
      .select(['text', 'points'])
      .orderBy('id')
      .execute();
    expect(reasons).toEqual([
      { text: '会议纪要缺签字', points: 60 },
      { text: '自己补充的理由', points: 30 },
    ]);
    expect((await verifyWorkspace(seat)).findings).toEqual([]);
  });

  it('follows the office’s way of scoring an item', async () => {
    const { office } = await aSeatDistrict();
    const assign = { kind: 'assign', scorer: '李评分', unitCodes: ['A03'] } as const;
    const seat = await aSeat(await aPackage(office, assign));
    const itemId = (await loadAssessment(office)).itemByCode.get('1.1.3')?.id ?? 0;
    const setting = { method: 'consensus' as const, spreadLimit: 100, blind: true };
    await setItemMarking(office, { itemIds: [itemId], setting, confirmed: true });
    await mergePackage(seat, await aPackage(office, assign));
    const { itemByCode, markingOf } = await loadAssessment(seat);
    expect(markingOf(itemByCode.get('1.1.3')?.id ?? 0)).toEqual(setting);
  });
});
