import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementLevel, agreementText, krippendorffAlpha } from '@shared/insight/agreement';

/** Scorers by line, units by column, a dot for none; as the published tables stand. */
function places(...lines: string[]): number[][] {
  const rows = lines.map((line) => line.split(' '));
  return (rows[0] ?? []).map((_, unit) =>
    rows.flatMap((row) => (row[unit] === '.' ? [] : [Number(row[unit])])),
  );
}

describe('krippendorffAlpha', () => {
  it('gives 0.849 for Krippendorff’s own example of four observers and missing data', () => {
    // K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C and D: interval data.
    const example = places(
      '1 2 3 3 2 1 4 1 2 . . .',
      '1 2 3 3 2 2 4 1 2 5 . 3',
      '. 3 3 3 2 3 4 2 2 5 1 .',
      '1 2 3 3 2 4 4 1 2 5 1 .',
    );
    const { alpha, places: compared, markings } = krippendorffAlpha(example);
    expect(alpha).toBeCloseTo(0.849, 3);
    // The twelfth unit was seen by one observer only.
    expect({ compared, markings }).toEqual({ compared: 11, markings: 40 });
  });

  it('gives 0.811 for the example of three coders and fifteen units', () => {
    // Wikipedia, Krippendorff's alpha, "A computational example": interval data.
    const example = places(
      '. . . . . 3 4 1 2 1 1 3 3 . 3',
      '1 . 2 1 3 3 4 3 . . . . . . .',
      '. . 2 1 3 4 4 . 2 1 1 3 3 . 4',
    );
    expect(krippendorffAlpha(example).alpha).toBeCloseTo(0.811, 3);
  });

  it('is 1 where all agree, below 0 where they contradict each other, null where nothing varies', () => {
    expect(
      krippendorffAlpha([
        [1, 1],
        [5, 5],
      ]).alpha,
    ).toBe(1);
    expect(
      krippendorffAlpha([
        [1, 5],
        [5, 1],
      ]).alpha,
    ).toBeLessThan(0);
    expect(
      krippendorffAlpha([
        [4, 4],
        [4, 4],
      ]),
    ).toEqual({ alpha: null, places: 2, markings: 4 });
    expect(krippendorffAlpha([[4], []])).toEqual({ alpha: null, places: 0, markings: 0 });
  });

  it('does not depend on the order of scorers or places, on a shift or on the unit of measure', () => {
    const ratings = fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(ratings, fc.integer({ min: 1, max: 9 }), (all, factor) => {
        const alpha = krippendorffAlpha(all).alpha;
        const turned = all.toReversed().map((each) => each.toReversed().map((x) => x * factor + 7));
        const other = krippendorffAlpha(turned).alpha;
        expect(other === null).toBe(alpha === null);
        expect(other ?? 0).toBeCloseTo(alpha ?? 0, 6);
      }),
    );
  });
});

describe('agreement in words', () => {
  it.each([
    [0.8, 'good', '几位评分人基本一致'],
    [0.799, 'tentative', '需要商量：评分尺度有出入'],
    [0.667, 'tentative', '需要商量：评分尺度有出入'],
    [0.666, 'poor', '差异很大：请先统一评分尺度，再认定得分'],
  ] as const)('says of %d: %s', (alpha, level, text) => {
    const agreement = { alpha, places: 3, markings: 6 };
    expect(agreementLevel(agreement)).toBe(level);
    expect(agreementText(agreement)).toBe(text);
  });
  it('does not call identical markings a failure', () => {
    expect(agreementLevel({ alpha: null, places: 2, markings: 4 })).toBe('same');
    expect(agreementLevel({ alpha: null, places: 0, markings: 0 })).toBe('none');
  });
});
