import { formatPoints } from '../domain/points';
import type { ReportCell, ReportRow, StyleName } from './reportSheet';

/** Styles whose numbers are shown otherwise than with two decimals. */
const WHOLE_NUMBERS: ReadonlySet<StyleName> = new Set(['count', 'totalCount']);

/** A row as the workbook shows it, plain text cell by cell. */
export function previewRow(row: ReportRow): string[] {
  return row.cells.map((cell, column) =>
    previewCell(cell, typeof row.styles === 'string' ? row.styles : (row.styles[column] ?? 'text')),
  );
}

function previewCell(cell: ReportCell, style: StyleName): string {
  if (cell === null) return '';
  const value = typeof cell === 'object' ? cell.result : cell;
  if (typeof value === 'string') return value;
  if (WHOLE_NUMBERS.has(style)) return String(value);
  if (style === 'percent') return `${formatPoints(Math.round(value * 10_000))}%`;
  return formatPoints(Math.round(value * 100));
}
