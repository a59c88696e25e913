import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  ceil,
  compare,
  divide,
  floor,
  fraction,
  fractionFromQuantity,
  fractionOf,
  multiply,
  roundHalfUp,
  roundToPoints,
  scaleHalfUp,
  subtract,
  toFixed,
  type Fraction,
} from '@shared/domain/fraction';
import { Rational } from '../../helpers/independent/rational';

const big = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 24n });

function same(got: Fraction, expected: Rational): void {
  expect(Rational.of(got.n, got.d).equals(expected)).toBe(true);
}

describe('fraction', () => {
  it('rounds halves up where binary fractions would not', () => {
    // (1.005).toFixed(2) is "1.00" in JavaScript
    expect(roundToPoints(multiply(fractionFromQuantity('1.005'), fractionOf(100)))).toBe(101);
    expect(toFixed(fractionFromQuantity('1.005'), 2)).toBe('1.01');
    expect(toFixed(fractionFromQuantity('-1.005'), 2)).toBe('-1.00');
    expect(toFixed(fractionFromQuantity('0.4'), 0)).toBe('0');
  });

  it('is floor((2n + d) / 2d), as the practice page defines it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), positive, (n, d) => {
        expect(roundHalfUp(fraction(n, d))).toBe((2n * n + d) / (2n * d));
      }),
    );
  });

  it('agrees with reduced fractions', () => {
    fc.assert(
      fc.property(big, positive, big, positive, (a, b, c, d) => {
        const [left, right] = [fraction(a, b), fraction(c, d)];
        const [one, other] = [Rational.of(a, b), Rational.of(c, d)];
        same(add(left, right), one.plus(other));
        same(subtract(left, right), one.minus(other));
        same(multiply(left, right), one.times(other));
        if (c !== 0n) same(divide(left, right), one.over(other));
        expect(compare(left, right) < 0).toBe(one.isLess(other));
        expect(floor(left)).toBe(one.whole());
        expect(ceil(left)).toBe(-Rational.of(-a, b).whole());
      }),
    );
  });

  it('scales whole numbers alike below and above what plain numbers hold', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 31 - 1),
        fc.nat(2 ** 24),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        (n, factor, d) => {
          expect(scaleHalfUp(n, factor, d)).toBe(
            Number(roundHalfUp(fraction(BigInt(n) * BigInt(factor), d))),
          );
        },
      ),
    );
    expect(scaleHalfUp(9_007_199_254_740_991, 10_000, 10_000)).toBe(9_007_199_254_740_991);
  });

  it('has no value over 0', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
  });
});
