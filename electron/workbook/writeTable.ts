import { createWriteStream } from 'node:fs';
import type { Column, Style } from 'exceljs';
import { writeAside } from './writeAside';

export interface TableColumn {
  readonly heading: string;
  /** Width in characters. */
  readonly width: number;
  /** To be filled in by a person: stands out and is not protected. */
  readonly input?: boolean;
  /** Plain decimals in this column are written as numbers, so that they add up and align; anything else stays text. */
  readonly numbers?: 'points' | 'whole';
}

export interface TableSheet {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Text cells but for columns of numbers: 1.10 stays 1.10, and a text that starts with = is a text. Iterated once. */
  readonly rows: Iterable<readonly string[]>;
}

const BORDER = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDERS = { top: BORDER, left: BORDER, bottom: BORDER, right: BORDER };
const FONT = { name: '宋体', size: 11 };

// One object for each style: exceljs looks them up by identity, which is what makes large sheets quick.
const HEADING: Partial<Style> = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9E2F3' } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border: BORDERS,
  numFmt: '@',
};
const GIVEN: Partial<Style> = {
  font: FONT,
  alignment: { vertical: 'top', wrapText: true },
  border: BORDERS,
  numFmt: '@',
};
const INPUT: Partial<Style> = {
  ...GIVEN,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8E1' } },
  protection: { locked: false },
};

const numeric = (style: Partial<Style>, numFmt: string): Partial<Style> => ({
  ...style,
  numFmt,
  alignment: { vertical: 'top', horizontal: 'right' },
});
const STYLES = {
  text: { given: GIVEN, input: INPUT },
  points: { given: numeric(GIVEN, '0.00'), input: numeric(INPUT, '0.00') },
  whole: { given: numeric(GIVEN, '0'), input: numeric(INPUT, '0') },
};

function styleOf(column: TableColumn | undefined): Partial<Style> {
  return STYLES[column?.numbers ?? 'text'][column?.input ? 'input' : 'given'];
}

/** Small enough to be the same decimal again after a trip through a binary number. */
const PLAIN_NUMBER = /^\d{1,9}(\.\d{1,2})?$/;

/**
 * Writes tables as an .xlsx file: headings frozen, codes and texts as text cells. Written aside and renamed.
 * @throws {AppError} see writeAside.
 */
export async function writeTables(
  path: string,
  sheets: readonly TableSheet[],
  signal?: AbortSignal,
): Promise<void> {
  await writeAside(path, (temporary) => writeSheets(temporary, sheets, signal), signal);
}

/** Writes the sheets to a path of the caller's; `writeTables` is the safe way. */
export async function writeSheets(
  path: string,
  sheets: readonly TableSheet[],
  signal?: AbortSignal,
): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  // The stream is ours, so that a full disk rejects here instead of ending the process with an unhandled error event.
  const stream = createWriteStream(path);
  const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  const write = async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream,
      useStyles: true,
      useSharedStrings: true,
    });
    workbook.creator = '法衡 Faheng';
    for (const sheet of sheets) {
      const worksheet = workbook.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: 1 }] });
      worksheet.columns = sheet.columns.map((column): Partial<Column> => ({ width: column.width }));
      worksheet.pageSetup = {
        orientation: 'landscape',
        paperSize: 9,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      };
      addRow(
        worksheet,
        sheet.columns.map(({ heading }) => heading),
        () => HEADING,
        () => false,
      );
      await addRows(worksheet, sheet, signal, stream);
      worksheet.commit();
    }
    await workbook.commit();
    await closed;
  };
  try {
    await Promise.race([write(), failed]);
  } catch (cause) {
    stream.destroy();
    throw cause;
  }
}

type Worksheet = import('exceljs').Worksheet;

const ROWS_BETWEEN_PAUSES = 1_000;

async function addRows(
  worksheet: Worksheet,
  sheet: TableSheet,
  signal: AbortSignal | undefined,
  stream: NodeJS.WritableStream,
): Promise<void> {
  let count = 0;
  for (const cells of sheet.rows) {
    addRow(
      worksheet,
      cells,
      (column) => styleOf(sheet.columns[column]),
      (column) => sheet.columns[column]?.numbers !== undefined,
    );
    count += 1;
    if (count % ROWS_BETWEEN_PAUSES !== 0) continue;
    // Lets the zip stream drain and a cancel through.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    if ('destroyed' in stream && stream.destroyed) return;
  }
}

function addRow(
  worksheet: Worksheet,
  cells: readonly string[],
  style: (column: number) => Partial<Style>,
  isNumber: (column: number) => boolean,
): void {
  const row = worksheet.addRow([]);
  cells.forEach((text, column) => {
    const cell = row.getCell(column + 1);
    if (text !== '') cell.value = isNumber(column) && PLAIN_NUMBER.test(text) ? Number(text) : cellText(text);
    cell.style = style(column);
  });
  row.commit();
}

/** Longest text a cell can hold. */
const MAX_CELL_TEXT = 32_767;

/**
 * Text as a workbook may hold it: no characters XML lacks, nothing that reads as an escape (`_x0041_`), within Excel's limit.
 */
export function cellText(text: string): string {
  const normal = text.replace(/\r\n?/g, '\n').replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x');
  const clean = Array.from(normal.slice(0, MAX_CELL_TEXT)).filter((char) =>
    isXmlCharacter(char.codePointAt(0) ?? 0),
  );
  return clean.length === normal.length ? normal : clean.join('');
}

/** Char of XML 1.0; lone surrogates are none. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
