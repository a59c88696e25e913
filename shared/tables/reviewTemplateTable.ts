import { halfWidth, parsePoints, shortPoints } from '../domain/points';
import { plainText } from '../caseFiles/caseList';
import { caseTypeName } from '../caseFiles/caseType';
import {
  FULL_SCORE,
  type DeductionEntry,
  type GateEntry,
  type ReviewTemplate,
} from '../caseFiles/reviewTemplate';
import { checkRequired, findHeading, type ColumnSpec, type Heading } from './columns';
import type { TableProblem } from './problem';
import { ProblemList, reportBrokenCell } from './problemList';
import { cellAddress, decimalText, textAt, type SheetRow, type SheetText } from './sheet';
import { readYesNo } from './yesNo';

export const GATE_SHEET = '合法性';
export const DEDUCTION_SHEET = '规范性';
export const TEMPLATE_SETTINGS_SHEET = '设置';

type GateColumn = 'code' | 'text' | 'basis';
type DeductionColumn = GateColumn | 'stage' | 'points' | 'maxPoints';

const CODE = {
  key: 'code',
  heading: '编号',
  synonyms: ['序号', '条款', '条款号', '项号'],
  required: true,
} as const;
const TEXT = {
  key: 'text',
  heading: '内容',
  synonyms: ['评查内容', '评查标准', '条款内容', '标准', '要求'],
  required: true,
} as const;
const BASIS = { key: 'basis', heading: '依据', synonyms: ['评查依据', '法律依据', '出处'] } as const;

export const GATE_COLUMNS: readonly ColumnSpec<GateColumn>[] = [CODE, TEXT, BASIS];

export const DEDUCTION_COLUMNS: readonly ColumnSpec<DeductionColumn>[] = [
  CODE,
  { key: 'stage', heading: '环节', synonyms: ['评查项目', '项目', '阶段', '部分'] },
  TEXT,
  {
    key: 'points',
    heading: '扣分',
    synonyms: ['每处扣分', '每次扣分', '扣分标准', '每项扣分'],
    required: true,
  },
  { key: 'maxPoints', heading: '最多扣', synonyms: ['最高扣分', '扣分上限', '上限', '最多扣分'] },
  BASIS,
];

/** Rows of the sheet 设置. */
const SETTINGS = ['类别', '名称', '版本', '来源', '官方文本'] as const;

export interface ReviewTemplateTable {
  /** null where an error stands among the problems. */
  readonly template: ReviewTemplate | null;
  readonly problems: readonly TableProblem[];
}

/**
 * Reads a review standard (案卷评查标准): sheets 合法性, 规范性 and 设置. Never throws; what is wrong stands in `problems` with
 * its cell. Practice page §10.
 */
export function parseReviewTemplateTable(sheets: readonly SheetText[]): ReviewTemplateTable {
  const codes = new Map<string, string>();
  const gates = readSheet(sheets, GATE_SHEET, GATE_COLUMNS, codes, readGate);
  const deductions = readSheet(sheets, DEDUCTION_SHEET, DEDUCTION_COLUMNS, codes, readDeduction);
  const settings = readSettings(sheets);
  const problems = [...settings.problems, ...gates.problems, ...deductions.problems];
  const failed = problems.some(({ severity }) => severity === 'error');
  return {
    template: failed ? null : { ...settings.facts, gates: gates.entries, deductions: deductions.entries },
    problems,
  };
}

type ReadEntry<K extends string, E> = (
  row: SheetRow,
  heading: Heading<K>,
  code: string,
  problems: ProblemList,
) => E | null;

function readSheet<K extends GateColumn | DeductionColumn, E>(
  sheets: readonly SheetText[],
  name: string,
  columns: readonly ColumnSpec<K>[],
  codes: Map<string, string>,
  read: ReadEntry<K, E>,
): { readonly entries: E[]; readonly problems: readonly TableProblem[] } {
  const problems = new ProblemList(name);
  const sheet = sheets.find((candidate) => plainText(candidate.name) === name);
  const heading = sheet && findHeading(sheet, columns);
  if (!sheet || !heading) {
    const names = columns.map((column) => column.heading).join('、');
    problems.error(
      sheet ? 'HEADING_NOT_FOUND' : 'SHEET_MISSING',
      sheet ? 'A1' : '',
      sheet ? '没有找到标题行。' : `没有工作表“${name}”。`,
      `请准备工作表“${name}”，标题为：${names}。可先导出现有标准，照着改。`,
    );
    return { entries: [], problems: problems.all };
  }
  checkRequired(heading, columns, problems);
  const entries: E[] = [];
  if (problems.all.length === 0) {
    for (const row of sheet.rows) {
      if (row.rowNumber <= heading.rowNumber) continue;
      const code = readCode(row, heading, name, codes, problems);
      const entry = code === '' ? null : read(row, heading, code, problems);
      if (entry) entries.push(entry);
    }
    if (entries.length === 0 && problems.all.length === 0) {
      problems.error('EMPTY_TABLE', `A${heading.rowNumber}`, '标题行下面没有条款。', '请逐行填写条款。');
    }
  }
  return { entries, problems: problems.all };
}

