import { median, medianAbsoluteDeviation } from './statistics';

/** From this modified z-score on a value is called an outlier (Iglewicz and Hoaglin 1993). */
export const OUTLIER_LIMIT = 3.5;

/** 0.75 quantile of the normal distribution: makes the median absolute deviation comparable to a standard deviation. */
const NORMAL_QUARTILE = 0.6745;

/** Smallest spread assumed, as a share of full points: where all agree, a hair's breadth is no outlier. */
const LEAST_SPREAD = 0.02;

/**
 * Modified z-score of each value: 0.6745 (x − median) / MAD. Iglewicz and Hoaglin, How to Detect and Handle Outliers,
 * 1993. Equal values have 0, however few others there are.
 *
 * @param values  hundredths.
 * @param full    what the item can earn at most, hundredths; the spread is never taken as less than 2 % of it.
 */
export function modifiedZScores(values: readonly number[], full: number): readonly number[] {
  if (values.length === 0) return [];
  const centre = median(values);
  const spread = Math.max(medianAbsoluteDeviation(values) / NORMAL_QUARTILE, full * LEAST_SPREAD, 1);
  return values.map((value) => (value - centre) / spread);
}

/** Whether a modified z-score is beyond the limit. */
export function isOutlier(zScore: number): boolean {
  return Math.abs(zScore) > OUTLIER_LIMIT;
}
