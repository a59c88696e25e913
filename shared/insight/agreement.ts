/** Markings of one place by several scorers; those who did not mark it are simply not there. */
export type Ratings = readonly number[];

export interface Agreement {
  /** 1: the scorers agree in everything; 0: no better than chance; below: they contradict each other. null: nothing to compare. */
  readonly alpha: number | null;
  /** Places marked by two or more. */
  readonly places: number;
  /** Markings of those places. */
  readonly markings: number;
}

/**
 * Krippendorff's alpha for interval data: 1 − observed over expected squared disagreement, with any number of scorers and
 * any markings missing. K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
 *
 * Where every marking is the same there is no variation to agree about; alpha is then null.
 */
export function krippendorffAlpha(places: readonly Ratings[]): Agreement {
  const paired = places.filter((ratings) => ratings.length > 1);
  const all = paired.flat();
  const counted = { places: paired.length, markings: all.length };
  // Σ over ordered pairs of (a − b)² is 2(n Σx² − (Σx)²).
  const expected = squaredPairs(all) / (all.length - 1);
  if (all.length === 0 || expected === 0) return { alpha: null, ...counted };
  const observed = paired.reduce((sum, ratings) => sum + squaredPairs(ratings) / (ratings.length - 1), 0);
  return { alpha: 1 - observed / expected, ...counted };
}

function squaredPairs(values: Ratings): number {
  // From the mean, so that large equal parts do not eat the digits.
  const centre = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return 2 * values.length * squares;
}

/** Customary lines: from 0.8 results are relied on, from 0.667 only tentative conclusions are drawn. */
export const AGREEMENT_GOOD = 0.8;
export const AGREEMENT_TENTATIVE = 0.667;

export type AgreementLevel = 'good' | 'tentative' | 'poor' | 'same' | 'none';

export function agreementLevel({ alpha, places }: Agreement): AgreementLevel {
  if (places === 0) return 'none';
  if (alpha === null) return 'same';
  if (alpha >= AGREEMENT_GOOD) return 'good';
  return alpha >= AGREEMENT_TENTATIVE ? 'tentative' : 'poor';
}

const LEVEL_TEXTS: Readonly<Record<AgreementLevel, string>> = {
  good: '几位评分人基本一致',
  tentative: '需要商量：评分尺度有出入',
  poor: '差异很大：请先统一评分尺度，再认定得分',
  same: '几位评分人的评分完全相同',
  none: '没有由两人以上评过的指标，无从比较',
};

/** Agreement in plain words. */
export function agreementText(agreement: Agreement): string {
  return LEVEL_TEXTS[agreementLevel(agreement)];
}
