import type { IndicatorSystem, ScoringItem } from '../domain/indicatorSystem';
import { formatPoints, halfWidth, parsePoints, type Points } from '../domain/points';
import {
  checkMapping,
  likelyHeadings,
  chooseSheet,
  checkRequired,
  describeMapping,
  headingNotFound,
  type Heading,
} from './columns';
import {
  GUESSED_COLUMNS,
  INDICATOR_COLUMNS,
  INDICATOR_SHEET,
  SETTINGS_SHEET,
  type GuessedColumn,
} from './indicatorColumns';
import { IndicatorReader, type ReadItem } from './indicatorRows';
import { assignCodes, assignLevels, readLevelSheet } from './levelCodes';
import type { TableProblem } from './problem';
import { ProblemList } from './problemList';
import { checkSystem } from './ruleChecks';
import { parseSettings } from './settingsText';
import { cellAddress, decimalText, textAt, type SheetText } from './sheet';
import { gatherItems, levelName, type RawTable } from './wildTable';

/** What an indicator table comes to, before anyone accepts it. */
export interface IndicatorTablePreview {
  /** Everything that could be read; not to be stored while `problems` has an error. */
  readonly system: IndicatorSystem;
  readonly problems: readonly TableProblem[];
  readonly sheet: string;
  readonly sheets: readonly string[];
  /** Headings of the sheet with their column letters, for mapping by hand. */
  readonly headings: readonly { readonly column: string; readonly text: string }[];
  /** Our heading → column letter; absent: not in this table. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Source row of each item of `system`, in item order. */
  readonly rows: readonly number[];
  /** Σ points of the base items, hundredths. */
  readonly pointsTotal: Points;
  readonly itemCount: number;
}

export interface IndicatorTableOptions {
  readonly sheet?: string;
  /** By our heading (分值): a column letter or a heading text of the file; '' for "not in this table". */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Groups the workspace has; an item for any other group is pointed out. */
  readonly knownGroups?: readonly string[];
  /** Used where the table does not say it. */
  readonly year?: number;
  readonly title?: string;
}

/**
 * Reads an indicator table: our own layout exactly, others as far as they can be read without guessing a rule (what has
 * no 评分方式 becomes 酌情, its text kept). Never throws for bad content; each finding names its cell.
 */
export function parseIndicatorTable(
  sheets: readonly SheetText[],
  options: IndicatorTableOptions = {},
): IndicatorTablePreview {
  const chosen = chooseSheet(sheets, GUESSED_COLUMNS, INDICATOR_SHEET, options);
  if (!chosen) return unreadable(sheets, options);
  const { sheet, heading } = chosen;
  const problems = new ProblemList(sheet.name);
  checkMapping(heading, GUESSED_COLUMNS, options.mapping ?? {}, problems);
  checkRequired(heading, GUESSED_COLUMNS, problems);
  const raw: RawTable =
    problems.all.length > 0 ? { items: [], statedTotal: null } : gatherItems(sheet, heading, problems);
  const read = new IndicatorReader(heading, problems, options.knownGroups ?? []).readAll(raw.items);
  const items = completeItems(sheets, heading, read, problems);
  const settings = readSettings(sheets);
  const system = describeSystem(sheet, heading, items, settings, options, problems);
  if (items.length === 0 && problems.all.length === 0) {
    problems.error(
      'EMPTY_TABLE',
      cellAddress(heading.rowNumber, heading.columns.name),
      '标题行下面没有指标。',
      '请在标题行下面逐行填写指标，或选择另一张工作表。',
    );
  }
  checkWhole(system, read, heading, raw, problems);
  return {
    system,
    problems: [...problems.all, ...settings.problems],
    sheet: sheet.name,
    sheets: sheets.map(({ name }) => name),
    headings: heading.headings,
    mapping: describeMapping(heading.columns, INDICATOR_COLUMNS),
    rows: read.map(({ rowNumber }) => rowNumber),
    pointsTotal: basePoints(items),
    itemCount: items.length,
  };
}

function basePoints(items: readonly ScoringItem[]): Points {
  return items.reduce((sum, item) => sum + (item.section === 'base' ? item.points : 0), 0);
}

function unreadable(sheets: readonly SheetText[], options: IndicatorTableOptions): IndicatorTablePreview {
  const wanted = ({ name, hidden, rows }: SheetText) =>
    options.sheet === undefined ? !hidden && rows.length > 0 : name === options.sheet;
  const visible = sheets.find(wanted) ?? sheets[0];
  const { settings } = parseSettings([]);
  return {
    system: {
      systemId: options.title ?? '',
      title: options.title ?? '',
      version: '',
      year: options.year ?? 0,
      provenance: { official: true, note: '' },
      settings,
      items: [],
    },
    problems: headingNotFound(visible ? [visible] : [], GUESSED_COLUMNS).all,
    sheet: visible?.name ?? '',
    sheets: sheets.map(({ name }) => name),
    headings: visible ? likelyHeadings(visible) : [],
    mapping: {},
    rows: [],
    pointsTotal: 0,
    itemCount: 0,
  };
}

/** Gives every item its code and the codes of its levels. */
function completeItems(
  sheets: readonly SheetText[],
  heading: Heading<GuessedColumn>,
  read: readonly ReadItem[],
  problems: ProblemList,
): ScoringItem[] {
  const coded = assignCodes(read, heading, problems).map(({ item }) => item);
  const stated = readLevelSheet(sheets);
  const levels = assignLevels(coded);
  return coded.map((item, index) => {
    const level = stated.get(item.code) ?? levels[index] ?? { level1Code: '', level2Code: '' };
    return { ...item, ...level };
  });
}

