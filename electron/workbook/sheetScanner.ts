import type { CellText, SheetMerge, SheetRow } from '@shared/tables/sheet';
import { exactDecimal, type NumberFormatter } from './numberFormat';
import { decodeEscapes, RichText, type SharedParts } from './workbookParts';
import { attribute, DamagedXml, type XmlHandler } from './xmlScanner';

/** Columns with text beyond this are no table of ours; the file is refused rather than half read. */
export const MAX_COLUMNS = 1_024;
const MAX_ROWS = 1_048_576;
const MAX_MERGES = 100_000;
/** Ends of values, inline texts and formulas, with or without a prefix; the end of the rows; anything unusual. */
const TRACES_OF_CONTENT = ['v>', 't>', 'f>', '<f', ':f', 'sheetData', '<!'];

/** Content beyond the limits of a table. */
export class SheetTooLarge extends Error {}

/** Turns the XML of one worksheet into rows of shown text. Empty cells and rows cost nothing but their scanning. */
export class SheetScanner implements XmlHandler {
  readonly merges: SheetMerge[] = [];
  /** Finished rows not yet taken. */
  private rows: SheetRow[] = [];
  private rowNumber = 0;
  /** Whether the row being read says its number: only then may rows be passed over. */
  private rowsNumbered = false;
  private column = -1;
  private cells: (CellText | undefined)[] = [];
  private hasText = false;
  private type = '';
  private style = 0;
  private value = '';
  private inValue = false;
  private hasFormula = false;
  private inInline = false;
  private readonly inline = new RichText();

  constructor(private readonly shared: Pick<SharedParts, 'strings' | 'formatters'>) {}

  /** The rows finished since the last call. */
  takeRows(): SheetRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'c':
        return this.openCell(attributes);
      case 'v':
        this.inValue = true;
        return;
      case 'row':
        return this.openRow(attributes);
      case 'f':
        this.hasFormula = true;
        return;
      case 'is':
        this.inInline = true;
        return this.inline.start();
      case 'mergeCell':
        return this.addMerge(attribute(attributes, 'ref') ?? '');
      default:
        if (this.inInline) this.inline.open(name);
    }
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else if (this.inInline) this.inline.text(text);
  }

  close(name: string): void {
    switch (name) {
      case 'v':
        this.inValue = false;
        return;
      case 'c':
        return this.closeCell();
      case 'row':
        return this.closeRow();
      case 'is':
        this.inInline = false;
        this.value = this.inline.finish();
        this.type = 'text';
        return;
      default:
        if (this.inInline) this.inline.close(name);
    }
  }

  /**
   * Passes over a piece of formatted but empty rows (a million of them in a small file is a known trap): without any
   * value, text or formula in the piece, everything before its last row is of no interest.
   */
  skip(source: string): { position: number; element: string } | null {
    if (!this.rowsNumbered || TRACES_OF_CONTENT.some((trace) => source.includes(trace))) return null;
    const position = source.lastIndexOf('<row');
    if (position <= 0) return null;
    this.closeRow();
    return { position, element: 'sheetData' };
  }

  private openRow(attributes: string): void {
    const given = attribute(attributes, 'r');
    this.rowsNumbered = given !== null;
    const next = given === null ? this.rowNumber + 1 : Number(given);
    if (!Number.isInteger(next) || next <= this.rowNumber || next > MAX_ROWS)
      throw new DamagedXml('row number');
    this.rowNumber = next;
    this.column = -1;
  }

  private closeRow(): void {
    if (!this.hasText) return;
    this.rows.push({ rowNumber: this.rowNumber, cells: this.cells });
    this.cells = [];
    this.hasText = false;
  }

  private openCell(attributes: string): void {
    const reference = attribute(attributes, 'r');
    this.column = reference === null ? this.column + 1 : columnOf(reference);
    this.type = attribute(attributes, 't') ?? 'n';
    this.style = Number(attribute(attributes, 's') ?? '0');
    this.value = '';
    this.hasFormula = false;
    this.inValue = false;
  }

  private closeCell(): void {
    const cell = this.cellText();
    if (!cell) return;
    if (this.column < 0 || this.column >= MAX_COLUMNS) throw new SheetTooLarge(`超过 ${MAX_COLUMNS} 列`);
    this.cells[this.column] = cell;
    this.hasText = true;
  }

  private cellText(): CellText | undefined {
    if (this.value === '')
      return this.hasFormula && this.type !== 'str' ? { text: '', kind: 'noResult' } : undefined;
    switch (this.type) {
      case 's':
        return this.sharedText();
      case 'text':
      case 'str':
        return { text: this.type === 'str' ? decodeEscapes(this.value) : this.value };
      case 'b':
        return { text: this.value.trim() === '1' || this.value.trim() === 'true' ? '是' : '否' };
      case 'e':
        return { text: this.value, kind: 'error' };
      case 'd':
        return { text: this.value.slice(0, 10), kind: 'date' };
      default:
        return this.numberText();
    }
  }

  private sharedText(): CellText | undefined {
    const text = this.shared.strings[Number(this.value)];
    if (text === undefined) throw new DamagedXml('shared string');
    return text === '' ? undefined : { text };
  }

  private numberText(): CellText {
    const formatter: NumberFormatter | null | undefined = this.shared.formatters[this.style];
    if (formatter) return formatter(this.value);
    const number = exactDecimal(this.value);
    return { text: number, number };
  }

  private addMerge(reference: string): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
    if (!match) return;
    if (this.merges.length >= MAX_MERGES) throw new SheetTooLarge(`合并单元格超过 ${MAX_MERGES} 处`);
    const [left, right] = [columnOf(match[1] ?? ''), columnOf(match[3] ?? '')];
    this.merges.push({ top: Number(match[2]), left, bottom: Number(match[4]), right });
  }
}

/** Column of a reference such as `C7`, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
