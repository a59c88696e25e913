import { basename } from 'node:path';
import { sheetMissing, workbookTooLarge } from '@shared/errors/workbook';
import type { SheetMerge, SheetRow, SheetText } from '@shared/tables/sheet';
import { SheetScanner, SheetTooLarge } from './sheetScanner';
import { assertZipFile } from './sniffWorkbook';
import { readSharedParts, type SharedParts, type SheetPart } from './workbookParts';
import { openZipParts, type ZipParts } from './zipParts';

/** Cells with text in one workbook: a scoring workbook of 430,000 rows has 4.3 million. */
const MAX_STREAMED_CELLS = 8_000_000;
/** The same for tables held in memory as a whole: indicators, units, schemes. */
const MAX_HELD_CELLS = 1_000_000;

export interface OpenWorkbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /**
   * Hands over the rows of one sheet as they are read, in order and in batches; the next batch waits for `take`.
   * @returns the sheet's merged ranges, which a worksheet lists after its rows.
   * @throws {AppError} SHEET_MISSING, WORKBOOK_DAMAGED …; rows may have been handed over before, so store them in a transaction.
   */
  readRows(
    sheet: string,
    take: (rows: SheetRow[]) => Promise<void> | void,
    signal?: AbortSignal,
  ): Promise<SheetMerge[]>;
  close(): void;
}

/**
 * Opens a workbook someone sent us. The file is judged by its content; hostile ones are refused before anything large is
 * unpacked. Formulas are never evaluated: their stored results are text like any other.
 * @throws {AppError} see shared/errors/workbook.ts.
 */
export async function openWorkbook(path: string, signal?: AbortSignal): Promise<OpenWorkbook> {
  await assertZipFile(path);
  const zip = await openZipParts(path);
  try {
    const shared = await readSharedParts(zip, signal);
    let cells = 0;
    const count = (rows: readonly SheetRow[], limit: number) => {
      for (const row of rows) cells += row.cells.length;
      if (cells > limit)
        throw workbookTooLarge({ name: zip.name, limit: `超过 ${limit / 10_000} 万个单元格` });
    };
    return {
      sheets: shared.sheets.map(({ name, hidden }) => ({ name, hidden })),
      readRows: (sheet, take, rowSignal) =>
        scanSheet(zip, shared, sheet, rowSignal ?? signal, async (rows) => {
          count(rows, MAX_STREAMED_CELLS);
          await take(rows);
        }),
      close: () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause;
  }
}

/** Reads all sheets into memory: for tables a person can look through, not for scoring workbooks. */
export async function readWorkbook(path: string, signal?: AbortSignal): Promise<{ sheets: SheetText[] }> {
  const workbook = await openWorkbook(path, signal);
  try {
    const sheets: SheetText[] = [];
    let cells = 0;
    for (const { name, hidden } of workbook.sheets) {
      const rows: SheetRow[] = [];
      const merges = await workbook.readRows(name, (batch) => {
        for (const row of batch) {
          cells += row.cells.length;
          rows.push(row);
        }
        if (cells > MAX_HELD_CELLS)
          throw workbookTooLarge({
            name: basename(path),
            limit: `超过 ${MAX_HELD_CELLS / 10_000} 万个单元格`,
          });
      });
      sheets.push({ name, hidden, rows, merges });
    }
    return { sheets };
  } finally {
    workbook.close();
  }
}

/** Rows gathered before they are handed over: enough to make each hand-over worth it. */
const BATCH_ROWS = 500;

async function scanSheet(
  zip: ZipParts,
  shared: SharedParts,
  sheetName: string,
  signal: AbortSignal | undefined,
  take: (rows: SheetRow[]) => Promise<void>,
): Promise<SheetMerge[]> {
  const sheet: SheetPart | undefined = shared.sheets.find((candidate) => candidate.name === sheetName);
  if (!sheet)
    throw sheetMissing({ name: zip.name, sheet: sheetName, sheets: shared.sheets.map(({ name }) => name) });
  const scanner = new SheetScanner(shared);
  let gathered: SheetRow[] = [];
  try {
    await zip.scan(sheet.part, scanner, {
      signal,
      afterPiece: async () => {
        gathered = gathered.concat(scanner.takeRows());
        if (gathered.length < BATCH_ROWS) return;
        const batch = gathered;
        gathered = [];
        await take(batch);
      },
    });
  } catch (cause) {
    throw cause instanceof SheetTooLarge ? workbookTooLarge({ name: zip.name, limit: cause.message }) : cause;
  }
  gathered = gathered.concat(scanner.takeRows());
  if (gathered.length > 0) await take(gathered);
  return scanner.merges;
}
