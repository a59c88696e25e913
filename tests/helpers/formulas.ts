import exceljs from 'exceljs';

/** One cell of a workbook as a test compares it. */
export interface FoundCell {
  /** `sheet!A1` */
  readonly place: string;
  /** null where the cell holds a plain value. */
  readonly formula: string | null;
  readonly value: unknown;
}

/** Every cell of a workbook that holds something, formulas with their stored values. */
export async function readCells(path: string): Promise<FoundCell[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const cells: FoundCell[] = [];
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const isFormula = cell.type === exceljs.ValueType.Formula;
        cells.push({
          place: `${sheet.name}!${cell.address}`,
          formula: isFormula ? cell.formula : null,
          value: isFormula ? (cell.result ?? '') : cell.value,
        });
      }),
    );
  }
  return cells;
}

/** Whether a value is one of Excel's error values (#N/A, #REF! …). */
export function isErrorValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value;
}
