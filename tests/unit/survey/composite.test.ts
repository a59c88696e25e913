import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@shared/domain/indicatorSystem';
import type { CompositeParts, CompositeWeights } from '@shared/domain/totals';
import { caseFileMean, compositeFinal, countedWeight, weightsText } from '@shared/scoring/composite';
import { isSmallSample, validShare } from '@shared/scoring/sample';
import { explainTotal, totalUnit } from '@shared/scoring/totalUnit';
import { NO_SUMS } from '@shared/scoring/unitSums';
import { linesOf } from '../../helpers/scoringItems';

const WEIGHTS: CompositeWeights = { indicators: 5000, caseFiles: 3000, survey: 2000 };
const parts = (some: Partial<CompositeParts> = {}): CompositeParts => ({
  weights: WEIGHTS,
  caseFiles: { sum: 17000, count: 2 },
  survey: 9012,
  ...some,
});
const base = { ...NO_SUMS, belongingPoints: 10000, belongingItems: 1, scoredPoints: 9119, scoredItems: 1 };

describe('compositeFinal', () => {
  it.each([
    // 91.19 × 50% + 85.00 × 30% + 90.12 × 20% = 45.595 + 25.5 + 18.024 = 89.119
    ['all three parts', parts(), 8912],
    // (45.595 + 18.024) ÷ 70% = 90.8843
    ['no case files', parts({ caseFiles: null }), 9088],
    // (45.595 + 25.5) ÷ 80% = 88.86875
    ['no survey', parts({ survey: null }), 8887],
    ['neither', parts({ caseFiles: null, survey: null }), 9119],
    // The mean 85.333… enters as 256 ÷ 3, not as 85.33.
    ['three files', parts({ caseFiles: { sum: 25600, count: 3 } }), 8922],
  ])('%s', (_, some, expected) => {
    expect(compositeFinal({ ...some, indicators: 9119 })).toBe(expected);
  });

  it('rounds once, halves up: means are not rounded before', () => {
    const weights = { indicators: 5000, caseFiles: 5000, survey: 0 };
    // (0.01 + 0.01 ÷ 3 × …): mean 0.005 would be 0.01 if it were rounded first.
    const some = { weights, indicators: 0, caseFiles: { sum: 1, count: 2 }, survey: null };
    expect(compositeFinal(some)).toBe(0);
    expect(compositeFinal({ ...some, caseFiles: { sum: 2, count: 2 } })).toBe(1);
  });

  it('lies between its lowest and its highest part, and is any part that all of them equal', () => {
    const mark = fc.integer({ min: 0, max: 10_500 });
    fc.assert(
      fc.property(mark, mark, mark, fc.nat(10_000), fc.nat(10_000), (a, b, c, one, two) => {
        const indicators = Math.max(1, one);
        const caseFiles = Math.min(10_000 - indicators, two);
        const weights = { indicators, caseFiles, survey: 10_000 - indicators - caseFiles };
        const final = compositeFinal({ weights, indicators: a, caseFiles: { sum: b, count: 1 }, survey: c });
        expect(final).toBeGreaterThanOrEqual(Math.min(a, b, c));
        expect(final).toBeLessThanOrEqual(Math.max(a, b, c));
        expect(
          compositeFinal({ weights, indicators: a, caseFiles: { sum: a * 7, count: 7 }, survey: a }),
        ).toBe(a);
      }),
    );
  });

  it('agrees with the same on whole numbers without limits', () => {
    const mark = fc.integer({ min: 0, max: 10_500 });
    fc.assert(
      fc.property(mark, fc.nat(3_000_000), fc.integer({ min: 1, max: 300 }), mark, (a, sum, count, c) => {
        const n = 5000n * BigInt(a) * BigInt(count) + 3000n * BigInt(sum) + 2000n * BigInt(c) * BigInt(count);
        const d = 10_000n * BigInt(count);
        const some = { weights: WEIGHTS, indicators: a, caseFiles: { sum, count }, survey: c };
        expect(BigInt(compositeFinal(some))).toBe((2n * n + d) / (2n * d));
      }),
    );
  });
});

