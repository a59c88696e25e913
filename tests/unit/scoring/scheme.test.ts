import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { SchemeComponent } from '@shared/domain/totals';
import { checkScheme, comprehensiveTotal, contribution, othersTotal } from '@shared/scoring/scheme';
import { simulateLawWeight } from '@shared/scoring/simulateLawWeight';

/** A scheme of one law line and one other that together make the total. */
const scheme = (law: number, total: number): SchemeComponent[] => [
  { name: '法治建设', weight: law, ruleOfLaw: true },
  { name: '其他', weight: total - law, ruleOfLaw: false },
];

describe('checkScheme', () => {
  it.each([
    ['10 of 100', 1000, 10_000, '法治占比 10.00% · 符合不低于10%要求'],
    ['100 of 1000', 10_000, 100_000, '法治占比 10.00% · 符合不低于10%要求'],
    ['12.35 of 100', 1235, 10_000, '法治占比 12.35% · 符合不低于10%要求'],
  ])('accepts %s', (_name, law, total, line) => {
    expect(checkScheme(scheme(law, total))).toEqual({
      ok: true,
      lawWeight: law,
      total,
      sharePercentText: line.slice(5, 11),
      line,
      problems: [],
    });
  });

  it.each([
    ['9.99 of 100', 999, 10_000, '9.99%'],
    ['99.6 of 1000', 9960, 100_000, '9.96%'],
    ['99.99 of 1000, which rounds to 10.00 %', 9999, 100_000, '9.99%'],
    ['0.01 of 1000', 1, 100_000, '0.00%'],
  ])('refuses %s', (_name, law, total, share) => {
    const check = checkScheme(scheme(law, total));
    expect(check.ok).toBe(false);
    expect(check.line).toBe(`法治占比 ${share},低于10%,不能保存`);
    expect(check.problems.map((problem) => problem.code)).toEqual(['SCHEME_LAW_SHARE']);
    expect(check.problems[0]?.message).toContain('不得低于10%');
  });

  it('adds several law lines up: 6 + 2 + 2', () => {
    const lines: SchemeComponent[] = [
      { name: '法治建设', weight: 600, ruleOfLaw: true },
      { name: '普法', weight: 200, ruleOfLaw: true },
      { name: '复议应诉', weight: 200, ruleOfLaw: true },
      { name: '其他', weight: 9000, ruleOfLaw: false },
    ];
    expect(checkScheme(lines)).toMatchObject({ ok: true, lawWeight: 1000 });
  });

  it.each([
    ['a sum of 99.99', scheme(1000, 9999), ['SCHEME_SUM']],
    ['a sum of 500', scheme(10_000, 50_000), ['SCHEME_SUM']],
    ['no law line', [{ name: '其他', weight: 10_000, ruleOfLaw: false }], ['SCHEME_NO_LAW']],
    ['nothing', [], ['SCHEME_SUM', 'SCHEME_NO_LAW']],
    [
      'a name twice',
      [...scheme(1000, 5000), { name: '其他', weight: 5000, ruleOfLaw: false }],
      ['SCHEME_DUPLICATE'],
    ],
    ['a blank name', [...scheme(1000, 5000), { name: ' ', weight: 5000, ruleOfLaw: false }], ['SCHEME_NAME']],
    [
      'a negative weight',
      [...scheme(1000, 11_000), { name: '减项', weight: -1000, ruleOfLaw: false }],
      ['SCHEME_WEIGHT'],
    ],
  ])('refuses %s', (_name, lines, codes) => {
    const check = checkScheme(lines);
    expect(check.problems.map((problem) => problem.code)).toEqual(codes);
    expect(check.ok).toBe(false);
  });

  it('never passes a share below a tenth, whatever the split', () => {
    fc.assert(
      fc.property(fc.constantFrom(10_000, 100_000), fc.integer({ min: 1, max: 99_999 }), (total, law) => {
        fc.pre(law < total);
        const check = checkScheme(scheme(law, total));
        expect(check.ok).toBe(BigInt(law) * 10n >= BigInt(total));
        expect(Number.parseFloat(check.sharePercentText) >= 10).toBe(check.ok);
      }),
    );
  });
});

describe('contribution', () => {
  it.each([
    // final, W → contribution, all hundredths
    [9119, 10_000, 9119],
    [9119, 1000, 912],
    [10_500, 1000, 1000],
    [0, 1000, 0],
    [5, 1000, 1],
    [4, 1000, 0],
  ])('of %d at W %d is %d', (final, weight, expected) => {
    expect(contribution(final, weight)).toBe(expected);
  });
});

describe('comprehensiveTotal', () => {
  it('rounds the other components once, together', () => {
    // 33.33 × 0.15 = 4.9995 twice: 9.999 → 10.00; rounded one by one it would be 10.00 too, so use 33.30 × 0.15 = 4.995 twice: 9.99, one by one 10.00
    expect(
      othersTotal([
        { weight: 1500, score: 3330 },
        { weight: 1500, score: 3330 },
      ]),
    ).toBe(999);
    expect(
      comprehensiveTotal(912, [
        { weight: 1500, score: 3330 },
        { weight: 1500, score: 3330 },
      ]),
    ).toBe(1911);
  });

  it('is unknown while a score is missing', () => {
    expect(comprehensiveTotal(912, [{ weight: 9000, score: null }])).toBeNull();
    expect(comprehensiveTotal(912, [])).toBe(912);
  });
});

describe('simulateLawWeight', () => {
  const units = [
    { unitId: 'a', final: 9500, others: [{ weight: 9000, score: 8000 }] },
    { unitId: 'b', final: 8000, others: [{ weight: 9000, score: 8150 }] },
    { unitId: 'c', final: 9000, others: [{ weight: 9000, score: null }] },
  ];

  it('moves the law part from 10 to 20 % and lets ranks follow', () => {
    const shares = simulateLawWeight(10_000, units);
    expect(shares.map((share) => share.sharePercent)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    // 10 %: a 9.50 + 72.00 = 81.50, b 8.00 + 73.35 = 81.35; c is unknown
    expect(shares[0]?.units).toEqual([
      { unitId: 'a', total: 8150, rank: 1 },
      { unitId: 'b', total: 8135, rank: 2 },
      { unitId: 'c', total: null, rank: null },
    ]);
    // 20 %: a 19.00 + 64.00, b 16.00 + 65.20
    expect(shares[10]?.units.map((unit) => unit.total)).toEqual([8300, 8120, null]);
  });

  it('shows the real figures at the real share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_500 }),
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 2 }),
        fc.integer({ min: 10, max: 20 }),
        (final, scores, percent) => {
          const weights = [(100 - percent) * 30, (100 - percent) * 70];
          const others = weights.map((weight, index) => ({ weight, score: scores[index] ?? 0 }));
          const real = comprehensiveTotal(contribution(final, percent * 100), others);
          const shown = simulateLawWeight(10_000, [{ unitId: 'a', final, others }], [percent]);
          expect(shown[0]?.units[0]?.total).toBe(real);
        },
      ),
    );
  });
});
