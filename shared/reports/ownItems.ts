import { belongsToUnit } from '../domain/unit';
import type { ItemView, UnitView } from '../ipc/views';

/** The items of a unit's own table, in table order. */
export type OwnItems = (unit: Pick<UnitView, 'group' | 'tags'>) => readonly ItemView[];

/** Units of one group with the same tags share one list, so that thousands of units cost a handful of them. */
export function ownItemsOf(items: readonly ItemView[]): OwnItems {
  const lists = new Map<string, readonly ItemView[]>();
  return (unit) => {
    const key = JSON.stringify([unit.group, ...unit.tags]);
    const known = lists.get(key);
    if (known) return known;
    const own = items.filter((item) => belongsToUnit(item, unit));
    lists.set(key, own);
    return own;
  };
}
