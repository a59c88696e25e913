import type { ReportCell, ReportRow, StyleName } from './reportSheet';
import { heightFor } from './rowHeight';

/**
 * A row high enough for every line of its texts.
 * @param widths of the columns, in characters of the standard font.
 * @param least height in typographic points.
 */
export function fittedRow(
  cells: readonly ReportCell[],
  styles: readonly StyleName[],
  widths: readonly number[],
  least: number,
): ReportRow {
  const texts = cells.map((cell, i) => [typeof cell === 'string' ? cell : '', widths[i] ?? 10] as const);
  return { cells, styles, height: heightFor(texts, least) };
}
