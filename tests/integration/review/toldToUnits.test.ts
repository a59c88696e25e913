import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Actor } from '@shared/domain/role';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { exportReport } from '@electron/services/reports/exportReport';
import { compareYears } from '@electron/services/result/compareYears';
import { getAdjustments, getFeedback } from '@electron/services/review/getFeedback';
import { showRank } from '@electron/services/review/showRank';
import { explainScore } from '@electron/services/scores/explainScore';
import { getRank } from '@electron/services/scores/getRank';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { recordScore } from '@electron/services/scores/recordScore';
import { writeScoreTemplate } from '@electron/services/scores/writeScoreTemplate';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { getTotals } from '@electron/services/totals/getTotals';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPerson } from '../../helpers/people';
import { aReviewWorkspace, type ReviewWorkspace } from '../../helpers/reviewWorkspace';
import { markedBy } from '../../helpers/scorerAccounts';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo } from '../../helpers/yearWorkspace';

const LEADER = ['王局', ['unitLeader'], 'A02'] as const;

/** The rank of A02 by every way its people can ask for it. */
async function ranksTold({ workspace, at }: ReviewWorkspace): Promise<readonly unknown[]> {
  const { unitId } = at('A02', '1.1.1');
  const [unit] = (await getTotals(workspace)).units;
  const { rows } = await compareYears(workspace, { by: 'unit', code: 'A02' });
  return [
    (await getFeedback(workspace, { unitId })).rank,
    (await getRank(workspace, { unitId })).rank,
    (await getScoreSheet(workspace, { unitId })).total?.rank,
    unit?.rank,
    rows.find(({ key }) => key === 'rank')?.cells[0]?.text,
  ];
}

describe('the rank', () => {
  it('is told to nobody of a unit while it is hidden, by any way', async () => {
    const district = await aReviewWorkspace();
    await district.enter('feedback');
    district.as(...LEADER);
    expect(await ranksTold(district)).toEqual([null, null, null, null, '未公布']);
    district.as('考评办', ['officeAdmin']);
    expect((await getRank(district.workspace, district.at('A02', '1.1.1'))).rank).toBe(2);
    await showRank(district.workspace, { shown: true });
    district.as(...LEADER);
    expect(await ranksTold(district)).toEqual([2, 2, 2, 2, '第2名']);
  });

  it.each(['approved', 'archived'] as const)(
    'stands in the result in %s, and is no longer hidden',
    async (state) => {
      const district = await aReviewWorkspace();
      await district.enter(state);
      for (const shown of [true, false]) {
        expect((await refusal(showRank(district.workspace, { shown }))).code).toBe('CYCLE_STATE_FORBIDS');
      }
      district.as(...LEADER);
      expect(await ranksTold(district)).toEqual([2, 2, 2, 2, '第2名']);
    },
  );
});

/** A01 · 1.1.1 marked by 张三 (40.10) and 李四 (44.30), decided or averaged, and the year in the feedback. */
async function markedYear(
  decided: boolean,
): Promise<{ workspace: Workspace; leader: Actor; unitId: number; itemId: number }> {
  const workspace = await aYear();
  const place = await placeOf(workspace, 'A01');
  const scorers = [
    await aPerson(workspace, '张三', ['leadScorer']),
    await aPerson(workspace, '李四', ['leadScorer']),
  ];
  const leader = await aPerson(workspace, '王局', ['unitLeader'], { unitCode: 'A01' });
  await markedBy(workspace, place.itemId, scorers, { spreadLimit: decided ? 100 : 1000 });
  for (const [index, points] of ['40.1', '44.3'].entries()) {
    const scorer = scorers[index];
    if (!scorer) throw new Error('no scorer');
    await acting(workspace, scorer, async () => {
      const entry = anEntry({ 得分: points }, { reason: `缺第${index + 1}季度台账` });
      await recordScore(workspace, { ...place, entry, editId: 'visit' });
      await lockMarkings(workspace, { unitId: place.unitId });
    });
  }
  if (decided) {
    const entry = anEntry({}, { points: '41', reason: '两季度台账均缺' });
    await settleDifference(workspace, { ...place, entry });
  }
  await moveOnTo(workspace, 'feedback');
  return { workspace, leader, ...place };
}

