import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { itemLimit } from '@shared/scoring/worth';
import { entryFor, rulesFor } from '../../helpers/independent/arbitraryRules';
import { itemWith, evaluate, written, YEAR } from '../../helpers/scoringItems';

const sections = fc.constantFrom('base' as const, 'bonus' as const, 'deduction' as const, 'veto' as const);
const cases = fc.tuple(sections, fc.integer({ min: 2, max: 600 })).chain(([section, points]) =>
  rulesFor(section, points).chain((rules) =>
    entryFor(rules, section, points).map((entry) => ({
      item: itemWith(
        rules.map((each) => each.rule),
        points,
        section,
      ),
      entry,
    })),
  ),
);

const pointsOf = (result: ReturnType<typeof evaluateItem>): number => {
  if (result.status !== 'scored') throw new Error('expected a score');
  return result.points;
};

describe('evaluateItem', () => {
  it('stays within 0 and the item’s limit, in whole hundredths', () => {
    fc.assert(
      fc.property(cases, ({ item, entry }) => {
        const result = evaluateItem(item, entry, YEAR);
        if (result.status !== 'scored') return;
        expect(Number.isSafeInteger(result.points)).toBe(true);
        expect(result.points).toBeGreaterThanOrEqual(0);
        expect(result.points).toBeLessThanOrEqual(itemLimit(item));
      }),
      { numRuns: 500 },
    );
  });

  it('explains every score with lines that hold no binary fraction', () => {
    fc.assert(
      fc.property(cases, ({ item, entry }) => {
        const { steps, status } = evaluateItem(item, entry, YEAR);
        expect(steps.length).toBeGreaterThan(0);
        if (status !== 'scored') return;
        expect(JSON.stringify(steps)).not.toMatch(/NaN|undefined|Infinity|\d\.\d{11,}|e-\d/);
      }),
      { numRuns: 500 },
    );
  });

  it('answers whatever is typed and never throws', () => {
    const typed = fc.dictionary(
      fc.constantFrom(
        '分子',
        '分母',
        '实际',
        '数值',
        '得分',
        '满足',
        '档次',
        '日期',
        '未报送',
        '触发',
        '文号',
        '1',
        '2',
        '3',
      ),
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '-1',
          '0',
          '1',
          '1.5',
          '是',
          '否',
          '无',
          '９９',
          '1e9',
          '2021-02-30',
          '99999999999999999999',
        ),
      ),
    );
    fc.assert(
      fc.property(
        cases,
        fc.array(typed, { maxLength: 3 }),
        fc.string(),
        fc.boolean(),
        ({ item }, inputs, points, notApplicable) => {
          const result = evaluateItem(item, { ...EMPTY_ENTRY, inputs, points, notApplicable }, YEAR);
          for (const problem of result.problems) {
            expect(problem.code).toMatch(/^[A-Z_]+$/);
            expect(problem.message).not.toBe('');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same answer twice and changes nothing it was given', () => {
    fc.assert(
      fc.property(cases, ({ item, entry }) => {
        const before = JSON.stringify([item, entry]);
        expect(evaluateItem(item, entry, YEAR)).toEqual(evaluateItem(item, entry, YEAR));
        expect(JSON.stringify([item, entry])).toBe(before);
      }),
    );
  });
});

describe('more is never worth less', () => {
  it('in a ratio', () => {
    const rules = [
      '方式=线性; 低于得零=40',
      '方式=分步; 每低=7; 扣=0.15; 取整=进一',
      '方式=分步; 每低=7; 扣=0.15; 取整=舍去',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(499),
        (rule, bottom, top) => {
          fc.pre(top < bottom);
          const item = written('比例', `目标=92.5; ${rule}`, 150);
          const less = pointsOf(evaluate(item, `分子=${top}; 分母=${bottom}`));
          expect(pointsOf(evaluate(item, `分子=${top + 1}; 分母=${bottom}`))).toBeGreaterThanOrEqual(less);
        },
      ),
    );
  });

  it('than one event or one missing meeting more', () => {
    const events = written('按次扣分', '事件=甲:0.35|乙:0.2; 最多扣=1.1', 150);
    const meetings = written('缺少扣分', '应有=12; 每少扣=0.13; 最多扣=1', 150);
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (first, second) => {
        const fewer = pointsOf(evaluate(events, `1=${first}; 2=${second}`));
        expect(pointsOf(evaluate(events, `1=${first + 1}; 2=${second}`))).toBeLessThanOrEqual(fewer);
        expect(pointsOf(evaluate(meetings, `实际=${first + 1}`))).toBeGreaterThanOrEqual(
          pointsOf(evaluate(meetings, `实际=${first}`)),
        );
      }),
    );
  });
});
