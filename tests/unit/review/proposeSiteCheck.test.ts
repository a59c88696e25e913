import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnOrder } from '@shared/review/drawnOrder';
import { proposeSiteCheck, type CheckCandidate } from '@shared/review/proposeSiteCheck';
import { doubtsOf, type DoubtFacts } from '@shared/review/siteCheckDoubt';

/** Nothing doubtful: full points, one accepted file, the unit says the same. */
const SOUND: DoubtFacts = {
  section: 'base',
  limit: 100,
  finalPoints: 100,
  selfPoints: 100,
  files: 1,
  pendingFiles: 0,
  rejectedFiles: 0,
  spread: null,
  spreadLimit: null,
  priorPoints: null,
  priorLimit: null,
  priorReason: '',
  openProblem: '',
};

const kinds = (changes: Partial<DoubtFacts>) => doubtsOf({ ...SOUND, ...changes }).map(({ kind }) => kind);

describe('实地核查的疑点', () => {
  it.each<[string, Partial<DoubtFacts>, string[]]>([
    ['sound', {}, []],
    ['full marks without a file', { files: 0 }, ['fullWithoutEvidence']],
    ['less than full without a file', { files: 0, finalPoints: 90 }, []],
    [
      'bonus without a file',
      { section: 'bonus', limit: 200, finalPoints: 50, files: 0 },
      ['fullWithoutEvidence'],
    ],
    ['a rejected file', { rejectedFiles: 2 }, ['rejectedEvidence']],
    ['a file nobody looked at', { pendingFiles: 1 }, ['pendingEvidence']],
    ['self score 30% above', { finalPoints: 70 }, ['selfGap']],
    ['self score 29% above', { finalPoints: 71 }, []],
    ['self score 30% below', { selfPoints: 70 }, ['selfGap']],
    ['no self score', { selfPoints: null, finalPoints: 0 }, []],
    ['scorers apart', { spread: 21, spreadLimit: 20 }, ['scorerSpread']],
    ['scorers at the limit', { spread: 20, spreadLimit: 20 }, []],
    ['lost points last year', { priorPoints: 80, priorLimit: 100 }, ['earlierProblem']],
    ['full last year', { priorPoints: 100, priorLimit: 100 }, []],
    ['full last year, when it was worth less', { priorPoints: 80, priorLimit: 80 }, []],
    [
      'lost points last year, when it was worth more',
      { priorPoints: 150, priorLimit: 200 },
      ['earlierProblem'],
    ],
    ['points of last year out of nobody knows what', { priorPoints: 80, priorReason: '缺台账' }, []],
    ['a problem still open', { openProblem: '未公示' }, ['earlierProblem']],
    [
      'several, the gravest first',
      { files: 0, spread: 50, spreadLimit: 20 },
      ['fullWithoutEvidence', 'scorerSpread'],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(kinds(changes)).toEqual(expected);
  });
});

describe('建议清单', () => {
  const sound = (code: string): CheckCandidate => ({ ...SOUND, code });
  const rule = { perUnit: 3, controls: 1, seed: '2020' };

  it('takes the gravest first and keeps room for those drawn by lot', () => {
    const candidates = [
      { ...sound('1'), pendingFiles: 1 },
      { ...sound('2'), files: 0 },
      { ...sound('3'), rejectedFiles: 1 },
      sound('4'),
    ];
    const proposed = proposeSiteCheck('A01', candidates, rule);
    expect(proposed.map(({ code, doubts }) => [code, doubts[0]?.kind])).toEqual([
      ['2', 'fullWithoutEvidence'],
      ['3', 'rejectedEvidence'],
      ['4', 'control'],
    ]);
  });

  it('never draws so many that no doubt is left to see', () => {
    const count = fc.nat(12);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        count,
        count,
        count,
        (perUnit, controls, doubtful, others) => {
          const candidates = Array.from({ length: doubtful + others }, (_, index) => ({
            ...sound(String(index)),
            files: index < doubtful ? 0 : 1,
          }));
          const proposed = proposeSiteCheck('A01', candidates, { perUnit, controls, seed: '2020' });
          const drawn = proposed.filter(({ doubts }) => doubts[0]?.kind === 'control').length;
          expect(proposed.length).toBeLessThanOrEqual(perUnit);
          expect(drawn).toBeLessThanOrEqual(controls);
          expect(proposed.length - drawn > 0).toBe(doubtful > 0);
        },
      ),
    );
  });

  it('draws the same with the same seed, whatever the order the items come in', () => {
    const codes = Array.from({ length: 40 }, (_, index) => `1.${index}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(codes, { minLength: 40 }), fc.string(), (order, seed) => {
        expect(drawnOrder(order, seed)).toEqual(drawnOrder(codes, seed));
      }),
    );
    expect(drawnOrder(codes, 'a')).not.toEqual(drawnOrder(codes, 'b'));
  });

  it('gives every item the same chance', () => {
    const codes = Array.from({ length: 10 }, (_, index) => String(index));
    const first = new Map<string, number>();
    for (let seed = 0; seed < 5000; seed += 1) {
      const [code = ''] = drawnOrder(codes, String(seed));
      first.set(code, (first.get(code) ?? 0) + 1);
    }
    // 500 expected each; five standard deviations are 106.
    for (const code of codes) expect(Math.abs((first.get(code) ?? 0) - 500)).toBeLessThan(106);
  });
});
