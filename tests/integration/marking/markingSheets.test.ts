import { join } from 'node:path';
import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { exportReport } from '@electron/services/reports/exportReport';
import { recordScore } from '@electron/services/scores/recordScore';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

it('writes 专家评分汇总: locked figures only, mean, spread, what was settled and why', async () => {
  const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  const scorers = [await anAccount(workspace, '张三'), await anAccount(workspace, '李四')];
  const place = await placeOf(workspace, 'A01', '1.1.1');
  await markedBy(workspace, place.itemId, scorers, { blind: true });
  const mark = async (index: number, points: string, lock: boolean, unit = 'A01') => {
    const scorer = scorers[index];
    if (!scorer) throw new Error('no scorer');
    const at = await placeOf(workspace, unit, '1.1.1');
    const entry = anEntry({ 得分: points }, { reason: '材料不全' });
    await acting(workspace, scorer, async () => {
      await recordScore(workspace, { ...at, entry, editId: 'visit' });
      if (lock) await lockMarkings(workspace, { unitId: at.unitId });
    });
  };
  await mark(0, '40.1', true);
  await mark(1, '42', true);
  await mark(0, '33.3', false, 'A02');
  await mark(1, '44', true, 'A02');
  await assignScorers(workspace, [
    { itemId: place.itemId, accountIds: scorers.map((each) => each.accountId) },
  ]);
  const file = join(await tempFolder(), '专家评分汇总.xlsx');
  await exportReport(workspace, 'markings', file, { generatedBy: '考评办' });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(file);
  const rows: unknown[] = [];
  workbook.getWorksheet('专家评分汇总')?.eachRow((row) => rows.push(row.values));
  const text = JSON.stringify(rows);
  expect(text).toContain('"单位A01","1.1.1","事项1.1.1",50,40.1,42,41.05,1.9,41.05,"张三、李四"');
  // A blind draft never leaves the program, not even printed.
  expect(text).not.toContain('33.3');
  expect(text).toContain('44');
});
