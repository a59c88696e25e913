/** Place of the item that was read from a row of the file; null for title, heading or a row that gave none. */
export function itemOfRow(rows: readonly number[], row: number | null): number | null {
  if (row === null) return null;
  const index = rows.indexOf(row);
  return index === -1 ? null : index;
}
