import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IndicatorSystem, ScoringItem } from '@shared/domain/indicatorSystem';
import { readReferenceSet } from '@shared/domain/referenceSet';
import type { Rule } from '@shared/domain/rule';
import { checkItem, checkSystem } from '@shared/tables/ruleChecks';
import { itemWith, written } from '../../helpers/scoringItems';

const { system } = readReferenceSet(
  JSON.parse(readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8')),
);
const codes = (item: ScoringItem): string[] =>
  checkItem(item).map((problem) => `${problem.severity} ${problem.code}`);
const bands = (list: string, direction = '越高越好'): ScoringItem =>
  written('区间', `方向=${direction}; 区间=${list}`, 100);

const withItems = (items: readonly ScoringItem[]): IndicatorSystem => ({ ...system, items });

describe('checkItem', () => {
  it.each<[string, ScoringItem, string[]]>([
    ['parts that make the points', written('分项', '部分=甲:0.4|乙:0.6', 100), []],
    ['parts that do not', written('分项', '部分=甲:0.4|乙:0.5', 100), ['error PARTS_SUM']],
    [
      'parts that do not make their own share',
      written('分项+是否', '[1] 分值=0.5; 部分=甲:0.4 [2] 分值=0.5', 100),
      ['error PARTS_SUM'],
    ],
    ['a level above the points', written('分档', '档次=好:1.5|差:0', 100), ['error LEVEL_ABOVE_POINTS']],
    ['no level with full points', written('分档', '档次=好:0.8|差:0', 100), ['warning LEVEL_BELOW_POINTS']],
    [
      'a cap above the points (6.6)',
      written('按次扣分', '事件=甲:1; 最多扣=2', 100),
      ['error CAP_ABOVE_POINTS'],
    ],
    [
      'the same cap on a stand-alone deduction',
      written('按次扣分', '事件=甲:1; 最多扣=2', 0, 'deduction'),
      [],
    ],
    ['bands over the whole line', bands('[20,):1|[10,20):0.5|(,10):0'), []],
    ['bands in any order', bands('(,10):0|[20,):1|[10,20):0.5'), []],
    ['bands with a gap', bands('[20,):1|[10,15):0.5|(,10):0'), ['error BANDS_COVER']],
    ['bands that overlap', bands('[20,):1|[10,25):0.5|(,10):0'), ['error BANDS_COVER']],
    ['bands open at the low end', bands('[20,):1|[10,20):0.5'), ['error BANDS_COVER']],
    ['bands open at the high end', bands('[10,20):1|(,10):0'), ['error BANDS_COVER']],
    ['bands upside down', bands('[20,10):1|(,20):0|[10,):0'), ['error BANDS_COVER']],
    ['lower is better over the whole line', bands('(,43]:1|(43,45]:0.6|(45,):0', '越低越好'), []],
    [
      'rules worth more than the item',
      written('是否+是否', '[1] 分值=0.8 [2] 分值=0.7', 100),
      ['warning SHARES_SUM'],
    ],
    [
      'one rule above its item',
      written('是否+是否', '[1] 分值=1.5 [2] 分值=0.5', 100),
      ['error RULE_ABOVE_ITEM', 'warning SHARES_SUM'],
    ],
    ['no points', written('是否', '', 0), ['error ITEM_POINTS_MISSING']],
    [
      'judgement beside the points without a limit',
      written('酌情', '步长=0.1', 0, 'bonus'),
      ['warning MANUAL_WITHOUT_POINTS'],
    ],
    ['judgement beside the points with one', written('酌情', '分值=2', 0, 'bonus'), []],
    ['no rule', itemWith([], 100), ['error ITEM_RULE_MISSING']],
    [
      'a veto among base items',
      itemWith([{ kind: 'veto', effect: 'fail', triggers: ['甲'] }], 100),
      ['error METHOD_NOT_ALLOWED'],
    ],
    [
      'a zero line above the target',
      written('比例', '目标=60; 方式=线性; 低于得零=80', 100),
      ['error BAD_PARAMETER'],
    ],
  ])('finds %s', (_name, item, expected) => {
    expect(codes(item)).toEqual(expected);
  });

  it('finds parameters no table could hold', () => {
    const ratio: Rule = {
      kind: 'ratio',
      metric: '',
      numerator: '',
      denominator: '',
      target: '0',
      mode: 'step',
      stepSize: '0',
      perStep: 10,
      stepRounding: 'ceil',
      whenEmpty: 'na',
    };
    expect(codes(itemWith([ratio], 100))).toEqual(['error BAD_PARAMETER', 'error BAD_PARAMETER']);
    expect(codes({ ...written('是否', '', 100), section: 'bonus' })).toEqual([
      'error ITEM_POINTS_NOT_ALLOWED',
    ]);
  });
});

describe('checkSystem', () => {
  it('finds nothing in the reference set', () => {
    expect(checkSystem(system)).toEqual([]);
  });

  it('warns of a sum that is not 100 and says what it is', () => {
    const problems = checkSystem(withItems(system.items.slice(1)));
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'POINTS_SUM',
        message: '分值合计99.00，不是100.00',
      }),
    ]);
  });

  it('refuses a code that stands twice', () => {
    const [first, ...rest] = system.items;
    const problems = checkSystem(withItems([first!, { ...rest[0]!, code: first!.code }, ...rest.slice(1)]));
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'error', code: 'DUPLICATE_CODE', itemCode: first!.code }),
    ]);
  });

  it('refuses grades that do not fall to 0', () => {
    const settings = {
      ...system.settings,
      grades: [
        { name: '优秀', min: 8000 },
        { name: '优秀', min: 9000 },
      ],
      excellentPercent: 0,
    };
    expect(checkSystem({ ...system, settings }).map((problem) => problem.code)).toEqual([
      'GRADES_ORDER',
      'GRADES_NAMES',
      'EXCELLENT_PERCENT',
    ]);
  });
});
