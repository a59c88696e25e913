import ExcelJS from 'exceljs';

/** A line of an exported table, its cells by the table's own headings; formulas as their stored results. */
export type TableLine = Readonly<Record<string, string>>;

/** Numbers as the screen shows them: two decimals; whole ones of a rank stay whole. */
function textOf(value: ExcelJS.CellValue): string {
  if (value !== null && typeof value === 'object' && 'result' in value)
    return textOf(value.result as ExcelJS.CellValue);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return typeof value === 'string' ? value : '';
}

/**
 * The lines of one sheet of an exported workbook below the row that begins with `firstHeading`.
 *
 * @param file path of the workbook. @param sheetName exact.
 */
export async function readTable(file: string, sheetName: string, firstHeading: string): Promise<TableLine[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.getWorksheet(sheetName);
  if (!sheet)
    throw new Error(`${sheetName} is not among ${workbook.worksheets.map(({ name }) => name).join()}`);
  const rows = Array.from({ length: sheet.rowCount }, (_, index) =>
    Array.from({ length: sheet.columnCount }, (_each, column) =>
      textOf(sheet.getCell(index + 1, column + 1).value),
    ),
  );
  const head = rows.findIndex((row) => row[0] === firstHeading);
  const headings = rows[head] ?? [];
  return rows
    .slice(head + 1)
    .map((row) => Object.fromEntries(headings.map((heading, column) => [heading, row[column] ?? ''])));
}

/** Names of the sheets, in order. */
export async function sheetNames(file: string): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.worksheets.map(({ name }) => name);
}

/** A figure with two decimals, as the screen writes it. */
export const figure = (text: string | undefined): string => Number(text).toFixed(2);
