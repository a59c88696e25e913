import { halfWidth } from '../domain/points';
import { ProblemList } from './problemList';
import { columnIndex, columnLetter, textAt, type SheetMerge, type SheetRow, type SheetText } from './sheet';

/** One column of a table of ours and the names it goes by in tables from outside. */
export interface ColumnSpec<K extends string> {
  readonly key: K;
  /** Exact heading, as we write it. */
  readonly heading: string;
  /** Other headings for it, the likelier first; compared without spaces, brackets and full-width forms. */
  readonly synonyms: readonly string[];
  readonly required?: boolean;
  /** Columns with a lower number choose among the synonyms first; 0 where left out. */
  readonly turn?: number;
}

/** Column index (from 0) of each of our columns; absent: the table has no such column. */
export type ColumnMap<K extends string> = Partial<Record<K, number>>;

export interface Heading<K extends string> {
  /** Lowest row of the headings; data starts below. */
  readonly rowNumber: number;
  readonly columns: ColumnMap<K>;
  /** All headings of the sheet, for a person to map by hand. */
  readonly headings: readonly { readonly column: string; readonly text: string }[];
  /** How many of our columns were recognised. */
  readonly found: number;
}

/** Rows looked at for headings; titles and notes above them are never this many. */
const HEADING_ROWS = 40;
const LEAST_COLUMNS = 2;
/** Merged cells over one heading row that are looked at; a sane sheet has a dozen. */
const MOST_HEADING_MERGES = 500;

/** Heading text for comparison: half-width, no spaces, nothing in brackets, no mark at its end. */
export function normalHeading(text: string): string {
  return halfWidth(text)
    .replace(/[([{【〔〈《][^)\]}】〕〉》]*[)\]}】〕〉》]/g, '')
    .replace(/[\s*:;、。]+/g, '')
    .toLowerCase();
}

/**
 * Which column is which, by exact headings, then by synonyms, then by headings that contain one (考核内容及要求).
 * @param headings text by column.
 */
export function guessColumns<K extends string>(
  headings: readonly string[],
  specs: readonly ColumnSpec<K>[],
): ColumnMap<K> {
  const normal = Array.from(headings, (heading) => normalHeading(heading ?? ''));
  const map: ColumnMap<K> = {};
  const taken = new Set<number>();
  const claim = (spec: ColumnSpec<K>, matches: (heading: string) => boolean) => {
    if (map[spec.key] !== undefined) return;
    const column = normal.findIndex(
      (heading, index) => heading !== '' && !taken.has(index) && matches(heading),
    );
    if (column < 0) return;
    map[spec.key] = column;
    taken.add(column);
  };
  const inTurn = [...specs].sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
  for (const spec of specs) claim(spec, (heading) => heading === normalHeading(spec.heading));
  for (const spec of inTurn)
    for (const synonym of spec.synonyms) claim(spec, (heading) => heading === normalHeading(synonym));
  for (const spec of inTurn) {
    for (const word of [spec.heading, ...spec.synonyms])
      if (word.length > 2) claim(spec, (heading) => heading.includes(word));
  }
  return map;
}

/** Text of a cell; for a cell inside a merged range that of its first cell. */
export function mergedText(
  sheet: SheetText,
  row: SheetRow,
  column: number,
  merges: readonly SheetMerge[],
): string {
  const own = textAt(row, column);
  if (own !== '') return own;
  const merge = merges.find((range) => covers(range, row.rowNumber, column));
  if (!merge) return '';
  const first = sheet.rows.find((candidate) => candidate.rowNumber === merge.top);
  return first ? textAt(first, merge.left) : '';
}

function covers(range: SheetMerge, rowNumber: number, column: number): boolean {
  return rowNumber >= range.top && rowNumber <= range.bottom && column >= range.left && column <= range.right;
}

/**
 * Finds the row of headings: the one in which most of our columns are recognised. Headings in two rows (a merged one
 * above its parts) are read together.
 * @param mapping by our heading: a column letter or heading text of the file; '' for "not in this table". Overrides the guess.
 */
