import {
  cellAddress,
  decimalText,
  textAt,
  type CellText,
  type SheetMerge,
  type SheetRow,
  type SheetText,
} from '../tables/sheet';
import { findHeading, mergedText, normalHeading, type ColumnMap, type ColumnSpec } from '../tables/columns';
import type { TableProblem } from '../tables/problem';
import { ProblemList, reportBrokenCell } from '../tables/problemList';
import { halfWidth, parsePoints } from '../domain/points';

/**
 * The self-evaluation form for units that may not install the program: a workbook filled in with any spreadsheet program.
 * What a row is of stands in a hidden cell of the row itself, so that sorting, filtering, hiding and moving columns do no
 * harm. docs/exchange-format.md, "The form".
 */
export const FORM_SHEET = '自评表';
export const FORM_GUIDE_SHEET = '填报说明';

/** Beside these labels the unit names who filled in and who answers for it; the second one hands the form in. */
export const FORM_FILLER = '填报人';
export const FORM_LEADER = '审核人（单位负责人）';

export type FormColumn =
  | 'mark'
  | 'number'
  | 'level1'
  | 'level2'
  | 'code'
  | 'content'
  | 'itemPoints'
  | 'standard'
  | 'points'
  | 'statement'
  | 'files'
  | 'wanted'
  | 'known'
  | 'remark';

/** Those of the 自评表 of practice page §12, and what is needed to read it again; in a printed form 自评说明 is 扣分理由. */
export const FORM_COLUMNS: readonly (ColumnSpec<FormColumn> & {
  readonly width: number;
  readonly input?: true;
})[] = [
  { key: 'mark', heading: '行标识（请勿改动）', synonyms: [], width: 10 },
  { key: 'number', heading: '序号', synonyms: [], width: 5 },
  { key: 'level1', heading: '一级指标', synonyms: [], width: 10 },
  { key: 'level2', heading: '二级指标', synonyms: [], width: 10 },
  { key: 'code', heading: '指标编码', synonyms: [], width: 9 },
  { key: 'content', heading: '考核内容', synonyms: ['指标内容'], width: 30 },
  { key: 'itemPoints', heading: '分值', synonyms: [], width: 7 },
  { key: 'standard', heading: '评分标准', synonyms: [], width: 28 },
  { key: 'points', heading: '自评分', synonyms: [], required: true, width: 8, input: true },
  { key: 'statement', heading: '自评说明', synonyms: [], required: true, width: 36, input: true },
  { key: 'files', heading: '材料文件名', synonyms: [], width: 20, input: true },
  { key: 'wanted', heading: '应附材料', synonyms: [], width: 16 },
  { key: 'known', heading: '已附材料', synonyms: [], width: 14 },
  { key: 'remark', heading: '备注', synonyms: [], width: 16 },
];

/** Which form it is, of which year and unit. */
export interface FormMark {
  /** Id of the package the form was handed out as. */
  readonly id: string;
  readonly cycleUid: string;
  readonly unitCode: string;
}

const FORM_MARK = /^FH-FORM-1:([^:]+):([^:]+):([^:]+)$/;
const ROW_MARK = /^FH:([^:]+):([^:]+)$/;

export function formMarkText({ id, cycleUid, unitCode }: FormMark): string {
  return `FH-FORM-1:${[id, cycleUid, unitCode].map(encodeURIComponent).join(':')}`;
}

/** @param code  of the item. @param uid  of the item, the same on every machine. */
export function rowMarkText(code: string, uid: string): string {
  return `FH:${encodeURIComponent(code)}:${uid}`;
}

/** One item as the unit filled it in. */
export interface FormRow {
  readonly code: string;
  readonly uid: string;
  /** As typed; full-width digits read, what a number format hides not lost. */
  readonly points: string;
  readonly statement: string;
  /** Names written in 材料文件名, a line each as written. */
  readonly files: readonly string[];
  /** Where it stands, for findings. */
  readonly cells: { readonly points: string; readonly statement: string; readonly files: string };
}

export interface ParsedForm {
  readonly mark: FormMark;
  readonly sheet: string;
  readonly rows: readonly FormRow[];
  /** '' where nobody is named. */
  readonly filler: string;
  readonly leader: string;
  readonly problems: readonly TableProblem[];
}

/** Reads a filled-in form; null where the workbook is none. What is wrong with it is listed, not thrown. */
export function parseSelfForm(sheets: readonly SheetText[]): ParsedForm | null {
  for (const sheet of sheets) {
    const mark = findFormMark(sheet);
    if (!mark) continue;
    const problems = new ProblemList(sheet.name);
    const rows = readRows(sheet, problems);
    reportCopies(sheets, sheet, problems);
    return {
      ...{ mark, rows, sheet: sheet.name, problems: problems.all },
      filler: besideLabel(sheets, FORM_FILLER),
      leader: besideLabel(sheets, FORM_LEADER),
    };
  }
  return null;
}