const SCORERS_AND_MARKINGS = /张三|李四|40\.1|44\.3/;

describe('who scored, and how much each of several', () => {
  it.each([
    ['decided by somebody', true, '两季度台账均缺'],
    ['averaged', false, '缺第2季度台账'],
  ])('is not told to people of the unit where it was %s', async (_how, decided, reason) => {
    const { workspace, leader, unitId, itemId } = await markedYear(decided);
    const told = () =>
      Promise.all([
        getFeedback(workspace, { unitId }),
        getScoreSheet(workspace, { unitId }),
        explainScore(workspace, { unitId }),
        explainScore(workspace, { unitId, itemId }),
        listScoreHistory(workspace, { unitId, itemId }),
        getAdjustments(workspace, { unitId, itemId }),
      ]);
    await acting(workspace, leader, async () => {
      const views = await told();
      for (const view of views) expect(JSON.stringify(view)).not.toMatch(SCORERS_AND_MARKINGS);
      expect(JSON.stringify(views[0])).toContain(reason);
      expect(JSON.stringify(views[2])).toContain(decided ? '41.00' : '42.20');
    });
    expect(JSON.stringify((await told())[2])).toMatch(SCORERS_AND_MARKINGS);
  });

  it('does not stand on 反馈单', async () => {
    const { workspace } = await markedYear(true);
    const file = join(await tempFolder(), '反馈单.xlsx');
    await exportReport(workspace, 'feedback', file, { generatedBy: '考评办' });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(file);
    const rows: unknown[] = [];
    workbook.worksheets.forEach((sheet) => sheet.eachRow((row) => rows.push(row.values)));
    expect(JSON.stringify(rows)).toContain('两季度台账均缺');
    expect(JSON.stringify(rows)).not.toMatch(SCORERS_AND_MARKINGS);
  });

  it('is not told to a scorer who belongs to the unit, in the column of the item or in a workbook', async () => {
    const { workspace, itemId } = await markedYear(true);
    const own = await aPerson(workspace, '赵六', ['leadScorer'], { unitCode: 'A01', allItems: true });
    const file = join(await tempFolder(), '评分表.xlsx');
    await acting(workspace, own, async () => {
      const column = await getItemScores(workspace, { itemId });
      expect(JSON.stringify(column)).toContain('两季度台账均缺');
      expect(JSON.stringify(column)).not.toMatch(SCORERS_AND_MARKINGS);
      await writeScoreTemplate(workspace, {}, file);
    });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(file);
    const rows: unknown[] = [];
    workbook.worksheets.forEach((sheet) => sheet.eachRow((row) => rows.push(row.values)));
    expect(JSON.stringify(rows)).toContain('两季度台账均缺');
    expect(JSON.stringify(rows)).not.toMatch(SCORERS_AND_MARKINGS);
  });

  it('stays untold where the item is one scorer’s again', async () => {
    const { workspace, leader, unitId, itemId } = await markedYear(false);
    await workspace.db.deleteFrom('item_marking').execute();
    forgetAssessment(workspace);
    const versions = await acting(workspace, leader, () => listScoreHistory(workspace, { unitId, itemId }));
    expect(versions).toHaveLength(1);
    expect(JSON.stringify(versions)).not.toMatch(SCORERS_AND_MARKINGS);
  });

  it.each([
    ['decided', true, '两季度台账均缺'],
    ['averaged', false, '缺第1季度台账；缺第2季度台账'],
  ])('is not carried into the next year where it was %s', async (_how, decided, reason) => {
    const { workspace } = await markedYear(decided);
    await moveOnTo(workspace, 'approved');
    await startNextCycle(workspace, { year: 2021 });
    const prior = await workspace.db.selectFrom('prior_score').select(['item_code', 'reason']).execute();
    expect(prior).toEqual([{ item_code: '1.1.1', reason }]);
  });
});
