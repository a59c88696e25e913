import { mean } from './statistics';

/** One scorer's points for one place, in percent of what the item can earn. */
export interface Rate {
  readonly scorer: string;
  readonly percent: number;
}

export interface Severity {
  readonly scorer: string;
  /** Mean difference to the others in percent of the points: above 0 more generous, below 0 stricter. */
  readonly difference: number;
  /** Places compared. */
  readonly places: number;
}

/** Mean signed difference of each scorer to the mean of the others at the same places. Places with one scorer say nothing. */
export function severityByPlace(places: readonly (readonly Rate[])[]): readonly Severity[] {
  const differences = new Map<string, number[]>();
  for (const rates of places) {
    const sum = rates.reduce((total, { percent }) => total + percent, 0);
    if (rates.length < 2) continue;
    for (const { scorer, percent } of rates) {
      gather(differences, scorer, percent - (sum - percent) / (rates.length - 1));
    }
  }
  return toSeverities(differences);
}

/** How often and how highly one scorer scored one item over all units. */
export interface ItemMean {
  readonly itemId: number;
  readonly scorer: string;
  /** Sum of the percents. */
  readonly sum: number;
  readonly count: number;
}

/**
 * For items each unit of which has one scorer: mean difference of the scorer's rates to the item's mean over all units,
 * whoever scored. Items with a single scorer say nothing and are left out.
 */
export function severityByItem(means: readonly ItemMean[]): readonly Severity[] {
  const byItem = new Map<number, ItemMean[]>();
  for (const each of means) gather(byItem, each.itemId, each);
  const totals = new Map<string, { sum: number; count: number }>();
  for (const own of byItem.values()) {
    if (own.length < 2) continue;
    const count = own.reduce((n, each) => n + each.count, 0);
    const overall = own.reduce((sum, each) => sum + each.sum, 0) / count;
    for (const each of own) {
      const total = totals.get(each.scorer) ?? { sum: 0, count: 0 };
      total.sum += each.sum - overall * each.count;
      total.count += each.count;
      totals.set(each.scorer, total);
    }
  }
  return inOrder(
    [...totals].map(([scorer, { sum, count }]) => ({ scorer, difference: sum / count, places: count })),
  );
}

function gather<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function toSeverities(differences: ReadonlyMap<string, readonly number[]>): readonly Severity[] {
  return inOrder(
    [...differences].map(([scorer, values]) => ({
      scorer,
      difference: mean(values),
      places: values.length,
    })),
  );
}

/** Strictest first. */
function inOrder(severities: readonly Severity[]): readonly Severity[] {
  return [...severities].sort((a, b) => a.difference - b.difference || (a.scorer < b.scorer ? -1 : 1));
}

/** Below this share of the points nobody is called strict or generous. */
const NOTABLE_PERCENT = 5;

/** Severity in plain words. */
export function severityText({ difference }: Severity): string {
  if (difference <= -NOTABLE_PERCENT) return '偏严';
  return difference >= NOTABLE_PERCENT ? '偏宽' : '适中';
}
