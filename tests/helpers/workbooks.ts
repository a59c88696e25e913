import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { ZipFile } from 'yazl';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, removed afterwards. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faheng-tables-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export type CellInput = string | number | boolean | Date | null | ExcelJS.CellValue;

export interface SheetInput {
  readonly name: string;
  readonly rows: readonly (readonly CellInput[])[];
  /** Ranges as Excel writes them: A2:A4. */
  readonly merges?: readonly string[];
  /** Number formats by cell address. */
  readonly formats?: Readonly<Record<string, string>>;
  readonly hidden?: boolean;
}

/** Writes a workbook as a person would have made it, by exceljs' in-memory writer: none of our own writing code. */
export async function aWorkbook(
  folder: string,
  sheets: readonly SheetInput[],
  name = 'table.xlsx',
): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  for (const input of sheets) {
    const sheet = workbook.addWorksheet(input.name, { state: input.hidden ? 'hidden' : 'visible' });
    for (const row of input.rows) sheet.addRow([...row]);
    for (const range of input.merges ?? []) sheet.mergeCells(range);
    for (const [address, format] of Object.entries(input.formats ?? {}))
      sheet.getCell(address).numFmt = format;
  }
  const path = join(folder, name);
  await workbook.xlsx.writeFile(path);
  return path;
}

/** Writes a zip with the given parts, stored or deflated, for hostile and odd workbooks. */
export async function aZip(path: string, parts: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  await writeFile(path, Buffer.concat(chunks));
  return path;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of the smallest workbook, with the given XML of its only sheet `S` and optional extra parts. */
export function bareParts(
  sheetXml: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>` +
      `<Relationship Id="rId3" Type="${RELATIONS}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml,
    ...extra,
  };
}

/** Code of the AppError a call throws; 'none' when it does not, the raw message when it throws something else. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (cause) {
    return (cause as { report?: { code: string } }).report?.code ?? `defect: ${String(cause)}`;
  }
}