/** A copied sheet carries the marks too: nobody can tell which one was filled in. */
function reportCopies(sheets: readonly SheetText[], taken: SheetText, problems: ProblemList): void {
  const copies = sheets.filter((sheet) => sheet !== taken && findFormMark(sheet));
  if (copies.length === 0) return;
  problems.error(
    'FORM_SHEET_TWICE',
    '',
    `工作簿里有几张自评表：${[taken, ...copies].map(({ name }) => `“${name}”`).join('、')}，不知道以哪一张为准。`,
    '请只保留填好的那一张，删去复制的工作表，再导入。',
  );
}

function findFormMark({ rows }: SheetText): FormMark | null {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const match = FORM_MARK.exec(cell?.text.trim() ?? '');
      const [id, cycleUid, unitCode] = match ? match.slice(1).map(decoded) : [];
      if (id && cycleUid && unitCode) return { id, cycleUid, unitCode };
    }
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function readRows(sheet: SheetText, problems: ProblemList): FormRow[] {
  // Rows of items are none, wherever sorting has put the headings among them.
  const others = sheet.rows.filter((row) => !rowMark(row));
  const heading = findHeading({ ...sheet, rows: others }, FORM_COLUMNS);
  const { points, statement } = heading?.columns ?? {};
  if (!heading || points === undefined || statement === undefined) {
    problems.error(
      'FORM_HEADING_MISSING',
      '',
      '没有找到标题行，或缺少“自评分”“自评说明”列。',
      '请恢复原来的标题行（列的先后可以变，标题文字不能改），再导入。',
    );
    return [];
  }
  reportColumnsTwice(sheet, heading.rowNumber, problems);
  const merges = tallMerges(sheet, heading.columns, problems);
  const firstItem = sheet.rows.find((row) => rowMark(row))?.rowNumber ?? heading.rowNumber;
  const top = Math.min(heading.rowNumber, firstItem);
  const rows: FormRow[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const mark = rowMark(row);
    if (!mark) {
      const isHeading = row.rowNumber === heading.rowNumber;
      if (row.rowNumber > top && !isHeading) reportStray(row, heading.columns, problems);
      continue;
    }
    const earlier = seen.get(mark.uid);
    if (earlier !== undefined) {
      problems.error(
        'FORM_ROW_TWICE',
        cellAddress(row.rowNumber, 0),
        `指标 ${mark.code} 在第 ${earlier} 行和第 ${row.rowNumber} 行各有一行。`,
        '请只保留一行；复制整行会把行标识一起复制。',
      );
      continue;
    }
    seen.set(mark.uid, row.rowNumber);
    if (isTorn(row, mark.code, heading.columns, problems)) continue;
    rows.push(readRow(spread(sheet, row, heading.columns, merges), mark, heading.columns, problems));
  }
  return rows;
}

/** A column copied with its heading: nobody can tell which one was filled in. */
function reportColumnsTwice(sheet: SheetText, headingRow: number, problems: ProblemList): void {
  const cells = sheet.rows.find(({ rowNumber }) => rowNumber === headingRow)?.cells ?? [];
  const headings = Array.from(cells, (cell) => normalHeading(cell?.text ?? ''));
  for (const { heading, input } of FORM_COLUMNS) {
    if (!input) continue;
    const at = headings.flatMap((each, column) => (each === normalHeading(heading) ? [column] : []));
    if (at.length < 2) continue;
    problems.error(
      'FORM_COLUMN_TWICE',
      cellAddress(headingRow, at[1]),
      `“${heading}”有 ${at.length} 列：${at.map((column) => cellAddress(headingRow, column)).join('、')}，不知道以哪一列为准。`,
      '请只保留填好的那一列，再导入。',
    );
  }
}

/** Merged ranges that are looked at; a person merges a dozen. */
const MOST_MERGES = 500;

/** Merged ranges over several items in columns to fill in. A statement may be one for all of them, points may not. */
function tallMerges(
  { merges }: SheetText,
  { points, statement, files }: ColumnMap<FormColumn>,
  problems: ProblemList,
): readonly SheetMerge[] {
  const over = ({ left, right }: SheetMerge, column: number | undefined): boolean =>
    column !== undefined && column >= left && column <= right;
  const tall = merges.filter(({ top, bottom }) => bottom > top).slice(0, MOST_MERGES);
  for (const merge of tall) {
    if (!over(merge, points)) continue;
    problems.error(
      'FORM_POINTS_MERGED',
      cellAddress(merge.top, points),
      `第 ${merge.top} 行到第 ${merge.bottom} 行的自评分合并成了一格，不知道每一项是多少分。`,
      '请取消合并，每一项各填各的自评分，再导入。',
    );
  }
  return tall.filter((merge) => [statement, files].some((column) => over(merge, column)));
}

/** The row with what stands for several items in a merged cell. */
function spread(
  sheet: SheetText,
  row: SheetRow,
  { statement, files }: ColumnMap<FormColumn>,
  merges: readonly SheetMerge[],
): SheetRow {
  if (merges.length === 0) return row;
  const cells = [...row.cells];
  for (const column of [statement, files]) {
    if (column === undefined || textAt(row, column) !== '') continue;
    const text = mergedText(sheet, row, column, merges);
    if (text !== '') cells[column] = { text };
  }
  return { ...row, cells };
}

