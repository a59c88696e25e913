import { belongsToUnit, type Unit } from '@shared/domain/unit';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Points } from '@shared/domain/points';

export interface Applicability {
  /** Base items of the unit's table. */
  readonly items: number;
  readonly points: Points;
}

/**
 * How many base items, and how many points, belong to each unit by group and tags. Units of the same group and tags
 * are computed once: a province has 4,000 of them and a dozen kinds.
 */
export function applicabilityOf(
  items: readonly ScoringItem[],
  units: readonly Pick<Unit, 'group' | 'tags'>[],
): Applicability[] {
  const base = items.filter((item) => item.section === 'base');
  const known = new Map<string, Applicability>();
  return units.map((unit) => {
    const key = JSON.stringify([unit.group, [...unit.tags].sort()]);
    let result = known.get(key);
    if (!result) {
      const own = base.filter((item) => belongsToUnit(item, unit));
      result = { items: own.length, points: own.reduce((sum, item) => sum + item.points, 0) };
      known.set(key, result);
    }
    return result;
  });
}
