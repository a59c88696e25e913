import { join } from 'node:path';
import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { exportReport } from '@electron/services/reports/exportReport';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { testWorkspace } from '../../helpers/testWorkspace';

it('writes 评分分工表: who scores each item, and the items of everybody', async () => {
  const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  const zhang = await anAccount(workspace, '张三', ['leadScorer'], 'A02');
  const { itemId } = await placeOf(workspace, 'A01', '1.1.1');
  await assignScorers(workspace, [{ itemId, accountIds: [zhang.accountId] }]);
  const file = join(await tempFolder(), '评分分工表.xlsx');
  await exportReport(workspace, 'assignments', file, { generatedBy: '考评办' });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(file);
  const rowsOf = (name: string): string[] => {
    const rows: string[] = [];
    workbook.getWorksheet(name)?.eachRow((row) => rows.push(JSON.stringify(row.values)));
    return rows;
  };
  expect(rowsOf('评分分工表').join('\n')).toMatch(/"1\.1\.1","事项1\.1\.1",50,[^\n]*"张三","一人评分"/);
  const people = rowsOf('按评分人').join('\n');
  expect(people).toMatch(/"张三","单位A02",1,"1\.1\.1"/);
  expect(people).toMatch(/"考评办",[^\n]*"全部指标"/);
});

it('is not written for people of a unit', async () => {
  const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01')] });
  const leader = await anAccount(workspace, '王局长', ['unitLeader'], 'A01');
  const file = join(await tempFolder(), '评分分工表.xlsx');
  const refused = acting(workspace, leader, () =>
    exportReport(workspace, 'assignments', file, { generatedBy: '王局长' }),
  );
  await expect(refused).rejects.toMatchObject({ report: { code: 'NOT_PERMITTED' } });
});
