import type { Assessment } from '../../assessment/assessment';

/**
 * Name of a cell on every machine: kind, year, unit, item and what else tells it from others. Codes do not change once a
 * year is published, and nothing leaves before. With fewer parts: what the names of all such cells begin with.
 */
export function cellName(
  kind: string,
  { cycle }: Pick<Assessment, 'cycle'>,
  ...parts: readonly string[]
): string {
  const own = [kind, cycle.uid, ...parts].map((part) => encodeURIComponent(part));
  return `${own.join(':')}:`;
}

/**
 * The parts after kind and year, as they were; undefined for a cell of another year or kind, and for a name written in any
 * other way than this program's: one place has one name.
 */
export function cellParts(
  kind: string,
  assessment: Pick<Assessment, 'cycle'>,
  cell: string,
): readonly string[] | undefined {
  const before = cellName(kind, assessment);
  if (!cell.startsWith(before) || !cell.endsWith(':')) return undefined;
  try {
    const parts = cell.slice(before.length, -1).split(':').map(decodeURIComponent);
    return cellName(kind, assessment, ...parts) === cell ? parts : undefined;
  } catch {
    return undefined;
  }
}
