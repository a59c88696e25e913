import { join } from 'node:path';
import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { exportReport } from '@electron/services/reports/exportReport';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

const BONUS = aScoringItem('J.1', {
  section: 'bonus',
  points: 0,
  name: '受表彰',
  level1Code: 'J',
  level1Name: '加分项',
  rules: [{ kind: 'bonusPerOccurrence', levels: [{ label: '市级', each: 50 }], cap: 100, unit: '项' }],
});

it('加扣分汇总 says of each matter level, document, its date, and whether and why it does not count', async () => {
  const workspace = await testWorkspace({
    system: aSmallSystem({ items: [aScoringItem('1.1.1'), BONUS] }),
    units: [aUnit('A01'), aUnit('A02')],
  });
  const folder = await tempFolder();
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  const at = (unit: string) => ({
    unitId: unitByCode.get(unit)?.id ?? 0,
    itemId: itemByCode.get('J.1')?.id ?? 0,
  });
  await addEvidence(workspace, {
    ...at('A01'),
    paths: [await fileOf(folder, '通报.pdf', aPdf())],
  });
  await workspace.db
    .updateTable('evidence')
    .set({ document_number: '法治办发〔2020〕３号', formed_on: '2020-06-05' })
    .execute();
  await setScore(workspace, {
    ...at('A01'),
    entry: anEntry({ 1: '1', 文号: '法治办发〔2020〕3号' }),
    scorer: '考评办',
  });
  await recordSelfEvaluation(workspace, { ...at('A02'), points: '0.50', statement: '', editId: 'e' });
  const path = join(folder, '加扣分.xlsx');
  await exportReport(workspace, 'bonus', path);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet('加扣分汇总');
  const rows = [3, 4, 5].map((row) => ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1, 9));
  expect(rows).toEqual([
    ['单位', '事项', '层级', '文号', '日期', '分值', '是否采用', '不采用原因'],
    ['单位A01', 'J.1 受表彰', '市级 1项', '法治办发〔2020〕3号', '2020-06-05', 0.5, '采用', undefined],
    ['单位A02', 'J.1 受表彰', undefined, undefined, undefined, undefined, '待定', '自评 0.50，还没有评分'],
  ]);
});
