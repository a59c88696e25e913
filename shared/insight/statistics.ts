/** Figures that describe, never decide: binary fractions are good enough here, and only here. */

/** Arithmetic mean. @throws {RangeError} of nothing. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('mean of nothing');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Value in the middle; of an even number the mean of the two in the middle. @throws {RangeError} of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('median of nothing');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Median absolute deviation from the median: a spread that a few strange values do not move. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}