export function findHeading<K extends string>(
  sheet: SheetText,
  specs: readonly ColumnSpec<K>[],
  mapping: Readonly<Record<string, string>> = {},
): Heading<K> | null {
  let best: Heading<K> | null = null;
  for (const [index, row] of sheet.rows.slice(0, HEADING_ROWS).entries()) {
    for (const candidate of headingCandidates(sheet, row, sheet.rows[index + 1])) {
      const columns = applyMapping(guessColumns(candidate.texts, specs), candidate.texts, specs, mapping);
      const found = Object.keys(columns).length;
      if (found < LEAST_COLUMNS || (best && found <= best.found)) continue;
      best = { rowNumber: candidate.rowNumber, columns, found, headings: listHeadings(candidate.texts) };
    }
  }
  return best;
}

function headingCandidates(
  sheet: SheetText,
  row: SheetRow,
  below: SheetRow | undefined,
): { rowNumber: number; texts: string[] }[] {
  const own = {
    rowNumber: row.rowNumber,
    texts: Array.from(row.cells, (_cell, column) => textAt(row, column)),
  };
  const merges = sheet.merges
    .filter((range) => range.top <= row.rowNumber && range.bottom >= row.rowNumber)
    .slice(0, MOST_HEADING_MERGES);
  if (!below || below.rowNumber !== row.rowNumber + 1 || merges.length === 0) return [own];
  const width = Math.max(row.cells.length, below.cells.length);
  const texts = Array.from(
    { length: width },
    (_unused, column) => textAt(below, column) || mergedText(sheet, row, column, merges),
  );
  return [own, { rowNumber: below.rowNumber, texts }];
}

/** The fullest of the first rows: where no heading is known, a person maps the columns by hand. */
export function likelyHeadings(sheet: SheetText): { column: string; text: string }[] {
  const width = (row: SheetRow) => row.cells.filter((cell) => cell && cell.text.trim() !== '').length;
  const rows = sheet.rows.slice(0, HEADING_ROWS);
  const fullest = rows.reduce<SheetRow | null>(
    (best, row) => (best && width(best) >= width(row) ? best : row),
    null,
  );
  return fullest ? listHeadings(Array.from(fullest.cells, (_cell, column) => textAt(fullest, column))) : [];
}

function listHeadings(texts: readonly string[]): { column: string; text: string }[] {
  return texts
    .map((text, column) => ({ column: columnLetter(column), text: text.replace(/\s+/g, '') }))
    .filter(({ text }) => text !== '');
}

function applyMapping<K extends string>(
  guessed: ColumnMap<K>,
  texts: readonly string[],
  specs: readonly ColumnSpec<K>[],
  mapping: Readonly<Record<string, string>>,
): ColumnMap<K> {
  const columns: ColumnMap<K> = { ...guessed };
  for (const spec of specs) {
    const wanted = mapping[spec.heading] ?? mapping[spec.key];
    if (wanted === undefined) continue;
    const column = wanted === '' ? -1 : locate(wanted, texts);
    for (const other of specs) if (columns[other.key] === column) delete columns[other.key];
    delete columns[spec.key];
    if (column >= 0) columns[spec.key] = column;
  }
  return columns;
}

/** Reports columns mapped by hand that are not ours, or headings that the sheet does not have. */
export function checkMapping<K extends string>(
  heading: Heading<K>,
  specs: readonly ColumnSpec<K>[],
  mapping: Readonly<Record<string, string>>,
  problems: ProblemList,
): void {
  const [cell, headings] = [`A${heading.rowNumber}`, heading.headings];
  for (const [ours, theirs] of Object.entries(mapping)) {
    if (!specs.some((spec) => spec.heading === ours || spec.key === ours)) {
      const names = specs.map((spec) => spec.heading).join('、');
      problems.error(
        'MAPPED_COLUMN_UNKNOWN',
        cell,
        `没有叫“${ours}”的列可以指定。`,
        `可以指定的列：${names}。`,
      );
    }
    const known = headings.some(
      ({ column, text }) =>
        column === theirs.trim().toUpperCase() || normalHeading(text) === normalHeading(theirs),
    );
    if (theirs !== '' && !known) {
      const names = headings.map(({ text }) => text).join('、');
      problems.error(
        'MAPPED_HEADING_MISSING',
        cell,
        `表中没有标题“${theirs}”。`,
        `现有标题：${names.slice(0, 200)}。`,
      );
    }
  }
}

