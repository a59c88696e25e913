import { fractionOf, isWhole, toFixed, type Fraction } from '../domain/fraction';
import { formatPoints, type Points } from '../domain/points';
import type { ItemResult } from '../domain/score';

type Scored = Extract<ItemResult, { status: 'scored' }>;

/** What one scorer's mark comes to before it is rounded to whole hundredths: what a mean is taken of. Hundredths. */
export function exactOf({ exact, points }: Pick<Scored, 'exact' | 'points'>): Fraction {
  return exact ?? fractionOf(points);
}

/** Decimals a value is written out with where it ends by then. */
const MOST_DECIMALS = 6;

/**
 * The unrounded mark as it is told, so that a mean can be repeated by hand: `1.4155`, or `0.9444…，即17/18` where the
 * decimals do not end; '' for whole hundredths.
 */
export function exactText(exact: Fraction | undefined): string {
  if (!exact || isWhole(exact)) return '';
  const { n, d } = reduced({ n: exact.n, d: exact.d * 100n });
  for (let decimals = 3; decimals <= MOST_DECIMALS; decimals += 1) {
    if ((n * 10n ** BigInt(decimals)) % d === 0n) return toFixed({ n, d }, decimals);
  }
  // Cut, not rounded: a shown 0.9445 would suggest that a second rounding follows.
  const digits = ((n * 10_000n) / d).toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}…，即${n}/${d}`;
}

/** `0.94（0.9444…，即17/18）`; `0.80` for whole hundredths. */
export function markedText(points: Points, exact: string): string {
  return exact === '' ? formatPoints(points) : `${formatPoints(points)}（${exact}）`;
}

function reduced({ n, d }: Fraction): Fraction {
  let [a, b] = [n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return { n: n / a, d: d / a };
}