function rowMark({ cells }: SheetRow): { readonly code: string; readonly uid: string } | null {
  for (const cell of cells) {
    const match = ROW_MARK.exec(cell?.text.trim() ?? '');
    if (match) return { code: decoded(match[1] ?? ''), uid: match[2] ?? '' };
  }
  return null;
}

/** Only some columns were sorted: what is typed no longer stands beside what it is of. */
function isTorn(
  row: SheetRow,
  code: string,
  { code: column }: ColumnMap<FormColumn>,
  problems: ProblemList,
): boolean {
  const shown = halfWidth(textAt(row, column));
  if (shown === '' || shown === halfWidth(code)) return false;
  problems.error(
    'FORM_ROW_TORN',
    cellAddress(row.rowNumber, column),
    `第 ${row.rowNumber} 行的行标识是指标 ${code}，指标编码却是 ${shown}：可能只排序了一部分列。`,
    '请撤销排序（或重新取一张空表），排序时选中整张表，再导入。',
  );
  return true;
}

/** Something was typed into a row that belongs to no item. */
function reportStray(row: SheetRow, columns: ColumnMap<FormColumn>, problems: ProblemList): void {
  const typed = [columns.points, columns.statement, columns.files].find(
    (column) => textAt(row, column) !== '',
  );
  if (typed === undefined) return;
  problems.error(
    'FORM_ROW_UNKNOWN',
    cellAddress(row.rowNumber, typed),
    `第 ${row.rowNumber} 行没有行标识，不知道是哪一项指标。`,
    '请把内容填到原有的行里；新插入的行不能导入。',
  );
}

/** Longest points and statement kept, as on the unit's own screen. */
const MOST_POINTS = 100;
const MOST_STATEMENT = 20_000;

function readRow(
  row: SheetRow,
  { code, uid }: { readonly code: string; readonly uid: string },
  columns: ColumnMap<FormColumn>,
  problems: ProblemList,
): FormRow {
  const at = (column: number | undefined): string => cellAddress(row.rowNumber, column);
  for (const column of [columns.points, columns.statement, columns.files]) {
    if (column !== undefined) reportBrokenCell(problems, row.cells[column], at(column));
  }
  const points = pointsText(row.cells[columns.points ?? -1]);
  const statement = plainText(row, columns.statement);
  if (points.length > MOST_POINTS) {
    problems.error(
      'FORM_POINTS_TOO_LONG',
      at(columns.points),
      '自评分不是一个分数。',
      '请只填数字，如 0.8。',
    );
  }
  if (statement.length > MOST_STATEMENT) {
    problems.error(
      'FORM_STATEMENT_TOO_LONG',
      at(columns.statement),
      `自评说明有 ${statement.length} 字，最多 ${MOST_STATEMENT} 字。`,
      '请把详细内容做成材料附上，说明里写要点。',
    );
  }
  const files = plainText(row, columns.files)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    ...{ code, uid, points, statement, files },
    cells: { points: at(columns.points), statement: at(columns.statement), files: at(columns.files) },
  };
}

/**
 * Points as typed: 0.8分 and （0.8） are 0.8. A percentage is no number of points, whatever its cell holds, and stays one for
 * the unit to correct. A spreadsheet's own sums end in 0.30000000000000004 where 0.3 is meant: nine places are more than
 * anybody types.
 */
function pointsText(cell: CellText | undefined): string {
  const shown = halfWidth(cell?.text ?? '');
  if (shown.endsWith('%')) return shown;
  if (cell?.number === undefined) {
    const bare = shown.replace(/^\((.*)\)$/, '$1').replace(/\s*分$/, '');
    return parsePoints(bare) === null ? shown : halfWidth(bare);
  }
  const exact = decimalText(cell).trim();
  if (!/\.\d{10,}$|e/i.test(exact)) return exact;
  return Number(exact)
    .toFixed(9)
    .replace(/\.?0+$/, '');
}

/** Text of a cell as typed, with plain line ends; blanks alone are nothing. */
function plainText(row: SheetRow, column: number | undefined): string {
  const text = (column === undefined ? '' : (row.cells[column]?.text ?? '')).replace(/\r\n?/g, '\n');
  return text.trim() === '' ? '' : text;
}

/** What stands to the right of a label, wherever that is. */
function besideLabel(sheets: readonly SheetText[], label: string): string {
  for (const { rows } of sheets) {
    for (const row of rows) {
      const at = row.cells.findIndex((_cell, column) => textAt(row, column).replace(/[:：]$/, '') === label);
      if (at < 0) continue;
      const beside = row.cells.findIndex((_cell, column) => column > at && textAt(row, column) !== '');
      return beside < 0 ? '' : textAt(row, beside).slice(0, 100);
    }
  }
  return '';
}
