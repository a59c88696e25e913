import type { Points } from '../domain/points';
import { columnLetter } from '../tables/sheet';

/** Looks of a cell, by name; electron/workbook/reportWriter gives them fonts, borders and number formats. */
export type StyleName =
  | 'title'
  | 'infoLeft'
  | 'infoRight'
  | 'header'
  | 'headerSmall'
  | 'headerPoints'
  | 'code'
  | 'text'
  | 'center'
  | 'points'
  | 'count'
  | 'percent'
  | 'band'
  | 'bandPoints'
  | 'total'
  | 'totalCenter'
  | 'totalPoints'
  | 'totalCount'
  | 'warning'
  | 'note'
  | 'signOff';

/** A live formula (without `=`) and the value it has now, so that viewers that do not compute show it too. */
export interface FormulaCell {
  readonly formula: string;
  readonly result: number | string;
}

/** Blank, text (always text, whatever it starts with), a number as shown, or a formula. */
export type ReportCell = null | string | number | FormulaCell;

/** Columns (from 0, both included) to merge; `rows` > 1 also merges downwards, in the heading only. */
export interface Merge {
  readonly from: number;
  readonly to: number;
  readonly rows?: number;
}

export interface ReportRow {
  readonly cells: readonly ReportCell[];
  /** One style for the whole row, or one per cell. */
  readonly styles: StyleName | readonly StyleName[];
  /** Typographic points; left out: the sheet's usual height. */
  readonly height?: number;
  readonly merges?: readonly Merge[];
}

/** One worksheet as plain rows. `head` stands above the frozen line and repeats on every printed page from `repeatFrom`. */
export interface ReportSheet {
  readonly name: string;
  /** Column widths in characters of the standard font. */
  readonly widths: readonly number[];
  readonly head: readonly ReportRow[];
  /** First head row (from 1) that repeats on each printed page. */
  readonly repeatFrom: number;
  /** Columns that stay in sight, and repeat on each printed page where the sheet is several pages wide. */
  readonly frozenColumns: number;
  readonly body: Iterable<ReportRow> | AsyncIterable<ReportRow>;
  /** Rows the body has. */
  readonly bodyRows: number;
  /** Rows after the body, asked for once all `written` body rows are out. */
  readonly foot: (written: number) => readonly ReportRow[];
  /** Usual height of a body row, typographic points. */
  readonly rowHeight: number;
  /** Printed pages side by side; 1 fits the width of A4 landscape. */
  readonly pagesWide: number;
  /** Filter arrows on the last head row. */
  readonly filter: boolean;
  /** Printed at the left of the footer: cycle and indicator system. */
  readonly footerLeft: string;
  /** Printed at the right of the footer: when and by whom. */
  readonly footerRight: string;
}

/** Hundredths as the number a cell holds: the double nearest to the two decimals. */
export function pointsCell(points: Points): number {
  return points / 100;
}

/** A formula whose value is points. */
export function pointsFormula(formula: string, result: Points): FormulaCell {
  return { formula, result: pointsCell(result) };
}

/** `A1`-style address; column from 0, row from 1. */
export function at(column: number, row: number): string {
  return `${columnLetter(column)}${row}`;
}

/** A range in one row or one column. */
export function range(fromColumn: number, fromRow: number, toColumn: number, toRow: number): string {
  return `${at(fromColumn, fromRow)}:${at(toColumn, toRow)}`;
}

/** An address that stays put when the formula is copied. */
export function fixed(column: number, row: number): string {
  return `$${columnLetter(column)}$${row}`;
}

/** An address on another sheet. */
export function onSheet(sheet: string, address: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${address}`;
}

/** A row of one text over the whole width. */
export function wideRow(text: string, style: StyleName, columns: number, height?: number): ReportRow {
  return {
    cells: [text],
    styles: style,
    merges: columns > 1 ? [{ from: 0, to: columns - 1 }] : [],
    ...(height === undefined ? {} : { height }),
  };
}

/** Title of a sheet, the row of particulars under it. `left` and `right` share the width. */
export function titleRows(title: string, left: string, right: string, columns: number): ReportRow[] {
  const half = Math.max(1, Math.ceil(columns / 2));
  const cells = Array.from({ length: columns }, (_, i) => (i === 0 ? left : i === half ? right : null));
  return [
    wideRow(title, 'title', columns, 36),
    {
      cells,
      styles: cells.map((_, i) => (i < half ? 'infoLeft' : 'infoRight')),
      height: 20,
      merges: [
        { from: 0, to: half - 1 },
        { from: half, to: columns - 1 },
      ].filter((merge) => merge.to > merge.from),
    },
  ];
}
