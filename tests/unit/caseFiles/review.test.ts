import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CASE_SETTINGS as SETTINGS } from '@shared/caseFiles/caseSettings';
import { decideFile, gradeCase } from '@shared/caseFiles/decideFile';
import {
  checkFindings,
  incompleteFindings,
  scoreReview,
  type ReviewFindings,
} from '@shared/caseFiles/reviewScore';
import type { ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import { meanOfFiles } from '@shared/caseFiles/unitCaseResult';

const TEMPLATE: ReviewTemplate = {
  ...{ type: '行政处罚', name: '标准', version: '1', source: '', official: false },
  gates: [{ code: 'H1', text: '执法主体不合法', basis: '' }],
  deductions: [
    { code: 'A1', stage: '立案', text: '没有立案审批', points: 500, maxPoints: 500, basis: '' },
    { code: 'G1', stage: '文书', text: '错字', points: 50, maxPoints: 300, basis: '' },
    { code: 'Z1', stage: '', text: '缺卷', points: 6000, maxPoints: 10_000, basis: '' },
  ],
};

const found = (
  deductions: readonly (readonly [string, number])[],
  gates: readonly string[] = [],
): ReviewFindings => ({
  gates: gates.map((code) => ({ code, pages: '1', reason: '' })),
  deductions: deductions.map(([code, count]) => ({ code, count, pages: '2', reason: '' })),
});

describe('scoreReview', () => {
  it.each([
    ['nothing found', found([]), 10_000],
    [
      'one of each',
      found([
        ['A1', 1],
        ['G1', 2],
      ]),
      9400,
    ],
    ['never more than the most of an entry', found([['G1', 9]]), 9700],
    [
      'never below zero',
      found([
        ['Z1', 2],
        ['A1', 1],
      ]),
      0,
    ],
    ['a failed gate makes it nothing', found([['G1', 1]], ['H1']), 0],
  ])('%s', (_name, findings, score) => {
    expect(scoreReview(TEMPLATE, findings, SETTINGS).score).toBe(score);
  });

  it('may leave a failed file just below the pass line, where the office chose so', () => {
    const settings = { ...SETTINGS, failedGate: 'belowPass' as const };
    expect(scoreReview(TEMPLATE, found([], ['H1']), settings)).toMatchObject({ score: 5999, legal: false });
    expect(scoreReview(TEMPLATE, found([['Z1', 1]], ['H1']), settings).score).toBe(4000);
  });

  it('stays from 0 to 100 whatever is found', () => {
    const entry = fc.record({
      code: fc.constantFrom('A1', 'G1', 'Z1'),
      count: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ code }) => code }), (entries) => {
        const findings = found(entries.map(({ code, count }) => [code, count] as const));
        const { score, lines } = scoreReview(TEMPLATE, findings, SETTINGS);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10_000);
        for (const { points, entry: cited } of lines) expect(points).toBeLessThanOrEqual(cited.maxPoints);
      }),
    );
  });
});

describe('checkFindings', () => {
  it('refuses what the standard does not list, what is cited twice, and counts that are none', () => {
    expect(checkFindings(TEMPLATE, found([['B9', 1]]))[0]?.message).toContain('标准没有列明的不得扣分');
    expect(
      checkFindings(
        TEMPLATE,
        found([
          ['A1', 1],
          ['A1', 1],
        ]),
      ),
    ).toHaveLength(1);
    expect(checkFindings(TEMPLATE, found([['A1', 0]]))).toHaveLength(1);
    expect(checkFindings(TEMPLATE, found([], ['A1']))).toHaveLength(1);
    expect(checkFindings(TEMPLATE, found([['A1', 1]], ['H1']))).toEqual([]);
  });

  it('asks each finding for its page or reason before it is locked', () => {
    const bare: ReviewFindings = {
      gates: [{ code: 'H1', pages: '', reason: '' }],
      deductions: [{ code: 'A1', count: 1, pages: '', reason: '' }],
    };
    expect(incompleteFindings(bare, '').map(({ entry }) => entry)).toEqual(['H1', 'A1']);
    expect(incompleteFindings(bare, '主体不合法').map(({ entry }) => entry)).toEqual(['A1']);
    expect(incompleteFindings(found([['A1', 1]], ['H1']), '')).toEqual([]);
  });
});

describe('decideFile', () => {
  const review = (score: number, legal = true) => ({ score, legal });
  it.each([
    ['one locked: open', [review(8000)], { state: 'open' }],
    ['the mean, half up', [review(8001), review(8000)], { state: 'decided', score: 8001, grade: '合格' }],
    ['exactly the limit needs no third', [review(9000), review(8500)], { state: 'decided', score: 8750 }],
    ['a hundredth more does', [review(9000), review(8499)], { state: 'needsThird' }],
    ['another verdict does', [review(0, false), review(300)], { state: 'needsThird' }],
    ['the median of three', [review(9500), review(7000), review(7200)], { state: 'decided', score: 7200 }],
    [
      'the majority on legality',
      [review(0, false), review(9600), review(9200)],
      { state: 'decided', score: 9200, legal: true, grade: '优秀' },
    ],
    [
      'two who find it unlawful',
      [review(0, false), review(9600), review(0, false)],
      { state: 'decided', score: 0, legal: false, grade: '不合格' },
    ],
  ])('%s', (_name, reviews, expected) => {
    expect(decideFile(reviews, SETTINGS)).toMatchObject(expected);
  });

  it('takes one reviewer where the office chose so', () => {
    expect(decideFile([review(7300)], { ...SETTINGS, reviewers: 1 })).toMatchObject({
      score: 7300,
      state: 'decided',
    });
  });

  it('lies between the reviewers', () => {
    const score = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(score, score, score, (a, b, c) => {
        for (const scores of [
          [a, b],
          [a, b, c],
        ]) {
          const decision = decideFile(
            scores.map((each) => review(each)),
            SETTINGS,
          );
          if (decision.state !== 'decided') continue;
          expect(decision.score).toBeGreaterThanOrEqual(Math.min(...scores));
          expect(decision.score).toBeLessThanOrEqual(Math.max(...scores));
        }
      }),
    );
  });
});

describe('grades', () => {
  it.each([
    [10_000, '优秀'],
    [9000, '优秀'],
    [8999, '合格'],
    [6000, '合格'],
    [5999, '不合格'],
    [0, '不合格'],
  ])('%i hundredths are %s', (score, grade) =>
    expect(gradeCase({ score, legal: true }, SETTINGS)).toBe(grade),
  );

  it('fails a file that is not lawful whatever its score', () => {
    expect(gradeCase({ score: 9500, legal: false }, SETTINGS)).toBe('不合格');
  });

  it('gives a unit the mean of its files: 92, 78 and 55 are 75.00, one fails', () => {
    const files = [9200, 7800, 5500].map((score) => ({
      ...{ score, legal: true },
      grade: gradeCase({ score, legal: true }, SETTINGS),
    }));
    expect(meanOfFiles(files, SETTINGS)).toEqual({ files: 3, mean: 7500, fails: 1, grade: '合格' });
    expect(meanOfFiles([], SETTINGS)).toEqual({ files: 0, mean: null, fails: 0, grade: '' });
  });
});
