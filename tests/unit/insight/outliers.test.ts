import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeItem } from '@shared/insight/itemSpread';
import { isOutlier, modifiedZScores } from '@shared/insight/outliers';
import { severityByItem, severityByPlace, severityText } from '@shared/insight/severity';
import { median, medianAbsoluteDeviation } from '@shared/insight/statistics';

const outliersOf = (values: readonly number[], full: number): number[] =>
  modifiedZScores(values, full).flatMap((z, index) => (isOutlier(z) ? [index] : []));

describe('modified z-score', () => {
  it('is 0.6745 (x − median) / MAD', () => {
    // 2.1 2.6 2.4 2.5 2.3 2.1 2.3 2.6 8.2: median 2.4, MAD 0.2; 8.2 has 0.6745 × 5.8 / 0.2 = 19.56.
    const values = [210, 260, 240, 250, 230, 210, 230, 260, 820];
    expect([median(values), medianAbsoluteDeviation(values)]).toEqual([240, 20]);
    expect(modifiedZScores(values, 0).at(-1)).toBeCloseTo(19.56, 2);
    expect(outliersOf(values, 1000)).toEqual([8]);
  });

  it('finds nothing among equal scores, nor a hair’s breadth beside them', () => {
    expect(outliersOf([100, 100, 100, 100], 100)).toEqual([]);
    expect(outliersOf([100, 100, 100, 95], 100)).toEqual([]);
    expect(outliersOf([100, 100, 100, 100, 80], 100)).toEqual([4]);
    expect(outliersOf([], 100)).toEqual([]);
  });

  it('never finds most of the values strange', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }), (values) => {
        expect(outliersOf(values, 500).length * 2).toBeLessThanOrEqual(values.length);
      }),
    );
  });
});

describe('describeItem', () => {
  it('says nothing of nothing', () => expect(describeItem([], 500)).toEqual({ spread: null, zScores: [] }));

  it('counts each score by itself where there are few', () => {
    const { spread } = describeItem([500, 400, 500, 500], 500);
    expect(spread).toMatchObject({
      count: 4,
      lowest: 400,
      highest: 500,
      mean: 475,
      median: 500,
      outliers: 1,
    });
    expect(spread?.distribution).toEqual([
      { from: 400, to: 400, count: 1 },
      { from: 500, to: 500, count: 3 },
    ]);
  });

  it('loses nobody in ten steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 80 }), (values) => {
        const { spread } = describeItem(values, 1000);
        expect(spread?.distribution.reduce((sum, bar) => sum + bar.count, 0)).toBe(values.length);
        for (const bar of spread?.distribution ?? []) {
          expect(values.filter((value) => value >= bar.from && value <= bar.to).length).toBe(bar.count);
        }
      }),
    );
  });
});

describe('severity of scorers', () => {
  const rate = (scorer: string, percent: number) => ({ scorer, percent });

  it('is the mean difference to the others at the same places', () => {
    const places = [
      [rate('甲', 80), rate('乙', 90), rate('丙', 100)],
      [rate('甲', 70), rate('乙', 80)],
      [rate('丙', 0)],
    ];
    expect(severityByPlace(places)).toEqual([
      { scorer: '甲', difference: -12.5, places: 2 },
      { scorer: '乙', difference: 5, places: 2 },
      { scorer: '丙', difference: 15, places: 1 },
    ]);
  });

  it('adds up to nothing over two scorers', () => {
    const places = fc.array(fc.tuple(fc.integer({ max: 100, min: 0 }), fc.integer({ max: 100, min: 0 })));
    fc.assert(
      fc.property(places, (all) => {
        const found = severityByPlace(all.map(([a, b]) => [rate('甲', a), rate('乙', b)]));
        expect(found.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(0, 6);
      }),
    );
  });

  it('compares single scores with the item’s mean, and leaves items with one scorer out', () => {
    const means = [
      { itemId: 1, scorer: '甲', sum: 160, count: 2 },
      { itemId: 1, scorer: '乙', sum: 200, count: 2 },
      { itemId: 2, scorer: '甲', sum: 10, count: 1 },
    ];
    expect(severityByItem(means)).toEqual([
      { scorer: '甲', difference: -10, places: 2 },
      { scorer: '乙', difference: 10, places: 2 },
    ]);
  });

  it.each([
    [-5, '偏严'],
    [-4.9, '适中'],
    [4.9, '适中'],
    [5, '偏宽'],
  ])('calls %d percent %s', (difference, word) =>
    expect(severityText({ scorer: '甲', difference, places: 1 })).toBe(word),
  );
});
