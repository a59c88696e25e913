import { fittedRow } from './fittedRow';
import { footers, provenanceNote, SIGN_OFF, systemLabel, type ReportContext } from './reportContext';
import {
  titleRows,
  wideRow,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor, textWidth } from './rowHeight';

export interface ListColumn<T> {
  readonly heading: string;
  /** Characters of the standard font. */
  readonly width: number;
  /** Left out: text. */
  readonly style?: StyleName;
  readonly cell: (row: T, index: number) => ReportCell;
}

export interface ListSheet<T> {
  readonly name: string;
  readonly title: string;
  /** Left of row 2; left out: the indicator system. */
  readonly particulars?: string;
  readonly columns: readonly ListColumn<T>[];
  readonly rows: readonly T[];
  /** Said in place of rows where there are none. */
  readonly empty: string;
  readonly notes?: readonly string[];
  /** Columns that stay in sight; left out: 2. */
  readonly frozenColumns?: number;
  /** Left out: the usual line for form-filler, checker and leader. */
  readonly signOff?: string;
}

/** A form that is a list: title, particulars, headings, rows, notes, the line to be signed. Practice page §12. */
export function layOutList<T>(context: ReportContext, list: ListSheet<T>): ReportSheet {
  const { columns, rows } = list;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    name: list.name,
    widths: columns.map((column) => column.width),
    head: [
      ...titleRows(
        list.title,
        list.particulars ?? `指标体系：${systemLabel(context)}`,
        `导出时间：${context.exportedAt}`,
        columns.length,
      ),
      { cells: columns.map(({ heading }) => heading), styles: 'header', height: headingHeight(columns) },
    ],
    repeatFrom: 3,
    frozenColumns: Math.min(list.frozenColumns ?? 2, columns.length - 1),
    body: rows.map((row, index) => listRow(columns, row, index)),
    bodyRows: rows.length,
    foot: () => [
      ...(rows.length === 0 ? [wideRow(list.empty, 'text', columns.length)] : []),
      ...[...(list.notes ?? []), provenanceNote(context)]
        .filter((note) => note !== '')
        .map((note) => wideRow(note, 'note', columns.length, heightFor([[note, width]], 20))),
      wideRow(list.signOff ?? SIGN_OFF, 'signOff', columns.length, 36),
    ],
    rowHeight: 22,
    pagesWide: 1,
    filter: rows.length > 0,
    ...footers(context),
  };
}

/** Points that show every line of the highest heading: 黑体 12 in a column measured in characters of the standard font. */
function headingHeight(columns: readonly Pick<ListColumn<unknown>, 'heading' | 'width'>[]): number {
  const HALF_WIDTH_PIXELS = 8;
  const lines = columns.map(({ heading, width }) =>
    heading
      .split('\n')
      .reduce((sum, line) => sum + Math.ceil((textWidth(line) * HALF_WIDTH_PIXELS) / (width * 7 - 1)), 0),
  );
  return 10 + Math.max(1, ...lines) * 16;
}

function listRow<T>(columns: readonly ListColumn<T>[], row: T, index: number): ReportRow {
  const cells = columns.map((column) => column.cell(row, index));
  const styles = columns.map(({ style }) => style ?? 'text');
  const widths = columns.map((column) => column.width);
  return fittedRow(cells, styles, widths, 22);
}
