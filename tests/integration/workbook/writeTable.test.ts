import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { writeTables } from '@electron/workbook/writeTable';
import { tempFolder } from '../../helpers/tempFolder';

it('writes points as numbers people can add up, and codes and everything else as text', async () => {
  const path = join(await tempFolder(), '表.xlsx');
  const columns = [
    { heading: '指标编码', width: 10 },
    { heading: '分值', width: 8, numbers: 'points' as const },
  ];
  const rows = [
    ['1.10', '1.50'],
    ['1.2', '约1分'],
    ['1.3', ''],
  ];
  await writeTables(path, [{ name: '指标', columns, rows }]);

  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet('指标');
  const cells = [2, 3, 4].map((row) => [sheet?.getCell(row, 1).value, sheet?.getCell(row, 2).value]);
  expect(cells).toEqual([
    ['1.10', 1.5],
    ['1.2', '约1分'],
    ['1.3', null],
  ]);
  expect(sheet?.getCell(2, 2).numFmt).toBe('0.00');
});
