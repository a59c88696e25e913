import { parsePoints } from '@shared/domain/points';

/** A cell of 其他得分: one unit, one component. */
export interface GridCell {
  readonly unitId: number;
  readonly componentId: number;
}

export interface CellValue extends GridCell {
  readonly score: string;
}

export const cellKey = ({ unitId, componentId }: GridCell): string => `${unitId}:${componentId}`;

/** What is wrong with a typed score; '' where nothing is. A blank cell takes the score away. */
export function scoreProblem(text: string): string {
  if (text.trim() === '') return '';
  const points = parsePoints(text);
  return points === null || points > 10_000 ? '应为0至100，最多两位小数' : '';
}

/** Cells as copied from Excel or WPS: tab between columns, line break between rows, one break at the end left out. */
export function readPasted(text: string): readonly (readonly string[])[] {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return rows.map((row) => row.split('\t').map((cell) => cell.trim()));
}

/** Whether a paste means several cells; a single value goes into the field like any text. */
export function isGridPaste(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, ''));
}

export interface PasteResult {
  readonly values: readonly CellValue[];
  /** Cells that were no score, and cells beyond the last row or column; nothing of them was taken. */
  readonly refused: number;
}

/** Lays pasted cells over the grid from a cell on, to the right and down. */
export function pasteInto(
  rows: readonly (readonly string[])[],
  from: GridCell,
  unitIds: readonly number[],
  componentIds: readonly number[],
): PasteResult {
  const top = unitIds.indexOf(from.unitId);
  const left = componentIds.indexOf(from.componentId);
  const values: CellValue[] = [];
  let refused = 0;
  rows.forEach((cells, down) =>
    cells.forEach((score, right) => {
      const unitId = unitIds[top + down];
      const componentId = componentIds[left + right];
      if (unitId === undefined || componentId === undefined || scoreProblem(score) !== '') refused += 1;
      else values.push({ unitId, componentId, score });
    }),
  );
  return { values, refused };
}
