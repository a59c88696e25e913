/** One run of a row: what we took and what the floor took beside it, in the row's unit. */
export interface Pair {
  readonly ours: number;
  readonly floor: number;
}

/** One line of the table. */
export interface Measured {
  /** S1, S5 time, S5 memory …: the id of the quality page first. */
  readonly row: string;
  readonly work: string;
  readonly unit: 'ms' | 'MB' | 'slope';
  /** Highest ratio aimed at; null where a figure is reported but not judged. */
  readonly aim: number | null;
  readonly pairs: readonly Pair[];
  /** What a reader needs to know of this run: sizes, places. */
  readonly note: string;
}

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Summary {
  readonly ours: Spread;
  readonly floor: Spread;
  /** Of the runs' own ratios, so that a slow spell of the machine, which meets both, cancels out. */
  readonly ratio: Spread;
}

export function summarise(pairs: readonly Pair[]): Summary {
  return {
    ours: spread(pairs.map(({ ours }) => ours)),
    floor: spread(pairs.map(({ floor }) => floor)),
    ratio: spread(pairs.map(({ ours, floor }) => ours / floor)),
  };
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: percentile(sorted, 50), lowest: percentile(sorted, 0), highest: percentile(sorted, 100) };
}

/** Nearest rank below or at, with the mean of the two middle ones for the median of an even count. */
export function percentile(sorted: readonly number[], percent: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = ((sorted.length - 1) * percent) / 100;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * Runs both by turns, each first as often as the other. One run of each before the first that counts warms caches.
 */
export async function interleave<T>(
  runs: number,
  ours: () => Promise<T>,
  floor: () => Promise<T>,
): Promise<{ readonly ours: T; readonly floor: T }[]> {
  await ours();
  await floor();
  const results: { ours: T; floor: T }[] = [];
  for (let run = 0; run < runs; run += 1) {
    if (run % 2 === 0) {
      const first = await ours();
      results.push({ ours: first, floor: await floor() });
    } else {
      const first = await floor();
      results.push({ ours: await ours(), floor: first });
    }
  }
  return results;
}
