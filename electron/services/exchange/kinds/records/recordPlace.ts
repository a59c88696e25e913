import type { ItemView, UnitView } from '@shared/ipc/views';
import { belongsToUnit } from '@shared/domain/unit';
import type { Assessment } from '../../../assessment/assessment';
import type { PlannedRecord } from '../packageHandler';

/** Unit and item of a record, by their codes; undefined where the item is not of the unit's table here. */
export function recordPlace(
  { unitByCode, itemByCode }: Pick<Assessment, 'unitByCode' | 'itemByCode'>,
  { unit: unitCode, item: itemCode }: { readonly unit: string; readonly item: string },
): { readonly unit: UnitView; readonly item: ItemView } | undefined {
  const unit = unitByCode.get(unitCode);
  const item = itemByCode.get(itemCode);
  return unit && item && belongsToUnit(item, unit) ? { unit, item } : undefined;
}

/** 区水利局 · 4.2.3, also for what is not here. */
export function placeText(
  { unitByCode }: Pick<Assessment, 'unitByCode'>,
  { unit, item }: { readonly unit: string; readonly item?: string },
): string {
  const name = unitByCode.get(unit)?.name ?? unit;
  return item === undefined ? name : `${name} · ${item}`;
}

/** A line of the preview. @param why a whole sentence where it is refused. */
export function plannedRecord(
  outcome: PlannedRecord['outcome'],
  place: string,
  what: string,
  why = '',
): PlannedRecord {
  return { outcome, place, what, why };
}
