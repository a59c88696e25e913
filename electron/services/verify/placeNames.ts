import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema';

/** Units and items of all years by id, for the words of a finding. */
export interface PlaceNames {
  /** “区水利局 · 4.2.3”; only the unit where there is no item. */
  place(unitId: number, itemId: number | null): string;
  /** “4.2.3”. */
  item(itemId: number): string;
  /** “区水利局 · 4.2.3 · 方案.pdf”. */
  evidence(evidenceId: number, itemId: number): string;
}

export async function loadPlaceNames(db: Kysely<Schema>): Promise<PlaceNames> {
  const units = new Map(
    (await db.selectFrom('unit').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  const items = new Map(
    (await db.selectFrom('item').select(['id', 'code']).execute()).map(({ id, code }) => [id, code]),
  );
  const files = new Map(
    (await db.selectFrom('evidence').select(['id', 'unit_id', 'name']).execute()).map((row) => [row.id, row]),
  );
  const item = (itemId: number): string => items.get(itemId) ?? `指标#${itemId}`;
  const place = (unitId: number, itemId: number | null): string => {
    const unit = units.get(unitId) ?? `单位#${unitId}`;
    return itemId === null ? unit : `${unit} · ${item(itemId)}`;
  };
  return {
    place,
    item,
    evidence: (evidenceId, itemId) => {
      const file = files.get(evidenceId);
      return `${place(file?.unit_id ?? 0, itemId)} · ${file?.name ?? `材料#${evidenceId}`}`;
    },
  };
}