/** '' for a row that holds no entry. */
function readCode<K extends GateColumn | DeductionColumn>(
  row: SheetRow,
  { columns }: Heading<K>,
  sheet: string,
  codes: Map<string, string>,
  problems: ProblemList,
): string {
  const at = columns as Partial<Record<GateColumn, number>>;
  const code = halfWidth(textAt(row, at.code)).replace(/\s+/g, '');
  const text = textAt(row, at.text);
  if (code === '' && text === '') return '';
  const cell = cellAddress(row.rowNumber, at.code);
  for (const column of Object.values(columns) as number[]) {
    reportBrokenCell(problems, row.cells[column], cellAddress(row.rowNumber, column));
  }
  if (code === '' || text === '') {
    const missing = code === '' ? '编号' : '内容';
    problems.error(
      'TEMPLATE_ENTRY_INCOMPLETE',
      code === '' ? cell : cellAddress(row.rowNumber, at.text),
      `没有${missing}。`,
      `请填写${missing}，或删去这一行。`,
    );
    return '';
  }
  const before = codes.get(code);
  if (before !== undefined) {
    problems.error(
      'TEMPLATE_CODE_DUPLICATE',
      cell,
      `编号“${code}”和${before}重复。`,
      '请改成不同的编号：合法性和规范性两部分放在一起也不能重复。',
    );
    return '';
  }
  codes.set(code, `“${sheet}”第 ${row.rowNumber} 行`);
  return code;
}

function readGate(row: SheetRow, { columns }: Heading<GateColumn>, code: string): GateEntry {
  return { code, text: textAt(row, columns.text), basis: textAt(row, columns.basis) };
}

function readDeduction(
  row: SheetRow,
  { columns }: Heading<DeductionColumn>,
  code: string,
  problems: ProblemList,
): DeductionEntry | null {
  const points = readPoints(row, columns.points, '扣分', problems);
  const given = textAt(row, columns.maxPoints);
  const maxPoints = given === '' ? points : readPoints(row, columns.maxPoints, '最多扣', problems);
  if (points === null || maxPoints === null) return null;
  if (maxPoints < points) {
    problems.error(
      'TEMPLATE_MAX_BELOW_POINTS',
      cellAddress(row.rowNumber, columns.maxPoints),
      `最多扣 ${shortPoints(maxPoints)} 分，少于一次扣的 ${shortPoints(points)} 分。`,
      '请改正；只扣一次的，两栏填一样。',
    );
    return null;
  }
  return {
    code,
    stage: textAt(row, columns.stage),
    text: textAt(row, columns.text),
    points,
    maxPoints,
    basis: textAt(row, columns.basis),
  };
}

function readPoints(
  row: SheetRow,
  column: number | undefined,
  name: string,
  problems: ProblemList,
): number | null {
  const text = decimalText(row.cells[column ?? -1])
    .replace(/^-/, '')
    .replace(/分$/, '');
  const points = parsePoints(text);
  if (points !== null && points > 0 && points <= FULL_SCORE) return points;
  problems.error(
    'TEMPLATE_POINTS',
    cellAddress(row.rowNumber, column),
    text === '' ? `没有填${name}。` : `${name}“${text}”不是 0 到 100 之间、最多两位小数的数。`,
    '请填写大于 0 的分数，如 5、0.5。',
  );
  return null;
}

function readSettings(sheets: readonly SheetText[]): {
  readonly facts: Pick<ReviewTemplate, 'type' | 'name' | 'version' | 'source' | 'official'>;
  readonly problems: readonly TableProblem[];
} {
  const problems = new ProblemList(TEMPLATE_SETTINGS_SHEET);
  const sheet = sheets.find((candidate) => plainText(candidate.name) === TEMPLATE_SETTINGS_SHEET);
  const values = new Map((sheet?.rows ?? []).map((row) => [plainText(textAt(row, 0)), textAt(row, 1)]));
  for (const key of ['类别', '名称', '版本'] as const) {
    if ((values.get(key) ?? '') !== '') continue;
    problems.error(
      'TEMPLATE_SETTING_MISSING',
      sheet ? 'A1' : '',
      `工作表“设置”里没有${key}。`,
      `请在“设置”里加一行：第一列写“${key}”，第二列写内容（如 行政处罚、××市行政处罚案卷评查标准、2025-1）。`,
    );
  }
  const official = readYesNo(values.get('官方文本') ?? '');
  if (official === null) {
    problems.error('TEMPLATE_OFFICIAL', '', '“官方文本”只能填是或否。', '请填写是或否；不填为否。');
  }
  return {
    facts: {
      type: caseTypeName(values.get('类别') ?? ''),
      name: values.get('名称') ?? '',
      version: values.get('版本') ?? '',
      source: values.get('来源') ?? '',
      official: official === true,
    },
    problems: problems.all,
  };
}

/** The three sheets of a review standard, headings first; reading them back gives the same standard. */
export function reviewTemplateRows(template: ReviewTemplate): {
  readonly settings: string[][];
  readonly gates: string[][];
  readonly deductions: string[][];
} {
  const facts = [
    template.type,
    template.name,
    template.version,
    template.source,
    template.official ? '是' : '否',
  ];
  return {
    settings: SETTINGS.map((key, index) => [key, facts[index] ?? '']),
    gates: template.gates.map(({ code, text, basis }) => [code, text, basis]),
    deductions: template.deductions.map((entry) => [
      entry.code,
      entry.stage,
      entry.text,
      shortPoints(entry.points),
      shortPoints(entry.maxPoints),
      entry.basis,
    ]),
  };
}
