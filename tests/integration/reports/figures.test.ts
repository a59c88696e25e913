import { join } from 'node:path';
import exceljs from 'exceljs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { exportReport } from '@electron/services/reports/exportReport';
import { workspaceWith } from '../../helpers/assessmentWorkspace';
import { assessments } from '../../helpers/independent/arbitraryAssessment';
import { computeIndependently, type IndependentUnit } from '../../helpers/independent/computeIndependently';
import { tempFolder } from '../../helpers/tempFolder';

/** What 汇总表 and 综合考核汇总 show of a unit, as `compute` prints it. */
type Shown = Partial<Record<string, string | number | null>>;

const COLUMNS: Readonly<Record<string, keyof IndependentUnit>> = {
  适用分值: 'applicable',
  原始分: 'raw',
  折算分: 'converted',
  加分: 'bonus',
  扣分: 'deduction',
  最终得分: 'final',
  排名: 'rank',
  等次: 'grade',
  计入得分: 'contribution',
  综合总分: 'comprehensiveTotal',
};

/** Figures of every unit by name, from all sheets whose name begins so. */
async function readFigures(path: string): Promise<Map<string, Shown>> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const units = new Map<string, Shown>();
  for (const sheet of workbook.worksheets) {
    if (!/^(汇总表|综合考核汇总)/.test(sheet.name)) continue;
    const headings = (sheet.getRow(3).values as unknown[]).map(String);
    const unitColumn = headings.indexOf('单位');
    sheet.eachRow((row, number) => {
      const name = row.getCell(unitColumn).value;
      if (number <= 3 || typeof name !== 'string' || !/^单位\d+$/.test(name)) return;
      const shown = units.get(name) ?? {};
      headings.forEach((heading, column) => {
        const key = COLUMNS[heading];
        if (key) shown[key] = figure(row.getCell(column), heading === '排名');
      });
      units.set(name, shown);
    });
  }
  return units;
}

function figure(cell: exceljs.Cell, whole: boolean): string | number | null {
  const value = cell.type === exceljs.ValueType.Formula ? cell.result : cell.value;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'number') return String(value);
  return whole ? value : value.toFixed(2);
}

it('the workbook holds the figures of the independent computation, digit for digit', async () => {
  const folder = await tempFolder();
  for (const [index, plain] of fc.sample(assessments, { numRuns: 30, seed: 7 }).entries()) {
    const workspace = await workspaceWith(join(folder, `w${index}`), plain);
    const path = join(folder, `r${index}.xlsx`);
    await exportReport(workspace, 'summary', path);
    await workspace.close();
    const found = await readFigures(path);
    const { system, units, entries, schemes, otherScores } = plain;
    const expected = computeIndependently(system, units, entries, schemes, otherScores);
    for (const [code, unit] of expectedByCode(expected)) {
      const name = units.find((each) => each.code === code)?.name ?? '';
      const wanted = Object.fromEntries(Object.values(COLUMNS).map((key) => [key, unit[key]]));
      expect({ index, code, ...found.get(name) }).toEqual({ index, code, ...wanted });
    }
    expect(found.size).toBe(units.length);
  }
});

function expectedByCode(result: ReturnType<typeof computeIndependently>): [string, IndependentUnit][] {
  return result.map((unit) => [unit.code, unit]);
}
