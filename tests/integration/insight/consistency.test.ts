import { beforeEach, describe, expect, it } from 'vitest';
import { listChecks } from '@electron/services/insight/checks';
import { compareItem } from '@electron/services/insight/compareItem';
import { compareScorers } from '@electron/services/insight/compareScorers';
import { reportGaps } from '@electron/services/insight/reportGaps';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
const UNITS = ['01', '02', '03', '04', '05'];

beforeEach(async () => {
  const items = [aScoringItem('1', { points: 1000 }), aScoringItem('2', { points: 500 })];
  const units = UNITS.map((code, index) =>
    aUnit(code, index < 4 ? STANDARD_GROUPS[0] : STANDARD_GROUPS[1], { position: index }),
  );
  workspace = await testWorkspace({ system: aSmallSystem({ items }), units });
});

const points = (text: string) => anEntry({ 得分: text }, { reason: '材料不全' });
const give = async (unit: string, item: string, text: string, scorer = '甲') =>
  setScore(workspace, { ...(await placeOf(workspace, unit, item)), entry: points(text), scorer });
const self = async (unit: string, item: string, text: string) =>
  recordSelfEvaluation(workspace, { ...(await placeOf(workspace, unit, item)), points: text, statement: '' });

describe('one item over its units', () => {
  it('shows scores side by side and names those that stand out', async () => {
    for (const unit of ['01', '02', '03']) await give(unit, '1', '9.5');
    await give('04', '1', '3');
    await self('04', '1', '10');
    const { itemId } = await placeOf(workspace, '01', '1');
    const { spread, rows } = await compareItem(workspace, { itemId });
    expect(spread).toMatchObject({ count: 4, lowest: 300, highest: 950, median: 950, outliers: 1 });
    expect(rows.map(({ unitName, points: own, outlier }) => [unitName, own, outlier])).toEqual([
      ['单位01', 950, false],
      ['单位02', 950, false],
      ['单位03', 950, false],
      ['单位04', 300, true],
      ['单位05', null, false],
    ]);
    expect(rows[3]).toMatchObject({ selfPoints: '10', reason: '材料不全', scorer: '甲' });
  });

  it('shows a scorer only assigned items, and not the own unit', async () => {
    const { itemId } = await placeOf(workspace, '01', '1');
    const li = await anAccount(workspace, '李四', ['leadScorer'], '01');
    await acting(workspace, li, async () => {
      expect((await refusal(compareItem(workspace, { itemId }))).code).toBe('ITEM_NOT_ASSIGNED');
    });
    await acting(workspace, { ...li, allItems: true }, async () => {
      const { rows } = await compareItem(workspace, { itemId });
      expect(rows.map(({ unitName }) => unitName)).not.toContain('单位01');
    });
    await acting(workspace, await anAccount(workspace, '填报人', ['unitFiller'], '01'), async () => {
      expect((await refusal(compareItem(workspace, { itemId }))).code).toBe('NOT_PERMITTED');
    });
  });
});

describe('scorers compared', () => {
  it('says nothing before several scored the same', async () => {
    const found = await compareScorers(workspace);
    expect(found).toMatchObject({ items: [], marked: [], single: [] });
    expect(found.agreementText).toBe('没有由两人以上评过的指标，无从比较');
  });

  it('uses locked markings only: agreement, severity, and the spread in 体检', async () => {
    const [zhang, li] = [await anAccount(workspace, '张三'), await anAccount(workspace, '李四')];
    const { itemId } = await placeOf(workspace, '01', '1');
    await markedBy(workspace, itemId, [zhang, li], { spreadLimit: 100 });
    const mark = async (scorer: Actor, unit: string, text: string) => {
      const place = await placeOf(workspace, unit, '1');
      await acting(workspace, scorer, () =>
        recordScore(workspace, { ...place, entry: points(text), editId: unit }),
      );
    };
    const marks: [string, string, string][] = [
      ['01', '9', '8.5'],
      ['02', '6', '5.5'],
      ['03', '9', '5'],
    ];
    for (const [unit, hers, his] of marks) {
      await mark(zhang, unit, hers);
      await mark(li, unit, his);
    }
    const spread = () => listChecks(workspace, { kind: 'spread', dismissed: false });
    for (const scorer of [zhang, li]) {
      // While one of them is still at it, nothing shows of what the other gave.
      expect((await compareScorers(workspace)).agreement.places).toBe(0);
      expect((await spread()).findings).toEqual([]);
      for (const unit of ['01', '02', '03']) {
        const { unitId } = await placeOf(workspace, unit, '1');
        await acting(workspace, scorer, () => lockMarkings(workspace, { unitId, itemIds: [itemId] }));
      }
    }
    const { agreement, marked, items } = await compareScorers(workspace);
    expect(agreement).toMatchObject({ places: 3, markings: 6 });
    // In percent 90 85, 60 55, 90 50: within places 3,300, over all pairs 20,800 of 5.
    expect(agreement.alpha).toBeCloseTo(1 - 3300 / (20_800 / 5), 6);
    expect(marked.map(({ scorer, text }) => [scorer, text])).toEqual([
      ['李四', '偏严'],
      ['张三', '偏宽'],
    ]);
    expect(marked[1]?.difference).toBeCloseTo(50 / 3, 6);
    expect(items).toMatchObject([{ itemCode: '1' }]);
    const { findings } = await spread();
    expect(findings.map(({ unitName, detail }) => [unitName, detail])).toEqual([
      ['单位03', '2 人评分，最高 9.00，最低 5.00，相差 4.00，限度 1.00'],
    ]);
  });

  it('compares those who score alone with the mean of the item', async () => {
    await give('01', '1', '9', '甲');
    await give('02', '1', '9', '甲');
    await give('03', '1', '7', '乙');
    await give('04', '1', '7', '乙');
    await give('01', '2', '1', '丙');
    expect((await compareScorers(workspace)).single).toEqual([
      { scorer: '乙', difference: -10, places: 2, text: '偏严' },
      { scorer: '甲', difference: 10, places: 2, text: '偏宽' },
    ]);
  });

  it('is for those who read everything', async () => {
    const scorer = { ...(await anAccount(workspace, '李四')), allItems: true };
    await acting(workspace, scorer, async () => {
      expect((await refusal(compareScorers(workspace))).code).toBe('NOT_PERMITTED');
    });
    await acting(workspace, await anAccount(workspace, '纪检', ['auditor']), async () => {
      expect((await compareScorers(workspace)).marked).toEqual([]);
    });
  });
});

describe('self scores against assessed scores', () => {
  it('adds up by unit and item, the largest excess first', async () => {
    await give('01', '1', '8');
    await give('01', '2', '5');
    await give('02', '1', '9');
    await self('01', '1', '10');
    await self('01', '2', '4.5');
    await self('02', '1', '9.01');
    await self('02', '2', '5');
    const { units, items } = await reportGaps(workspace);
    expect(units.map(({ code, gap }) => [code, gap])).toEqual([
      ['01', { self: 1450, assessed: 1300, compared: 2, above: 1, below: 1 }],
      ['02', { self: 901, assessed: 900, compared: 1, above: 1, below: 0 }],
    ]);
    expect(items.map(({ code, gap }) => [code, gap.self - gap.assessed])).toEqual([
      ['1', 201],
      ['2', -50],
    ]);
  });

  it('refuses people of a unit', async () => {
    await acting(workspace, await anAccount(workspace, '填报人', ['unitFiller'], '01'), async () => {
      expect((await refusal(reportGaps(workspace))).code).toBe('NOT_PERMITTED');
    });
  });
});
