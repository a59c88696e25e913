import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalsAfter, foldAdjustments } from '@shared/review/foldAdjustments';

const step = (fromPoints: number, toPoints: number) => ({ fromPoints, toPoints });

describe('foldAdjustments', () => {
  it.each([
    ['none', 50, [], 0],
    ['one up', 50, [step(50, 80)], 30],
    ['up, then down', 50, [step(50, 80), step(80, 40)], -10],
    ['the score raised since: never above the limit', 80, [step(50, 100)], 20],
    ['the score lowered since: never below zero', 10, [step(50, 20)], -10],
    ['cut at the limit, then decided anew from there', 80, [step(50, 100), step(100, 70)], -10],
  ])('%s', (_name, points, steps, adjustment) => {
    expect(foldAdjustments(points, steps, 100)).toBe(adjustment);
  });

  it('the last step decided on the score as it stood lands on what was decided', () => {
    const decisions = fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(1000), decisions, (points, wanted) => {
        let final = points;
        const steps = wanted.map((to) => {
          const next = step(final, to);
          final = to;
          return next;
        });
        expect(finalsAfter(points, steps, 1000)).toEqual(wanted);
      }),
    );
  });

  it('stays between zero and the limit whatever becomes of the score', () => {
    const steps = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)).map(([from, to]) => step(from, to)));
    fc.assert(
      fc.property(fc.nat(1000), steps, (points, list) => {
        const final = points + foldAdjustments(points, list, 1000);
        expect(final).toBeGreaterThanOrEqual(0);
        expect(final).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
