import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { readSelfForm } from '@electron/services/exchange/form/readSelfForm';
import { writeSelfForm } from '@electron/services/exchange/form/writeSelfForm';
import { FORM_COLUMNS, FORM_LEADER } from '@shared/exchange/selfForm';
import { findLibreOffice, recompute } from '../helpers/libreoffice';
import { tempFolder } from '../helpers/tempFolder';
import { testWorkspace } from '../helpers/testWorkspace';
import { moveOnTo } from '../helpers/yearWorkspace';

const office = findLibreOffice();

describe.skipIf(!office)('a self-evaluation form saved by another program', () => {
  it('says the same', async () => {
    const workspace = await testWorkspace();
    await moveOnTo(workspace, 'selfEvaluating');
    const { units } = await loadAssessment(workspace);
    const away = await tempFolder();
    const form = join(away, '自评表.xlsx');
    await writeSelfForm(workspace, { unitId: units[1]?.id ?? 0 }, form);
    const book = new Workbook();
    await book.xlsx.readFile(form);
    const [table, guide] = book.worksheets;
    const column = (key: string): number => FORM_COLUMNS.findIndex((each) => each.key === key) + 1;
    table?.eachRow((row, number) => {
      if (number <= 4) return;
      row.getCell(column('points')).value = number % 3 === 0 ? 0.4 : 0.25;
      row.getCell(column('statement')).value = `第 ${number} 行\n=SUM(A1)  空格 `;
    });
    guide?.eachRow((row) => {
      if (row.getCell(1).value === FORM_LEADER) row.getCell(2).value = '周敏';
    });
    await book.xlsx.writeFile(form);

    const [saved = ''] = await recompute(office ?? '', [form], away);
    const [before, after] = [await readSelfForm(workspace, form), await readSelfForm(workspace, saved)];
    const values = ({ contents }: typeof before) =>
      contents.data.versions?.map(({ cell, value }) => `${cell} ${value}`).sort();
    expect(values(after)).toEqual(values(before));
    expect(values(after)?.length).toBeGreaterThan(90);
    expect([after.handsIn, after.problems]).toEqual([before.handsIn, before.problems]);
  });
});
