import sqlite3 from 'sqlite3';
import { importScores } from '../../electron/services/scores/importScores';
import { previewScoreImport } from '../../electron/services/scores/previewScoreImport';
import { writeScoreTemplate } from '../../electron/services/scores/writeScoreTemplate';
import { openWorkspace } from '../../electron/services/workspace/openWorkspace';

/** Makes the filled scoring workbook both sides read. */
export async function writeFilledWorkbook({
  folder,
  target,
}: {
  folder: string;
  target: string;
}): Promise<number> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  const start = performance.now();
  await writeScoreTemplate(workspace, {}, target);
  await workspace.close();
  return performance.now() - start;
}

/** Ours: read, checked, evaluated row by row and stored with history, as the app does it. */
export async function importWorkbook({
  folder,
  path,
  rows,
}: {
  folder: string;
  path: string;
  rows: number;
}): Promise<number> {
  const workspace = await openWorkspace(folder);
  const start = performance.now();
  const { view, data } = await previewScoreImport(workspace, path);
  const { changed } = await importScores(workspace, data);
  const ms = performance.now() - start;
  await workspace.close();
  if (view.blocked || changed !== rows) throw new Error(`${changed} of ${rows} rows imported`);
  return ms;
}

const COLUMNS = 14;
const ROWS_A_STATEMENT = 500;

/** The floor: exceljs' streaming reader over the same file, and a bulk insert of as many rows. Nothing is checked. */
export async function readAndInsert({
  path,
  database,
  rows,
}: {
  path: string;
  database: string;
  rows: number;
}): Promise<number> {
  const start = performance.now();
  const { default: ExcelJS } = await import('exceljs');
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  let read = 0;
  for await (const sheet of reader) {
    for await (const row of sheet) if (Array.isArray(row.values)) read += 1;
  }
  await bulkInsert(database, rows);
  const ms = performance.now() - start;
  if (read < rows) throw new Error(`${read} rows read instead of ${rows}`);
  return ms;
}

async function bulkInsert(file: string, rows: number): Promise<void> {
  const db = new sqlite3.Database(file);
  const exec = (script: string): Promise<void> =>
    new Promise((resolve, reject) => db.exec(script, (error) => (error ? reject(error) : resolve())));
  const run = (text: string, values: unknown[]): Promise<void> =>
    new Promise((resolve, reject) =>
      db.run(text, values, (error: Error | null) => (error ? reject(error) : resolve())),
    );
  const names = Array.from({ length: COLUMNS }, (_, index) => `c${index}`);
  await exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE plain (${names.join(', ')}, PRIMARY KEY (c0, c1)) WITHOUT ROWID; BEGIN`);
  for (let from = 0; from < rows; from += ROWS_A_STATEMENT) {
    const count = Math.min(ROWS_A_STATEMENT, rows - from);
    const places = `(${names.map(() => '?').join(', ')})`;
    const values = Array.from({ length: count }, (_, index) => plainRow(from + index)).flat();
    await run(`INSERT INTO plain VALUES ${Array.from({ length: count }, () => places).join(', ')}`, values);
  }
  await exec('COMMIT');
  await new Promise<void>((resolve) => db.close(() => resolve()));
}

/** As wide as a score, of about the same length. */
function plainRow(number: number): (string | number | null)[] {
  const [unit, item] = [Math.floor(number / 108), number % 108];
  const texts = ['[{"次数":"2"}]', '', 0, '全年应报送 12 次，缺 2 次，每次扣 0.5 分', '考评办', 'scored'];
  return [unit, item, ...texts, 150, null, null, null, 1, '2021-01-15T01:30:00.000Z'];
}
