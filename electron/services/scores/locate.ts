import { belongsToUnit } from '@shared/domain/unit';
import { itemNotFound } from '@shared/errors/indicators';
import { itemNotOfUnit } from '@shared/errors/scores';
import { unitNotFound } from '@shared/errors/units';
import type { ItemView, UnitView } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';

/** @throws {AppError} UNIT_NOT_FOUND */
export function requireUnit(assessment: Assessment, unitId: number): UnitView {
  const unit = assessment.unitById.get(unitId);
  if (!unit) throw unitNotFound();
  return unit;
}

/** @throws {AppError} ITEM_NOT_FOUND */
export function requireItem(assessment: Assessment, itemId: number): ItemView {
  const item = assessment.itemById.get(itemId);
  if (!item) throw itemNotFound();
  return item;
}

/** A unit and an item of its table. @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT */
export function locate(
  assessment: Assessment,
  unitId: number,
  itemId: number,
): { readonly unit: UnitView; readonly item: ItemView } {
  const unit = requireUnit(assessment, unitId);
  const item = requireItem(assessment, itemId);
  if (!belongsToUnit(item, unit)) throw itemNotOfUnit({ unit: unit.name, code: item.code });
  return { unit, item };
}
