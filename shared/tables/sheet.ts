import { halfWidth } from '../domain/points';

/** A cell as people see it, with what lies behind it where that matters. */
export interface CellText {
  /** What Excel shows: number formats applied, dates as ISO, rich text and links as plain text. Not trimmed. */
  readonly text: string;
  /** The stored number as exact decimal text, where the cell is a number (not a date): 0.85 behind a shown 85%. */
  readonly number?: string;
  /** `date`: a date typed or made by Excel out of 1-10. `error`: #N/A and the like. `noResult`: a formula nobody computed. */
  readonly kind?: 'date' | 'error' | 'noResult';
}

/** Cells by column, 0 is A. Empty cells are absent. */
export interface SheetRow {
  /** As Excel shows it, from 1. */
  readonly rowNumber: number;
  readonly cells: readonly (CellText | undefined)[];
}

/** A merged range; rows from 1, columns from 0, both ends included. */
export interface SheetMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One worksheet in memory. Rows without any text are left out. */
export interface SheetText {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly SheetMerge[];
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A → 0, AA → 26; -1 when the text is no column letter. */
export function columnIndex(letters: string): number {
  const upper = letters.trim().toUpperCase();
  if (!/^[A-Z]{1,3}$/.test(upper)) return -1;
  let index = 0;
  for (const letter of upper) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** Address as Excel shows it: (7, 2) → C7. '' for a column the table does not have. */
export function cellAddress(rowNumber: number, column: number | undefined): string {
  return column === undefined || column < 0 ? '' : `${columnLetter(column)}${rowNumber}`;
}

/** Trimmed text of a cell, '' where it is empty. Line ends are \n. */
export function textAt(row: SheetRow, column: number | undefined): string {
  if (column === undefined) return '';
  const text = row.cells[column]?.text ?? '';
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trim();
}

/**
 * Decimal text of a number cell or of digits typed as text; full-width digits are read, a percentage counts as its
 * percent number (85 for a cell shown as 85%). Exact: what a format hides is not lost.
 * @returns half-width text to be parsed; not necessarily a number.
 */
export function decimalText(cell: CellText | undefined): string {
  if (!cell) return '';
  const shown = halfWidth(cell.text);
  if (cell.number === undefined) return shown.replace(/%$/, '');
  return shown.endsWith('%') ? shiftPoint(cell.number, 2) : cell.number;
}

/** Moves the decimal point to the right without going through a float. */
function shiftPoint(decimal: string, places: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) return decimal;
  const decimals = (match[3] ?? '').padEnd(places, '0');
  const whole = `${match[2]}${decimals.slice(0, places)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(places);
  return `${match[1]}${whole}${rest ? `.${rest}` : ''}`;
}

/** Entries of a cell that holds several: parted by line breaks, or by 、 where there is no line break. */
export function splitList(text: string): string[] {
  const normal = text.replace(/\r\n?/g, '\n');
  const parts = normal.includes('\n') ? normal.split('\n') : normal.split('、');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/**
 * The other way round. An entry that holds 、 itself forces line breaks; a single such entry gets one at its end, so
 * that reading it back does not part it.
 */
export function joinList(entries: readonly string[]): string {
  if (!entries.some((entry) => entry.includes('、'))) return entries.join('\n');
  return entries.length === 1 ? `${entries[0]}\n` : entries.join('\n');
}

const NAME_SIGNS = /[、，,；;]/;

/** The same for names of groups and tags, which people also part by commas. */
export function splitNames(text: string): string[] {
  if (/[\r\n]/.test(text)) return splitList(text);
  return text
    .split(NAME_SIGNS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The other way round: a name that holds such a sign stands on a line of its own. */
export function joinNames(names: readonly string[]): string {
  if (!names.some((name) => NAME_SIGNS.test(name))) return names.join('、');
  return names.length === 1 ? `${names[0]}\n` : names.join('\n');
}
