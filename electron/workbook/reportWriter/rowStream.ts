import type { stream, Worksheet } from 'exceljs';
import type { FormulaCell, ReportCell, ReportRow, StyleName } from '../../../shared/reports/reportSheet';
import { columnLetter } from '../../../shared/tables/sheet';
import { cellText } from '../writeTable';
import { STYLES } from './styles';

/**
 * What we use of exceljs' streaming writer (4.4.0, pinned) beyond its typings: where the XML of a sheet goes, and the
 * tables of styles, shared strings and merges that it writes at the end. exceljs makes several objects for each cell; a
 * province's matrix has half a million cells, and written as text they cost a fraction (S5 of the quality page).
 */
interface WorkbookParts {
  readonly styles: { addStyleModel(style: unknown): number };
  readonly sharedStrings: { add(text: string): number };
}
interface WorksheetParts {
  readonly stream: { write(xml: string): unknown };
  readonly _merges: { push(range: string): unknown };
}

/** XML collected before it is handed on. */
const CHUNK = 65_536;
const SHORT_TEXT = 24;
const REMEMBERED_TEXTS = 5_000;

/** Streams rows below the heading into a worksheet. The heading is committed before; nothing else writes rows after. */
export class RowStream {
  readonly #workbook: WorkbookParts;
  readonly #stream: WorksheetParts['stream'];
  readonly #merges: WorksheetParts['_merges'];
  readonly #styleIds = new Map<StyleName, number>();
  readonly #stringIds = new Map<string, number>();
  readonly #letters: readonly string[];
  #xml = '';

  constructor(workbook: stream.xlsx.WorkbookWriter, worksheet: Worksheet, columns: number) {
    this.#workbook = workbook as unknown as WorkbookParts;
    const { stream: xml, _merges: merges } = worksheet as unknown as WorksheetParts;
    this.#stream = xml;
    this.#merges = merges;
    this.#letters = Array.from({ length: columns }, (_, column) => columnLetter(column));
  }

  /** Writes one row. `usualHeight` where the row has none of its own, typographic points. */
  write(row: ReportRow, number: number, usualHeight: number): void {
    const { cells, styles, merges = [] } = row;
    const one = typeof styles === 'string' ? styles : null;
    const width = one === null ? styles.length : merges.length > 0 ? this.#letters.length : cells.length;
    let xml = `<row r="${number}" ht="${row.height ?? usualHeight}" customHeight="1">`;
    for (let i = 0; i < width; i += 1) {
      const style = one ?? (styles[i] as StyleName | undefined) ?? 'text';
      xml += this.#cell(cells[i] ?? null, style, `${this.#letters[i] ?? columnLetter(i)}${number}`);
    }
    this.#xml += `${xml}</row>`;
    for (const { from, to } of merges) {
      if (to > from) this.#merges.push(`${columnLetter(from)}${number}:${columnLetter(to)}${number}`);
    }
    if (this.#xml.length >= CHUNK) this.flush();
  }

  /** Hands on what is collected; to be called before the sheet is committed. */
  flush(): void {
    if (this.#xml !== '') this.#stream.write(this.#xml);
    this.#xml = '';
  }

  /** Numbers and formulas as such; any text, whatever it starts with, as a shared string, which no program computes. */
  #cell(value: ReportCell, style: StyleName, address: string): string {
    if (typeof value === 'number') {
      return `<c r="${address}" s="${this.#styleId(style)}"><v>${finite(value, address)}</v></c>`;
    }
    if (value === null || value === '') return `<c r="${address}" s="${this.#styleId(style)}"/>`;
    if (typeof value !== 'string') return this.#formula(value, style, address);
    const index = this.#stringId(value);
    return `<c r="${address}" s="${this.#styleId(textStyle(style))}" t="s"><v>${index}</v></c>`;
  }

  #formula({ formula, result }: FormulaCell, style: StyleName, address: string): string {
    const start = `<c r="${address}" s="${this.#styleId(style)}"`;
    if (typeof result === 'number') {
      return `${start}><f>${escaped(formula)}</f><v>${finite(result, address)}</v></c>`;
    }
    return `${start} t="str"><f>${escaped(formula)}</f><v>${escaped(result)}</v></c>`;
  }

  /** Short texts repeat over and over (/, groups, item names); each is looked at once. */
  #stringId(text: string): number {
    if (text.length > SHORT_TEXT) return this.#workbook.sharedStrings.add(cellText(text));
    let id = this.#stringIds.get(text);
    if (id === undefined) {
      id = this.#workbook.sharedStrings.add(cellText(text));
      if (this.#stringIds.size < REMEMBERED_TEXTS) this.#stringIds.set(text, id);
    }
    return id;
  }

  #styleId(style: StyleName): number {
    let id = this.#styleIds.get(style);
    if (id === undefined) {
      id = this.#workbook.styles.addStyleModel(STYLES[style]);
      this.#styleIds.set(style, id);
    }
    return id;
  }
}

/** A word among figures, such as the / of what does not apply, stands in the middle. */
export function textStyle(style: StyleName): StyleName {
  return style === 'points' ? 'center' : style;
}

/** NaN in a workbook makes Excel want to repair it: a defect that must not reach the file. */
export function finite(value: number, address: string): number {
  if (!Number.isFinite(value)) throw new Error(`report cell ${address} is not a number`);
  return value;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
