import type { DataColumn } from './DataTable';
import { compareText } from './tableFilter';

/** How a table is filtered and sorted by its head. */
export interface TableView {
  /** Column key → texts of which one must be there; nothing chosen: all. */
  readonly filters: Readonly<Record<string, readonly unknown[] | null>>;
  readonly sortKey: unknown;
  readonly order: 'ascend' | 'descend' | null | undefined;
}

export const PLAIN_VIEW: TableView = { filters: {}, sortKey: undefined, order: null };

/** Order of two rows by one column; empty ones come last. */
export function compareBy<T>({ sortBy, text }: DataColumn<T>): (a: T, b: T) => number {
  const keyOf = sortBy ?? text;
  return (a, b) => compareKeys(keyOf(a), keyOf(b));
}

function compareKeys(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

/** The rows as the table shows them: filtered and sorted by its visible columns. */
export function shownRows<T>(
  rows: readonly T[],
  columns: readonly DataColumn<T>[],
  { filters, sortKey, order }: TableView,
): readonly T[] {
  const chosen = columns.flatMap((column) => {
    const texts = column.filters ? filters[column.key] : null;
    return texts && texts.length > 0 ? [{ column, texts: new Set(texts) }] : [];
  });
  const kept =
    chosen.length === 0
      ? rows
      : rows.filter((row) => chosen.every(({ column, texts }) => texts.has(column.text(row))));
  const sorted = order ? columns.find(({ key }) => key === sortKey) : undefined;
  if (!sorted) return kept;
  const compare = compareBy(sorted);
  return kept.toSorted(order === 'descend' ? (a, b) => -compare(a, b) : compare);
}
