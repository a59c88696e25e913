import type { ScoringItem } from './indicatorSystem';
import { nameKey } from './sameName';

/** A body being assessed (被考评单位). */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** Name of its unit group (单位类别). */
  readonly group: string;
  readonly tags: readonly string[];
  /** 排序: place in lists. */
  readonly position: number;
}

export const STANDARD_GROUPS = ['有行政执法权部门', '无行政执法权部门', '镇（街道）'] as const;

/**
 * Whether an item belongs to a unit's table at all: its group is listed (or none is) and, where the item asks for
 * tags, one is in common. The first two of the four sources of 不适用; practice page §7.1.
 */
export function belongsToUnit(
  item: Pick<ScoringItem, 'groups' | 'unitTags'>,
  unit: Pick<Unit, 'group' | 'tags'>,
): boolean {
  if (item.groups.length > 0 && !holdsName(item.groups, unit.group)) return false;
  return item.unitTags.length === 0 || item.unitTags.some((tag) => holdsName(unit.tags, tag));
}

/** Names come from two tables, whose writers need not have used the same brackets and blanks. */
function holdsName(names: readonly string[], name: string): boolean {
  return names.includes(name) || names.some((one) => keyOf(one) === keyOf(name));
}

/** Asked for every unit and item, of a handful of names. */
const keys = new Map<string, string>();

function keyOf(name: string): string {
  let key = keys.get(name);
  if (key === undefined) keys.set(name, (key = nameKey(name)));
  return key;
}
