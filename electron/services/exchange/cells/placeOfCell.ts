import type { ItemView, UnitView } from '@shared/ipc/views';
import type { Assessment } from '../../assessment/assessment';
import { cellParts } from '../merge/cellName';

/** Where a cell of a score sheet is. */
export interface CellPlace {
  readonly unitId: number;
  readonly itemId: number;
  readonly unit: UnitView;
  readonly item: ItemView;
  /** What else its name holds: the scorer's account, the piece of evidence. */
  readonly rest: readonly string[];
}

/** Unit, item and the rest of a cell's name; undefined where it is of another kind or year, or of what is not here. */
export function placeOfCell(
  kind: string,
  assessment: Assessment,
  cell: string,
  parts: number,
): CellPlace | undefined {
  const [unitCode = '', itemCode = '', ...rest] = cellParts(kind, assessment, cell) ?? [];
  const unit = assessment.unitByCode.get(unitCode);
  const item = assessment.itemByCode.get(itemCode);
  if (!unit || !item || rest.length !== parts - 2 || rest.includes('')) return undefined;
  return { unitId: unit.id, itemId: item.id, unit, item, rest };
}

/** The same for what the program itself has found out to have a place. */
export function requirePlaceOfCell(
  kind: string,
  assessment: Assessment,
  cell: string,
  parts: number,
): CellPlace {
  const place = placeOfCell(kind, assessment, cell, parts);
  if (!place) throw new Error(`no place for ${cell}`);
  return place;
}

export const placeKey = ({ unitId, itemId }: { readonly unitId: number; readonly itemId: number }): string =>
  `${unitId}:${itemId}`;
