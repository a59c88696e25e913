import type { ScoringItem } from '../domain/indicatorSystem';
import { formatPoints } from '../domain/points';

/** What of an item decides whether two years may be compared. */
export type ItemDefinition = Pick<
  ScoringItem,
  'code' | 'name' | 'requirement' | 'points' | 'rules' | 'standard'
>;

/**
 * What differs in an item from year to year, in words; '' where nothing does. A year that does not know the item says
 * nothing.
 *
 * @param years  earliest first.
 */
export function definitionChanges(years: readonly (ItemDefinition | null)[]): string {
  const known = years.filter((year): year is ItemDefinition => year !== null);
  const found = new Set<string>();
  for (const [index, later] of known.entries()) {
    const earlier = known[index - 1];
    if (earlier) for (const text of differences(earlier, later)) found.add(text);
  }
  return [...found].join('；');
}

function differences(earlier: ItemDefinition, later: ItemDefinition): string[] {
  const texts: string[] = [];
  if (earlier.points !== later.points) {
    texts.push(`分值 ${formatPoints(earlier.points)}→${formatPoints(later.points)}`);
  }
  if (earlier.name !== later.name) texts.push('名称有变');
  if (earlier.requirement !== later.requirement) texts.push('考核要求有变');
  const isSameRule = JSON.stringify(earlier.rules) === JSON.stringify(later.rules);
  if (!isSameRule || earlier.standard !== later.standard) texts.push('评分标准有变');
  return texts;
}

/** The same for a level-1 part: which items it has and what they are worth. */
export function partChanges(years: readonly (readonly ItemDefinition[] | null)[]): string {
  const shapes = years.flatMap((items) => (items && items.length > 0 ? [shapeOf(items)] : []));
  return shapes.some((shape, index) => index > 0 && shape !== shapes[index - 1]) ? '指标或分值有变' : '';
}

function shapeOf(items: readonly ItemDefinition[]): string {
  return JSON.stringify(items.map(({ code, name, points, rules }) => [code, name, points, rules]).sort());
}
