import { describe, expect, it } from 'vitest';
import { insertSystem } from '@electron/database/systemRepository';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { compareYears, getYearOverview } from '@electron/services/result/compareYears';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { setScore } from '@electron/services/scores/setScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aScoringItem, aSmallSystem } from '../../helpers/smallSystem';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

/** 2020 full marks and approved; 2021 by a changed version, A01 scored 30 of 40 on the first item. */
async function twoYears(): Promise<Workspace> {
  const workspace = await aYear();
  await scoreAll(workspace);
  await moveOnTo(workspace, 'approved');
  const items = [aScoringItem('1.1.1', { points: 4000 }), aScoringItem('1.1.2', { points: 6000 })];
  const systemId = await workspace.db
    .transaction()
    .execute((trx) =>
      insertSystem(trx, aSmallSystem({ version: '2', items }), 'published', '2021-01-01T00:00:00.000Z'),
    );
  await startNextCycle(workspace, { year: 2021, systemId });
  await setScore(workspace, {
    ...(await placeOf(workspace, 'A01')),
    entry: anEntry({ 得分: '30' }, { reason: '材料不全' }),
    scorer: '张三',
  });
  return workspace;
}

describe('comparison of years', () => {
  it('puts a unit’s totals, parts and items side by side, and flags what is not comparable', async () => {
    const { years, rows, notes } = await compareYears(await twoYears(), { by: 'unit', code: 'A01' });
    expect(years).toEqual([
      { year: 2020, basis: 'approved' },
      { year: 2021, basis: 'provisional' },
    ]);
    const texts = (key: string) => rows.find((row) => row.key === key)?.cells.map(({ text }) => text);
    expect(texts('final')).toEqual(['100.00', '30.00']);
    expect(texts('part:职能履行')).toEqual(['100.00%', '30.00%']);
    expect(texts('item:1.1.1')).toEqual(['50.00', '30.00']);
    expect(texts('item:1.1.2')).toEqual(['50.00', '未评']);
    expect(rows.find(({ key }) => key === 'item:1.1.1')).toMatchObject({
      change: -2000,
      changed: '分值 50.00→40.00',
    });
    expect(rows.find(({ key }) => key === 'part:职能履行')).toMatchObject({
      change: -7000,
      changed: '指标或分值有变',
    });
    expect(notes).toHaveLength(2);
  });

  it('puts an item side by side across units, and a part', async () => {
    const workspace = await twoYears();
    const item = await compareYears(workspace, { by: 'item', code: '1.1.1' });
    expect(item.rows.map(({ key, cells }) => [key, ...cells.map(({ text }) => text)])).toEqual([
      ['all', '100.00%', '75.00%'],
      ['unit:A01', '50.00', '30.00'],
      ['unit:A02', '50.00', '未评'],
    ]);
    const part = await compareYears(workspace, { by: 'part', name: '职能履行' });
    expect(part.rows.map(({ key, cells }) => [key, ...cells.map(({ text }) => text)])).toEqual([
      ['all', '100.00%', '30.00%'],
      ['unit:A01', '100.00%', '30.00%'],
      ['unit:A02', '100.00%', '未评'],
    ]);
  });

  it('knows the single scores of a year that was not kept here, and says so', async () => {
    const workspace = await aYear();
    const { unitId } = await placeOf(workspace, 'A01');
    await workspace.db
      .insertInto('prior_score')
      .values([
        { unit_id: unitId, item_code: '1.1.1', points: 4200, reason: '' },
        { unit_id: unitId, item_code: '9.9', points: null, reason: '不适用' },
      ])
      .execute();
    const unit = await compareYears(workspace, { by: 'unit', code: 'A01' });
    expect(unit.years.map(({ year, basis }) => [year, basis])).toEqual([
      [2019, 'carried'],
      [2020, 'provisional'],
    ]);
    const texts = (key: string) => unit.rows.find((row) => row.key === key)?.cells.map(({ text }) => text);
    expect(texts('final')).toEqual(['无数据', '未评']);
    expect(texts('item:1.1.1')).toEqual(['42.00', '未评']);
    expect(texts('item:9.9')).toEqual(['不适用', '无数据']);
    expect(unit.notes[0]).toContain('2019年度没有在本库考评');
    const item = await compareYears(workspace, { by: 'item', code: '1.1.1' });
    expect(item.rows.find(({ key }) => key === 'unit:A01')?.cells.map(({ text }) => text)).toEqual([
      '42.00',
      '未评',
    ]);
  });

  it('shows at most three years', async () => {
    const workspace = await aYear();
    for (const year of [2021, 2022, 2023]) {
      await scoreAll(workspace);
      await moveOnTo(workspace, 'approved');
      await startNextCycle(workspace, { year });
    }
    const { years } = await compareYears(workspace, { by: 'unit', code: 'A01' });
    expect(years.map(({ year }) => year)).toEqual([2021, 2022, 2023]);
    const overview = await getYearOverview(workspace);
    expect(overview.groups[0]?.means).toEqual([10_000, 10_000, null]);
    expect(overview.units[0]?.cells.map((cell) => cell?.final ?? null)).toEqual([10_000, 10_000, null]);
  });

  it('names what it cannot find', async () => {
    const workspace = await aYear();
    for (const request of [
      { by: 'unit', code: 'Z99' },
      { by: 'item', code: '9.9.9' },
      { by: 'part', name: '没有' },
    ] as const) {
      expect((await refusal(compareYears(workspace, request))).code).toBe('COMPARISON_UNKNOWN');
    }
  });

  it('shows people of a unit their own, and nothing before 反馈申诉', async () => {
    const workspace = await twoYears();
    const own = somebody('小李', ['unitFiller'], 'A01');
    const { years } = await acting(workspace, own, () =>
      compareYears(workspace, { by: 'unit', code: 'A01' }),
    );
    expect(years.map(({ year }) => year)).toEqual([2020]);
    const refused = (request: Parameters<typeof compareYears>[1]) =>
      refusal(acting(workspace, own, () => compareYears(workspace, request)));
    expect((await refused({ by: 'unit', code: 'A02' })).code).toBe('NOT_YOUR_UNIT');
    expect((await refused({ by: 'item', code: '1.1.1' })).code).toBe('NOT_PERMITTED');
    forgetAssessment(workspace);
    expect((await loadAssessment(workspace)).cycle.year).toBe(2021);
  });
});
