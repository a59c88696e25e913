import { scaleHalfUp } from '@shared/domain/fraction';
import type { Points } from '@shared/domain/points';
import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import type { ItemScoreRow, ItemView, RecordedScore, UnitProgress } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { isSettledAs, ownEntry } from './sheetState';

/** One unit in the column of an item. */
export interface ColumnLine {
  readonly unit: UnitProgress;
  readonly row: ItemScoreRow;
  readonly entry: ScoreEntry;
  readonly result: ItemResult;
}

/** The item over all units it belongs to, in the order of the unit list, with what was typed meanwhile laid over it. */
export function openColumn(
  item: ItemView,
  rows: readonly ItemScoreRow[],
  units: readonly UnitProgress[],
  typed: (unitId: number) => ScoreEntry | undefined,
  cycleYear: number,
): readonly ColumnLine[] {
  const byUnit = new Map(rows.map((row) => [row.unitId, row]));
  return units.flatMap((unit) => {
    const row = byUnit.get(unit.unitId);
    if (!row) return [];
    const entry = typed(unit.unitId) ?? ownEntry(row);
    return [{ unit, row, entry, result: evaluateItem(item, entry, cycleYear, isSettledAs(row, entry)) }];
  });
}

export function typeInColumn(
  lines: readonly ColumnLine[],
  item: ItemView,
  unitId: number,
  entry: ScoreEntry,
  cycleYear: number,
): readonly ColumnLine[] {
  return lines.map((line) =>
    line.unit.unitId === unitId ? { ...line, entry, result: evaluateItem(item, entry, cycleYear) } : line,
  );
}

export function recordInColumn(
  lines: readonly ColumnLine[],
  { row, marking }: Pick<RecordedScore, 'row' | 'marking'>,
): readonly ColumnLine[] {
  return lines.map((line) =>
    line.unit.unitId === row.unitId
      ? { ...line, row: { ...line.row, ...row, marking: marking ?? line.row.marking } }
      : line,
  );
}

export interface ColumnFigures {
  readonly scored: number;
  readonly mean: Points;
  readonly min: Points;
  readonly max: Points;
}

/** Mean (rounded half up to hundredths), lowest and highest over the scored units; null while nobody is scored. */
export function figuresOf(lines: readonly ColumnLine[]): ColumnFigures | null {
  const points = lines.flatMap(({ result }) => (result.status === 'scored' ? [result.points] : []));
  const [first] = points;
  if (first === undefined) return null;
  let sum = 0;
  let min = first;
  let max = first;
  for (const each of points) {
    sum += each;
    min = Math.min(min, each);
    max = Math.max(max, each);
  }
  return { scored: points.length, mean: scaleHalfUp(sum, 1, points.length), min, max };
}
