import type { SheetMerge } from './sheet';

/** Finds the merged range of several rows that covers a cell, quickly even where a file has a hundred thousand of them. */
export class VerticalMerges {
  private readonly byColumn = new Map<number, SheetMerge[]>();

  /** @param columns the only columns that can be asked about. */
  constructor(merges: readonly SheetMerge[], columns: Iterable<number>) {
    const vertical = merges.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
    for (const column of columns) {
      this.byColumn.set(
        column,
        vertical.filter(({ left, right }) => column >= left && column <= right),
      );
    }
  }

  /** Ranges of one workbook do not overlap, so the last one that starts at or above the row is the only candidate. */
  at(rowNumber: number, column: number): SheetMerge | undefined {
    const ranges = this.byColumn.get(column) ?? [];
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.top ?? 0) <= rowNumber) low = middle + 1;
      else high = middle;
    }
    const range = ranges[low - 1];
    return range && range.bottom >= rowNumber ? range : undefined;
  }
}
