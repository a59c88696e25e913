import { sql, type RawBuilder } from 'kysely';

/**
 * Whether nobody has to score a place any more: it was decided from several markings, or an approved 缺项 request made
 * scoring it needless. The same as the states `settled` and `exempt` of `placeState`.
 *
 * @param unit  column with the unit's id, as `m.unit_id`.
 * @param item  column with the item's id.
 */
export function isOver(unit: string, item: string): RawBuilder<boolean> {
  const [unitId, itemId] = [sql.ref(unit), sql.ref(item)];
  return sql<boolean>`(EXISTS (SELECT 1 FROM settlement AS over
      WHERE over.unit_id = ${unitId} AND over.item_id = ${itemId})
    OR ${isExempt(unit, item)})`;
}

/** Whether an approved 缺项 request made scoring a place needless. */
export function isExempt(unit: string, item: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM not_applicable_request AS absent
    WHERE absent.unit_id = ${sql.ref(unit)} AND absent.item_id = ${sql.ref(item)} AND absent.state = 'approved')`;
}

/** Places of a cycle that are over, each once: `unit_id`, `item_id`. */
export function placesOver(cycleId: number): RawBuilder<unknown> {
  return sql`SELECT over.unit_id, over.item_id FROM unit CROSS JOIN settlement AS over ON over.unit_id = unit.id
      WHERE unit.cycle_id = ${cycleId}
    UNION SELECT absent.unit_id, absent.item_id FROM unit
      CROSS JOIN not_applicable_request AS absent ON absent.unit_id = unit.id AND absent.state = 'approved'
      WHERE unit.cycle_id = ${cycleId}`;
}
