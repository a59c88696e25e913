import type { Points } from '../domain/points';
import { isOutlier, modifiedZScores } from './outliers';
import { mean, median } from './statistics';

/** How the scores of one item lie over its units. Figures in hundredths; mean and median rounded for the eye. */
export interface ItemSpread {
  readonly count: number;
  readonly lowest: Points;
  readonly highest: Points;
  readonly mean: Points;
  readonly median: Points;
  readonly outliers: number;
  /** How many units have which score, lowest first; each score by itself, or ten equal steps where there are many. */
  readonly distribution: readonly { readonly from: Points; readonly to: Points; readonly count: number }[];
}

export interface SpreadOf {
  /** null where nothing is scored. */
  readonly spread: ItemSpread | null;
  /** Modified z-score of each value, in the order given. */
  readonly zScores: readonly number[];
}

const MOST_BARS = 12;
const STEPS = 10;

/**
 * Describes the scores of one item and finds those that stand out. Practice page §15: uneven discretion asks for a grid
 * over the units and an outlier alert.
 *
 * @param scores  hundredths, one per scored unit.
 * @param full    the item's points in hundredths.
 */
export function describeItem(scores: readonly Points[], full: Points): SpreadOf {
  if (scores.length === 0) return { spread: null, zScores: [] };
  const zScores = modifiedZScores(scores, full);
  // Not Math.min(...): a province has thousands of units.
  const lowest = scores.reduce((low, score) => Math.min(low, score));
  const highest = scores.reduce((high, score) => Math.max(high, score));
  return {
    spread: {
      count: scores.length,
      lowest,
      highest,
      mean: Math.round(mean(scores)),
      median: Math.round(median(scores)),
      outliers: zScores.filter(isOutlier).length,
      distribution: distribute(scores, lowest, highest),
    },
    zScores,
  };
}

function distribute(scores: readonly Points[], lowest: Points, highest: Points): ItemSpread['distribution'] {
  const counts = new Map<Points, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  if (counts.size <= MOST_BARS) {
    return [...counts]
      .sort((a, b) => a[0] - b[0])
      .map(([score, count]) => ({ from: score, to: score, count }));
  }
  const width = Math.ceil((highest - lowest + 1) / STEPS);
  const steps = Array.from({ length: STEPS }, (_, step) => ({
    from: lowest + step * width,
    to: lowest + (step + 1) * width - 1,
    count: 0,
  }));
  for (const score of scores) {
    const step = steps[Math.floor((score - lowest) / width)];
    if (step) step.count += 1;
  }
  return steps.filter(({ from }) => from <= highest);
}
