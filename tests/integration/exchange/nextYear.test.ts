import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { mergePackage } from '@electron/services/exchange/mergePackage';
import { NO_CHOICES } from '@electron/services/exchange/mergePrepared';
import { rollBackMerge } from '@electron/services/exchange/rollBackMerge';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { setScore } from '@electron/services/scores/setScore';
import { removeUnit } from '@electron/services/units/removeUnit';
import { saveUnit } from '@electron/services/units/saveUnit';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { getFeedback } from '@electron/services/review/getFeedback';
import { seatOf } from '../../helpers/exchangeDistrict';
import { aPackage } from '../../helpers/packageBytes';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import {
  aToldDistrict,
  fillAndSubmit,
  placeIn,
  previewOf,
  scoreAndFeedBack,
  send,
  type ToldDistrict,
} from '../../helpers/toldDistrict';
import { moveOnTo } from '../../helpers/yearWorkspace';

interface TwoYears extends ToldDistrict {
  /** 张评分's own. */
  readonly seat: Workspace;
  /** Packages of the first year that nobody merged. */
  readonly late: { readonly self: string; readonly scores: string; readonly feedback: string };
}

async function facts(office: Workspace, code: string) {
  const unit = (await loadAssessment(office)).unitByCode.get(code);
  if (!unit) throw new Error(`no ${code}`);
  const { id: unitId, groupId: _groupId, ...rest } = unit;
  return { unitId, rest };
}

/** 2020 is over and put away; in 2021 A02 has another name, A03 is split in two and A01 is no more. */
async function twoYears(): Promise<TwoYears> {
  const district = await aToldDistrict();
  const { office, unit } = district;
  const seat = await seatOf(await aPackage(office, { kind: 'assign', scorer: '张评分' }));
  await fillAndSubmit(unit);
  await send(unit, 'self', office);
  const self = await aPackage(unit, { kind: 'self' });
  const at = await placeIn(seat, '1.1.1');
  await setScore(seat, { ...at, entry: anEntry({ 得分: '30' }, { reason: '扣分' }), scorer: '张评分' });
  const scores = await aPackage(seat, { kind: 'scores' });
  await scoreAndFeedBack(district);
  await send(office, 'feedback', unit);
  const feedback = await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] });
  await moveOnTo(office, 'archived');
  await startNextCycle(office, { year: 2021 });
  const renamed = await facts(office, 'A02');
  await saveUnit(office, { unitId: renamed.unitId, unit: { ...renamed.rest, name: '区水务局' } });
  const split = await facts(office, 'A03');
  await saveUnit(office, { unitId: null, unit: { ...split.rest, code: 'A04', name: '新设单位' } });
  await removeUnit(office, { unitId: (await facts(office, 'A01')).unitId });
  await moveOnTo(office, 'selfEvaluating');
  return { ...district, seat, late: { self, scores, feedback } };
}

const clean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

const years = async ({ db }: Workspace): Promise<unknown> =>
  (await sql`SELECT year, state FROM cycle ORDER BY year`.execute(db)).rows;

