import type { Points, Quantity } from './points';

/** An exact number n/d with d > 0, not reduced. What lies between an input and its one rounding. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };

/** A whole number (or points in hundredths) as a fraction. */
export function fractionOf(whole: number | bigint): Fraction {
  return { n: BigInt(whole), d: 1n };
}

/** n/d of two whole numbers. @throws {RangeError} if d is 0: the caller must have refused it before. */
export function fraction(n: number | bigint, d: number | bigint): Fraction {
  const denominator = BigInt(d);
  if (denominator === 0n) throw new RangeError('fraction with denominator 0');
  return denominator < 0n ? { n: -BigInt(n), d: -denominator } : { n: BigInt(n), d: denominator };
}

/** The exact value of a decimal text such as "99.5" or "-3". */
export function fractionFromQuantity(quantity: Quantity): Fraction {
  const point = quantity.indexOf('.');
  if (point < 0) return { n: BigInt(quantity), d: 1n };
  const decimals = quantity.length - point - 1;
  return { n: BigInt(quantity.slice(0, point) + quantity.slice(point + 1)), d: 10n ** BigInt(decimals) };
}

/** Negative, zero or positive as a is less than, equal to or greater than b. Exact. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** @throws {RangeError} if b is 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n);
}

/** a held between low and high. */
export function clamp(a: Fraction, low: Fraction, high: Fraction): Fraction {
  if (compare(a, low) < 0) return low;
  return compare(a, high) > 0 ? high : a;
}

/** Largest whole number not above the fraction. */
export function floor(a: Fraction): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && a.n % a.d !== 0n ? quotient - 1n : quotient;
}

/** Smallest whole number not below the fraction. */
export function ceil(a: Fraction): bigint {
  return -floor({ n: -a.n, d: a.d });
}

/** floor((2n + d) / 2d), practice page §6: the one rounding of the engine. Halves go up. */
export function roundHalfUp(a: Fraction): bigint {
  return floor({ n: 2n * a.n + a.d, d: 2n * a.d });
}

/** Whether the fraction is a whole number. */
export function isWhole(a: Fraction): boolean {
  return a.n % a.d === 0n;
}

/** Rounds a fraction of hundredths to hundredths, half up. */
export function roundToPoints(hundredths: Fraction): Points {
  return Number(roundHalfUp(hundredths));
}

/**
 * roundHalfUp(n × factor / d) on whole numbers; stays with plain numbers where every product is provably exact.
 * All ≥ 0, d > 0.
 */
export function scaleHalfUp(n: number, factor: number, d: number): number {
  const doubled = 2 * n * factor + d;
  if (doubled <= Number.MAX_SAFE_INTEGER && 2 * d <= Number.MAX_SAFE_INTEGER) {
    const divisor = 2 * d;
    return (doubled - (doubled % divisor)) / divisor;
  }
  return Number(roundHalfUp({ n: BigInt(n) * BigInt(factor), d: BigInt(d) }));
}

/** Decimal text rounded half up to `decimals` places, always that many. */
export function toFixed(a: Fraction, decimals: number): string {
  const scaled = roundHalfUp({ n: a.n * 10n ** BigInt(decimals), d: a.d });
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