function readSettings(
  sheets: readonly SheetText[],
): ReturnType<typeof parseSettings> & { problems: TableProblem[] } {
  const sheet = sheets.find(({ name }) => name === SETTINGS_SHEET);
  const rows = sheet?.rows ?? [];
  const parsed = parseSettings(rows.map((row) => ({ name: textAt(row, 0), value: textAt(row, 1) })));
  const found = new ProblemList(SETTINGS_SHEET);
  for (const { row, code, message, remedy } of parsed.problems)
    found.error(code, cellAddress(rows[row]?.rowNumber ?? 1, 1), message, remedy);
  return { ...parsed, problems: found.all as typeof parsed.problems & TableProblem[] };
}

function describeSystem(
  sheet: SheetText,
  heading: Heading<GuessedColumn>,
  items: readonly ScoringItem[],
  { header, settings }: Pick<ReturnType<typeof parseSettings>, 'header' | 'settings'>,
  options: IndicatorTableOptions,
  problems: ProblemList,
): IndicatorSystem {
  const titleRow = sheet.rows.find(
    (row) =>
      row.rowNumber < heading.rowNumber && row.cells.some((cell) => (cell?.text.trim().length ?? 0) > 5),
  );
  const above =
    titleRow?.cells.find((cell) => (cell?.text.trim().length ?? 0) > 5)?.text.replace(/\s+/g, '') ?? '';
  const title = header.title ?? (above || options.title || '本地指标体系');
  if (header.title === undefined && above !== '') {
    problems.assumption(
      'TITLE_FROM_SHEET',
      `A${titleRow?.rowNumber ?? 1}`,
      `指标体系的名称取自表头：${above.slice(0, 40)}`,
    );
  }
  const yearInTitle = /(20\d\d)\s*年/.exec(halfWidth(title))?.[1];
  const year = header.year ?? (yearInTitle ? Number(yearInTitle) : (options.year ?? 0));
  return {
    systemId: header.systemId ?? title,
    title,
    version: header.version ?? (year > 0 ? `${year}.1` : '1'),
    year,
    provenance: { official: header.official ?? true, note: header.note ?? '' },
    settings,
    items,
  };
}

/** Findings that are reported with their row already. */
const SEEN_ON_THE_ROW = new Set([
  'DUPLICATE_CODE',
  'ITEM_CODE_MISSING',
  'ITEM_NAME_MISSING',
  'ITEM_POINTS_MISSING',
  'ITEM_RULE_MISSING',
]);

/** What only shows on the whole: rules against points, sums, and the sums the table states itself. */
function checkWhole(
  system: IndicatorSystem,
  read: readonly ReadItem[],
  heading: Heading<GuessedColumn>,
  raw: RawTable,
  problems: ProblemList,
): void {
  if (system.items.length === 0) return;
  const rowOfCode = new Map<string, number>();
  system.items.forEach(({ code }, index) => {
    // An item without a code must not attract the findings about the table as a whole, which have none either.
    if (code !== '' && !rowOfCode.has(code)) rowOfCode.set(code, read[index]?.rowNumber ?? 0);
  });
  for (const problem of checkSystem(system)) {
    if (SEEN_ON_THE_ROW.has(problem.code)) continue;
    const column = INDICATOR_COLUMNS.find((spec) => spec.heading === problem.column);
    const rowNumber = rowOfCode.get(problem.itemCode);
    const index = (column && heading.columns[column.key]) ?? heading.columns.name;
    // What concerns the whole column is shown at its heading.
    const cell = cellAddress(rowNumber ?? heading.rowNumber, index);
    const message = rowNumber === undefined ? problem.message : `${problem.itemCode}：${problem.message}`;
    if (problem.severity === 'error') problems.error(problem.code, cell, message, problem.remedy);
    else problems.warning(problem.code, cell, message, problem.remedy);
  }
  checkStatedTotal(system, raw, problems);
  checkLevelPoints(system, read, heading, problems);
}

function checkStatedTotal(system: IndicatorSystem, { statedTotal }: RawTable, problems: ProblemList): void {
  const stated = parsePoints(decimalText(statedTotal?.cell).replace(/分$/, ''));
  const total = basePoints(system.items);
  if (!statedTotal || stated === null || stated === total) return;
  problems.warning(
    'STATED_TOTAL_DIFFERS',
    statedTotal.address,
    `表中写的合计是 ${formatPoints(stated)}，各项分值相加是 ${formatPoints(total)}。`,
    '请核对是否漏了行，或分值有误。',
  );
}

/** `一、依法履职（18分）` against the sum of its items. */
function checkLevelPoints(
  system: IndicatorSystem,
  read: readonly ReadItem[],
  heading: Heading<GuessedColumn>,
  problems: ProblemList,
): void {
  const sums = new Map<string, { stated: Points | null; sum: Points; rowNumber: number; name: string }>();
  system.items.forEach((item, index) => {
    const source = read[index];
    if (item.section !== 'base' || !source) return;
    const { points } = levelName(source.level1Text);
    const entry = sums.get(source.level1Text) ?? {
      stated: points === null ? null : parsePoints(points),
      sum: 0,
      rowNumber: source.rowNumber,
      name: item.level1Name,
    };
    entry.sum += item.points;
    sums.set(source.level1Text, entry);
  });
  for (const { stated, sum, rowNumber, name } of sums.values()) {
    if (stated === null || stated === sum) continue;
    problems.warning(
      'LEVEL_SUM_DIFFERS',
      cellAddress(rowNumber, heading.columns.level1 ?? heading.columns.name),
      `“${name}”写的是 ${formatPoints(stated)} 分，各项相加是 ${formatPoints(sum)} 分。`,
      '请核对各项分值。',
    );
  }
}
