import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { stream } from 'exceljs';
import { planReport } from '../../shared/reports/reportPlan';
import type { ReportCell, ReportRow, ReportSheet, StyleName } from '../../shared/reports/reportSheet';
import { exportReport } from '../../electron/services/reports/exportReport';
import { gatherReport } from '../../electron/services/reports/gatherReport';
import { reportSheets } from '../../electron/services/reports/reportSheets';
import { openWorkspace } from '../../electron/services/workspace/openWorkspace';
import { STYLES } from '../../electron/workbook/reportWriter/styles';

/** Ours: the whole export as the app does it, from the open workspace to the renamed file. */
export async function writeMatrix({ folder, target }: { folder: string; target: string }): Promise<number> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  const start = performance.now();
  await exportReport(workspace, 'matrix', target);
  const ms = performance.now() - start;
  await workspace.close();
  return ms;
}

/** One sheet's cells, packed, so that holding them costs the floor next to nothing. */
interface CapturedSheet {
  readonly name: string;
  readonly widths: readonly number[];
  /** Cells of each row, and its height. */
  readonly lengths: number[];
  readonly heights: number[];
  /** 0 blank, 1 number, 2 text, 3 formula. */
  kinds: Uint8Array;
  styles: Uint8Array;
  /** The number, or the place in `texts` or `formulas`. */
  values: Float64Array;
  readonly texts: string[];
  readonly formulas: { formula: string; result: number | string }[];
  readonly merges: (readonly [number, number, number, number])[];
}

const STYLE_NAMES = Object.keys(STYLES) as StyleName[];

/** Lays the same workbook out once and keeps its cells for the floor. */
export async function captureMatrix({ folder, cells }: { folder: string; cells: string }): Promise<number> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  const context = await gatherReport(workspace, workspace.person);
  const sheets: CapturedSheet[] = [];
  for await (const sheet of reportSheets(workspace, context, planReport(context, 'matrix'), 'matrix')) {
    sheets.push(await captureSheet(sheet));
  }
  await workspace.close();
  await writeFile(cells, serialize(sheets));
  return sheets.reduce((sum, sheet) => sum + sheet.kinds.length, 0);
}

async function captureSheet(sheet: ReportSheet): Promise<CapturedSheet> {
  const [kinds, styles, values]: [number[], number[], number[]] = [[], [], []];
  const captured: CapturedSheet = {
    name: sheet.name,
    widths: sheet.widths,
    lengths: [],
    heights: [],
    kinds: new Uint8Array(),
    styles: new Uint8Array(),
    values: new Float64Array(),
    texts: [],
    formulas: [],
    merges: [],
  };
  const take = (row: ReportRow): void => {
    const number = captured.lengths.length + 1;
    const width = typeof row.styles === 'string' ? row.cells.length : row.styles.length;
    captured.lengths.push(width);
    captured.heights.push(row.height ?? sheet.rowHeight);
    for (const { from, to, rows = 1 } of row.merges ?? []) {
      if (to > from || rows > 1) captured.merges.push([number, from + 1, number + rows - 1, to + 1]);
    }
    for (let column = 0; column < width; column += 1) {
      const style = typeof row.styles === 'string' ? row.styles : (row.styles[column] ?? 'text');
      const [kind, value] = pack(row.cells[column] ?? null, captured);
      kinds.push(kind);
      values.push(value);
      styles.push(STYLE_NAMES.indexOf(style));
    }
  };
  for (const row of sheet.head) take(row);
  let written = 0;
  for await (const row of sheet.body) {
    take(row);
    written += 1;
  }
  for (const row of sheet.foot(written)) take(row);
  captured.kinds = Uint8Array.from(kinds);
  captured.styles = Uint8Array.from(styles);
  captured.values = Float64Array.from(values);
  return captured;
}

function pack(cell: ReportCell, { texts, formulas }: CapturedSheet): [kind: number, value: number] {
  if (cell === null || cell === '') return [0, 0];
  if (typeof cell === 'number') return [1, cell];
  if (typeof cell === 'string') return [2, texts.push(cell) - 1];
  return [3, formulas.push(cell) - 1];
}

/** Cells between two pauses in which the zip stream drains; without them the floor would only need more memory. */
const CELLS_BETWEEN_PAUSES = 16_000;

/** The floor: exceljs' streaming writer, given cells and styles that already stand in memory. */
export async function writeCaptured({ cells, target }: { cells: string; target: string }): Promise<number> {
  const sheets = deserialize(await readFile(cells)) as CapturedSheet[];
  const start = performance.now();
  const { default: ExcelJS } = await import('exceljs');
  const file = createWriteStream(target);
  const closed = new Promise<void>((resolve) => file.once('close', () => resolve()));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: file,
    useStyles: true,
    useSharedStrings: true,
  });
  for (const sheet of sheets) await writeSheet(workbook, sheet);
  await workbook.commit();
  await closed;
  return performance.now() - start;
}

async function writeSheet(workbook: stream.xlsx.WorkbookWriter, sheet: CapturedSheet): Promise<void> {
  const worksheet = workbook.addWorksheet(sheet.name, { views: [{ state: 'frozen', xSplit: 2, ySplit: 5 }] });
  worksheet.columns = sheet.widths.map((width) => ({ width }));
  const tall = sheet.merges.filter(([top, , bottom]) => bottom > top);
  const open = Math.max(0, ...tall.map(([, , bottom]) => bottom));
  let at = 0;
  let sincePause = 0;
  for (const [index, length] of sheet.lengths.entries()) {
    const row = worksheet.getRow(index + 1);
    row.height = sheet.heights[index] ?? 18;
    for (let column = 1; column <= length; column += 1, at += 1) {
      const cell = row.getCell(column);
      cell.style = STYLES[STYLE_NAMES[sheet.styles[at] ?? 0] ?? 'text'];
      const kind = sheet.kinds[at];
      const value = sheet.values[at] ?? 0;
      if (kind === 1) cell.value = value;
      else if (kind === 2) cell.value = sheet.texts[value] ?? '';
      else if (kind === 3) cell.value = sheet.formulas[value] ?? null;
    }
    for (const [top, left, bottom, right] of sheet.merges) {
      if (top === index + 1 && bottom === top) worksheet.mergeCells(top, left, bottom, right);
    }
    if (index + 1 === open) for (const range of tall) worksheet.mergeCells(...range);
    // Rows a merge reaches into must stay open until then.
    if (index + 1 >= open) row.commit();
    if ((sincePause += length) < CELLS_BETWEEN_PAUSES) continue;
    sincePause = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  worksheet.commit();
}