describe('the year after, at the same seats', () => {
  it('begins with its task and assignment, in the same workspaces, and is assessed to its end', async () => {
    const district = await twoYears();
    const { office, unit, seat } = district;
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const selfBefore = await sql`SELECT count(*) AS n FROM self_evaluation`.execute(unit.db);
    const shown = await previewOf(unit, task);
    expect(shown.key.standing).toBe('trusted');
    expect(shown.rows.map(({ unitName, what }) => `${unitName} ${what}`)).toEqual(
      expect.arrayContaining([
        '2021年度法治政府建设考评 开始新年度：以前年度的内容留在本考评库，不再改动，也不再送出',
        '区水务局 被考评单位',
      ]),
    );
    expect(await years(unit)).toEqual([{ year: 2020, state: 'feedback' }]);
    const { packageId } = await mergePackage(unit, task);
    expect(await years(unit)).toEqual([
      { year: 2020, state: 'feedback' },
      { year: 2021, state: 'selfEvaluating' },
    ]);
    const { units, cycle, system } = await loadAssessment(unit);
    expect([cycle.year, units.map(({ code, name }) => `${code} ${name}`)]).toEqual([2021, ['A02 区水务局']]);
    expect(unit.person).toBe('区水务局');
    // The same table is the same version; nothing of the year before is gone.
    expect(system.summary.id).toBe(
      (await sql<{ n: number }>`SELECT min(id) AS n FROM indicator_system`.execute(unit.db)).rows[0]?.n,
    );
    expect((await sql`SELECT count(*) AS n FROM self_evaluation`.execute(unit.db)).rows).toEqual(
      selfBefore.rows,
    );
    expect((await sql`SELECT count(*) AS n FROM prior_score`.execute(unit.db)).rows).toEqual([{ n: 3 }]);
    expect(await refusal(rollBackMerge(unit, packageId, '收错了数据包'))).toMatchObject({
      code: 'PACKAGE_FOUNDS_SEAT',
    });

    await mergePackage(seat, await aPackage(office, { kind: 'assign', scorer: '张评分' }));
    expect((await loadAssessment(seat)).units.map(({ code }) => code)).toEqual(['A02', 'A03', 'A04']);
    await fillAndSubmit(unit, '48');
    await send(unit, 'self', office);
    const at = await placeIn(seat, '1.1.1');
    await setScore(seat, { ...at, entry: anEntry({ 得分: '41' }, { reason: '扣分' }), scorer: '张评分' });
    await moveOnTo(office, 'reviewing');
    await send(seat, 'scores', office);
    const { unitId, itemId } = await placeIn(office, '1.1.1');
    const stored =
      await sql`SELECT points, scorer FROM score WHERE unit_id = ${unitId} AND item_id = ${itemId}`.execute(
        office.db,
      );
    expect(stored.rows).toEqual([{ points: 4100, scorer: '张评分' }]);
    await moveOnTo(office, 'feedback');
    await send(office, 'feedback', unit);
    expect(await getFeedback(unit, { unitId: (await placeIn(unit, '1.1.1')).unitId })).toMatchObject({
      unitName: '区水务局',
    });
    await clean(office, unit, seat);
    await unit.close();
    const again = await openWorkspace(unit.folder);
    expect((await loadAssessment(again)).cycle.year).toBe(2021);
    await again.close();
  }, 120_000);

  it('refuses what comes late of the year before by name, on every side, and what comes too early', async () => {
    const { office, unit, seat, late } = await twoYears();
    const task = await aPackage(office, { kind: 'task', unitCodes: ['A02'] });
    const before = [await years(unit), await years(seat)];
    for (const file of [late.self, late.scores]) {
      const why = await refusal(mergePackage(office, file, { ...NO_CHOICES, reason: '补送上年的数据包' }));
      expect(why.code).toBe('PACKAGE_OTHER_CYCLE');
      expect(why.todo).toContain('已经结束');
    }
    await mergePackage(unit, task);
    const old = await refusal(mergePackage(unit, late.feedback));
    expect([old.code, old.todo]).toEqual(['PACKAGE_OTHER_CYCLE', expect.stringContaining('已经结束')]);
    // A unit that was split off, or is no more, is another one: its package is not this seat's.
    const other = await aPackage(office, { kind: 'task', unitCodes: ['A04'] });
    expect((await refusal(mergePackage(unit, other))).code).toBe('PACKAGE_NOT_FOR_YOU');
    await moveOnTo(office, 'feedback');
    const early = await aPackage(office, { kind: 'assign', scorer: '李评分' }).catch(() => '');
    expect(early).toBe('');
    expect([before[1], await years(seat)]).toEqual([before[1], before[1]]);
    await clean(office, unit, seat);
  }, 120_000);

  it('is not begun by anything but a task or an assignment', async () => {
    const { office, unit } = await twoYears();
    await moveOnTo(office, 'feedback');
    const feedback = await aPackage(office, { kind: 'feedback', unitCodes: ['A02'] });
    const why = await refusal(mergePackage(unit, feedback));
    expect([why.code, why.todo]).toEqual(['PACKAGE_OTHER_CYCLE', expect.stringContaining('任务包')]);
    expect(await years(unit)).toEqual([{ year: 2020, state: 'feedback' }]);
    await clean(unit);
  }, 120_000);
});
