import { createWriteStream, type WriteStream } from 'node:fs';
import type { Cell, stream, Worksheet } from 'exceljs';
import { columnLetter } from '../../../shared/tables/sheet';
import type { ReportCell, ReportSheet, StyleName } from '../../../shared/reports/reportSheet';
import { writeAside } from '../writeAside';
import { cellText } from '../writeTable';
import { finite, RowStream, textStyle } from './rowStream';
import { STYLES } from './styles';

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with the rows written to the sheet so far. */
  readonly onRows?: (sheet: string, rows: number) => void;
  /** Who exports; stands in the file's properties. */
  readonly author: string;
  readonly writtenAt: Date;
}

type Workbook = stream.xlsx.WorkbookWriter;

/** The zip stream drains and a cancel comes through between so many cells. */
const CELLS_BETWEEN_PAUSES = 16_000;
const MM_PER_INCH = 25.4;
/** 公文 margins, practice page §12: 37/35/28/26 mm top/bottom/left/right; a margin holds the header or footer. */
const MARGINS = {
  top: 37 / MM_PER_INCH,
  bottom: 35 / MM_PER_INCH,
  left: 28 / MM_PER_INCH,
  right: 26 / MM_PER_INCH,
  header: 20 / MM_PER_INCH,
  footer: 22 / MM_PER_INCH,
};
const A4 = 9;
/** Two such parts and the page number stay within the 255 characters Excel allows. */
const MAX_FOOTER_PART = 100;

/**
 * Writes the sheets, one after the other as they come, to an .xlsx file: aside first, then renamed. A cancel or a failure
 * leaves nothing behind.
 *
 * @throws {AppError} see writeAside; the signal's reason on cancel.
 */
export async function writeReport(
  path: string,
  sheets: Iterable<ReportSheet> | AsyncIterable<ReportSheet>,
  options: WriteOptions,
): Promise<void> {
  await writeAside(path, (temporary) => writeFile(temporary, sheets, options), options.signal);
}

async function writeFile(
  path: string,
  sheets: Iterable<ReportSheet> | AsyncIterable<ReportSheet>,
  options: WriteOptions,
): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  // The stream is ours, so that a full disk rejects here instead of ending the process with an unhandled error event.
  const file = createWriteStream(path);
  const failed = new Promise<never>((_resolve, reject) => file.once('error', reject));
  failed.catch(() => undefined);
  const closed = new Promise<void>((resolve) => file.once('close', resolve));
  const work = async (): Promise<void> => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: file,
      useStyles: true,
      // Strings shared (t="s"): item names repeat over thousands of rows, and every reader takes them for plain text.
      useSharedStrings: true,
    });
    workbook.creator = options.author;
    workbook.lastModifiedBy = options.author;
    workbook.created = options.writtenAt;
    workbook.modified = options.writtenAt;
    for await (const sheet of sheets) await writeSheet(workbook, sheet, file, options);
    await workbook.commit();
  };
  try {
    await Promise.race([work(), failed]);
    await closed;
  } catch (cause) {
    file.destroy();
    await closed;
    throw cause;
  }
}

async function writeSheet(
  workbook: Workbook,
  sheet: ReportSheet,
  file: WriteStream,
  options: WriteOptions,
): Promise<void> {
  const worksheet = addWorksheet(workbook, sheet);
  writeHead(worksheet, sheet);
  const rows = new RowStream(workbook, worksheet, sheet.widths.length);
  let number = sheet.head.length;
  let written = 0;
  let cells = 0;
  for await (const row of sheet.body) {
    rows.write(row, (number += 1), sheet.rowHeight);
    written += 1;
    cells += row.cells.length;
    if (cells < CELLS_BETWEEN_PAUSES) continue;
    cells = 0;
    options.onRows?.(sheet.name, written);
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
    if (file.destroyed) return;
  }
  for (const row of sheet.foot(written)) rows.write(row, (number += 1), sheet.rowHeight);
  rows.flush();
  worksheet.commit();
  options.signal?.throwIfAborted();
  options.onRows?.(sheet.name, written);
}

function addWorksheet(workbook: Workbook, sheet: ReportSheet): Worksheet {
  const lastHead = sheet.head.length;
  const worksheet = workbook.addWorksheet(sheet.name, {
    // exceljs leaves out columns of this width, taking it for everybody's default; said here, it is.
    properties: { defaultColWidth: 9 },
    views: [{ state: 'frozen', xSplit: sheet.frozenColumns, ySplit: lastHead, showGridLines: false }],
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: sheet.pagesWide,
      fitToHeight: 0,
      margins: MARGINS,
      horizontalCentered: sheet.pagesWide === 1,
      printTitlesRow: `${sheet.repeatFrom}:${lastHead}`,
      ...(sheet.pagesWide > 1 ? { printTitlesColumn: `A:${columnLetter(sheet.frozenColumns - 1)}` } : {}),
    },
    headerFooter: {
      oddFooter: footerOf(sheet),
    },
    ...(sheet.filter
      ? {
          autoFilter: {
            from: { row: lastHead, column: 1 },
            to: { row: lastHead, column: sheet.widths.length },
          },
        }
      : {}),
  });
  worksheet.columns = sheet.widths.map((width) => ({ width }));
  return worksheet;
}

/**
 * Left and right on the first line, the page number in the middle of the second: on a narrow table, printed at full size,
 * the name of a system reaches across the middle of the page.
 */
function footerOf({ footerLeft, footerRight }: ReportSheet): string {
  return `&L&9${footerText(footerLeft)}\n&C&9\n第 &P 页，共 &N 页&R&9${footerText(footerRight)}\n`;
}

/**
 * Text for a footer: `&` begins a code there, and a digit after the font size would be read as part of it. Cut to what
 * fits, because Excel wants to repair a file whose footer is longer than 255 characters.
 */
function footerText(text: string): string {
  const start = /^\d/.test(text) ? ' ' : '';
  let footer = start;
  for (const char of text) {
    const next = char === '&' ? '&&' : char;
    if (footer.length + next.length > MAX_FOOTER_PART) return `${footer}…`;
    footer += next;
  }
  return footer;
}

/** The heading goes through exceljs cell by cell: it has merges downwards, which need their rows still open. */
function writeHead(worksheet: Worksheet, { head, widths }: ReportSheet): void {
  for (const [index, row] of head.entries()) {
    const target = worksheet.getRow(index + 1);
    if (row.height !== undefined) target.height = row.height;
    for (let column = 0; column < widths.length; column += 1) {
      const style = typeof row.styles === 'string' ? row.styles : row.styles[column];
      if (style) writeCell(target.getCell(column + 1), row.cells[column] ?? null, style);
    }
  }
  for (const [index, row] of head.entries()) {
    for (const { from, to, rows = 1 } of row.merges ?? []) {
      if (to > from || rows > 1) worksheet.mergeCells(index + 1, from + 1, index + rows, to + 1);
    }
  }
  worksheet.getRow(head.length).commit();
}

function writeCell(cell: Cell, value: ReportCell, style: StyleName): void {
  cell.style = STYLES[typeof value === 'string' ? textStyle(style) : style];
  if (value === null || value === '') return;
  if (typeof value === 'string') cell.value = cellText(value);
  else if (typeof value === 'number') cell.value = finite(value, cell.address);
  else {
    const { formula, result } = value;
    cell.value = { formula, result: typeof result === 'number' ? finite(result, cell.address) : result };
  }
}