/** A heading's text first: a file may well have a column headed "A". */
function locate(wanted: string, texts: readonly string[]): number {
  const byText = Array.from(texts, (text) => normalHeading(text ?? '')).indexOf(normalHeading(wanted));
  return byText >= 0 ? byText : columnIndex(wanted);
}

/** Our heading → column letter, for screens. */
export function describeMapping<K extends string>(
  columns: ColumnMap<K>,
  specs: readonly ColumnSpec<K>[],
): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const spec of specs) {
    const column = columns[spec.key];
    if (column !== undefined) mapping[spec.heading] = columnLetter(column);
  }
  return mapping;
}

/** Reports our required columns that the sheet lacks. */
export function checkRequired<K extends string>(
  heading: Heading<K>,
  specs: readonly ColumnSpec<K>[],
  problems: ProblemList,
): void {
  for (const spec of specs) {
    if (!spec.required || heading.columns[spec.key] !== undefined) continue;
    const names = spec.synonyms.length > 0 ? `（也可以叫${spec.synonyms.slice(0, 4).join('、')}）` : '';
    problems.error(
      'MISSING_COLUMN',
      `A${heading.rowNumber}`,
      `缺少“${spec.heading}”列。`,
      `请在第 ${heading.rowNumber} 行补上标题“${spec.heading}”${names}，或指定哪一列是它。`,
    );
  }
}

export interface ChosenSheet<K extends string> {
  readonly sheet: SheetText;
  readonly heading: Heading<K>;
}

/**
 * The sheet that holds the table: the one asked for, the one named as we name it, else the visible one with most of our
 * headings. null where none has any.
 */
export function chooseSheet<K extends string>(
  sheets: readonly SheetText[],
  specs: readonly ColumnSpec<K>[],
  preferred: string,
  options: {
    readonly sheet?: string | undefined;
    readonly mapping?: Readonly<Record<string, string>> | undefined;
  } = {},
): ChosenSheet<K> | null {
  const named = sheets.find(({ name }) => name === (options.sheet ?? preferred));
  const candidates =
    options.sheet !== undefined
      ? sheets.filter(({ name }) => name === options.sheet)
      : named
        ? [named]
        : sheets;
  let best: ChosenSheet<K> | null = null;
  for (const sheet of candidates) {
    if (sheet.hidden && candidates.length > 1) continue;
    const heading = findHeading(sheet, specs, options.mapping);
    if (heading && (!best || heading.found > best.heading.found)) best = { sheet, heading };
  }
  if (best || !named || options.sheet !== undefined) return best;
  // A sheet of our name that holds something else: look at the others after all.
  return chooseSheet(
    sheets.filter((sheet) => sheet !== named),
    specs,
    preferred,
    { mapping: options.mapping },
  );
}

/** The finding where no sheet has the headings of the table. */
export function headingNotFound(
  sheets: readonly SheetText[],
  specs: readonly ColumnSpec<string>[],
): ProblemList {
  const problems = new ProblemList(sheets.find(({ hidden }) => !hidden)?.name ?? '');
  const wanted = specs.filter(({ required }) => required).map(({ heading }) => heading);
  const empty = sheets.every(({ rows }) => rows.length === 0);
  problems.error(
    empty ? 'EMPTY_TABLE' : 'HEADING_NOT_FOUND',
    'A1',
    empty ? '工作簿里没有内容。' : '没有找到标题行。',
    `请检查是不是选错了文件；表中要有一行标题，至少包含“${wanted.join('”“')}”。`,
  );
  return problems;
}