describe('totalUnit with a composite', () => {
  it('keeps the final score of the indicators beside the one put together', () => {
    expect(totalUnit({ ...base, composite: parts() }, DEFAULT_SETTINGS)).toMatchObject({
      converted: 9119,
      final: 8912,
      composite: { weights: WEIGHTS, indicators: 9119, caseFiles: { sum: 17000, count: 2 }, survey: 9012 },
    });
  });

  it('takes the part after its own limits, and holds the whole in them too', () => {
    const sums = { ...base, scoredPoints: 10000, bonus: 900, composite: parts({ caseFiles: null }) };
    expect(totalUnit(sums, { ...DEFAULT_SETTINGS, finalMax: 10200 })).toMatchObject({
      composite: { indicators: 10200 },
      // (102 × 50 + 90.12 × 20) ÷ 70
      final: 9861,
    });
    const high = parts({ caseFiles: { sum: 10000, count: 1 }, survey: 10000 });
    expect(totalUnit({ ...base, composite: high }, { ...DEFAULT_SETTINGS, finalMax: 9000 }).final).toBe(9000);
  });

  it('says nothing of parts where none is on', () => {
    expect(totalUnit(base, DEFAULT_SETTINGS)).not.toHaveProperty('composite');
  });
});

describe('explainTotal with a composite', () => {
  const explain = (some: CompositeParts): string[] => {
    const sums = { ...base, composite: some };
    return linesOf([explainTotal(sums, totalUnit(sums, DEFAULT_SETTINGS), DEFAULT_SETTINGS)]);
  };

  it('derives each part and puts them together', () => {
    const lines = explain(parts());
    expect(lines[0]).toBe(
      '最终得分 89.12：指标考核50%＋案卷评查30%＋满意度20%，91.19 × 50% + 170.00 ÷ 2 × 30% + 90.12 × 20% = 89.12',
    );
    expect(lines[1]).toBe('指标考核得分 91.19：折算分 + 加分 − 扣分，91.19 + 0.00 − 0.00 = 91.19');
    expect(lines.slice(-2)).toEqual(['案卷评查均分 85.00：2 份案卷合计 170.00', '满意度得分 90.12']);
  });

  it('says what a unit does not have and that the weights are those of the rest', () => {
    const lines = explain(parts({ caseFiles: null }));
    expect(lines[0]).toBe(
      '最终得分 90.88：指标考核50%＋案卷评查30%＋满意度20%，(91.19 × 50% + 90.12 × 20%) ÷ 70% = 90.88，缺的部分不计入，权重按其余部分折算',
    );
    expect(lines).toContain('案卷评查：没有评查结果，不计入合成');
    expect(explain(parts({ survey: null }))).toContain('满意度：没有测评得分，不计入合成');
  });

  it('leaves parts without weight out', () => {
    const weights = { indicators: 8000, caseFiles: 2000, survey: 0 };
    expect(weightsText(weights)).toBe('指标考核80%＋案卷评查20%');
    expect(explain(parts({ weights, survey: null })).join()).not.toContain('满意度');
    expect(countedWeight(parts({ weights, survey: null }))).toBe(10_000);
  });
});

describe('what is shown beside', () => {
  it('rounds the mean of the files for people only', () => {
    expect(caseFileMean(parts({ caseFiles: { sum: 25600, count: 3 } }))).toBe(8533);
    expect(caseFileMean(parts({ caseFiles: null }))).toBeNull();
  });

  it.each([
    [29, 30, true],
    [30, 30, false],
    [1, 0, false],
  ])('marks a sample of %d below %d: %s', (valid, limit, small) => {
    expect(isSmallSample({ valid }, limit)).toBe(small);
  });

  it.each([
    [100, 85, '85.0%'],
    [3, 2, '66.7%'],
    [1, 1, '100.0%'],
    [2000, 1, '0.1%'],
  ])('%d sent, %d valid: %s', (sent, valid, share) => {
    expect(validShare({ sent, valid })).toBe(share);
  });
});
