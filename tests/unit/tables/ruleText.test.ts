import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '@shared/domain/indicatorSystem';
import { readReferenceSet } from '@shared/domain/referenceSet';
import type { Rule } from '@shared/domain/rule';
import { formatRules, parseRules } from '@shared/tables/ruleText';
import { rulesFor } from '../../helpers/independent/arbitraryRules';

const REFERENCE = readReferenceSet(
  JSON.parse(readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8')),
);

function read(
  method: string,
  parameters: string,
  points = 100,
  section: Section = 'base',
): readonly Rule[] | string {
  const { rules, problems } = parseRules(method, parameters, points, section);
  return rules ?? problems.map((problem) => `${problem.code} ${problem.message}`).join('; ');
}

/** Labels that hold the very signs that part them, blanks at the ends, markers and backslashes. */
const label = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc
      .array(
        fc.constantFrom(
          '；',
          ';',
          '|',
          '｜',
          ':',
          '：',
          '=',
          '＝',
          '\\',
          '[1]',
          '［2］',
          '[',
          ' ',
          '\n',
          '甲',
          '（3分）',
          '+',
          ',',
        ),
        { minLength: 1 },
      )
      .map((parts) => parts.join('')),
  )
  .filter((text) => text.trim() !== '');

describe('formatRules and parseRules', () => {
  it('give back every rule of the reference set', () => {
    for (const item of REFERENCE.system.items) {
      const { method, parameters } = formatRules(item.rules);
      expect(parseRules(method, parameters, item.points, item.section)).toEqual({
        rules: item.rules,
        problems: [],
      });
    }
  });

  it('give back random rules of every kind, alone and together', () => {
    const sections = fc.constantFrom<Section>('base', 'bonus', 'deduction', 'veto');
    fc.assert(
      fc.property(
        sections.chain((section) =>
          rulesFor(section, 150).map((cases) => ({ section, rules: cases.map((each) => each.rule) })),
        ),
        ({ section, rules }) => {
          const { method, parameters } = formatRules(rules);
          expect(parseRules(method, parameters, 150, section)).toEqual({ rules, problems: [] });
        },
      ),
      { numRuns: 600 },
    );
  });

  it('give back any words, whatever signs they hold', () => {
    fc.assert(
      fc.property(label, label, label, fc.boolean(), (a, b, c, together) => {
        const rules: Rule[] = [
          { kind: 'yesNo', condition: a },
          {
            kind: 'checklist',
            parts: [
              { name: a, points: 10 },
              { name: b, points: 20 },
            ],
          },
          {
            kind: 'graded',
            criterion: c,
            levels: [
              { label: a, score: 100 },
              { label: b, score: 0 },
            ],
          },
          {
            kind: 'perOccurrenceDeduct',
            events: [
              { label: a, unit: b, each: 10 },
              { label: c, unit: '件', each: 20 },
            ],
            maxDeduct: 50,
          },
          { kind: 'manual', guidance: b, step: 5, reasonRequired: false },
          {
            kind: 'bands',
            metric: c,
            unit: a,
            direction: 'higherBetter',
            bands: [
              { label: b, min: '1', max: null, score: 100 },
              { label: c, min: null, max: '1', score: 0 },
            ],
            whenEmpty: 'full',
          },
          {
            kind: 'ratio',
            metric: a,
            numerator: b,
            denominator: c,
            target: '90',
            mode: 'linear',
            zeroBelow: null,
            whenEmpty: 'na',
          },
        ];
        for (const set of together ? [rules] : rules.map((rule) => [rule])) {
          const { method, parameters } = formatRules(set);
          expect(parseRules(method, parameters, 100, 'base')).toEqual({ rules: set, problems: [] });
        }
        const veto: Rule[] = [{ kind: 'veto', effect: 'fail', triggers: [a, b, c] }];
        const { method, parameters } = formatRules(veto);
        expect(parseRules(method, parameters, 0, 'veto').rules).toEqual(veto);
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseRules', () => {
  // The examples of tables.md, word for word.
  it.each<[string, string, Section, Partial<Rule>]>([
    ['是否', '条件=有制度', 'base', { kind: 'yesNo', condition: '有制度' }],
    [
      '分项',
      '部分=清单公开:0.5|及时调整:0.5',
      'base',
      {
        kind: 'checklist',
        parts: [
          { name: '清单公开', points: 50 },
          { name: '及时调整', points: 50 },
        ],
      },
    ],
    ['酌情', '步长=0.1', 'base', { kind: 'manual', step: 10, reasonRequired: true }],
    [
      '缺少扣分',
      '应有=4; 计量=次; 每少扣=0.3; 最多扣=1.2',
      'base',
      { kind: 'deductPerMissing', required: '4', unit: '次', perMissing: 30, maxDeduct: 120 },
    ],
    [
      '比例',
      '目标=90; 方式=线性; 低于得零=60; 为空=缺项',
      'base',
      { kind: 'ratio', mode: 'linear', target: '90', zeroBelow: '60', whenEmpty: 'na' },
    ],
    [
      '比例',
      '目标=100; 方式=分步; 每低=5; 扣=0.2; 取整=进一; 为空=缺项',
      'base',
      { kind: 'ratio', mode: 'step', stepSize: '5', perStep: 20, stepRounding: 'ceil' },
    ],
    [
      '按次扣分',
      '事件=越权推诿:0.5|被纠错:1; 计量=次; 最多扣=1',
      'base',
      {
        kind: 'perOccurrenceDeduct',
        events: [
          { label: '越权推诿', unit: '次', each: 50 },
          { label: '被纠错', unit: '次', each: 100 },
        ],
        maxDeduct: 100,
      },
    ],
    [
      '案卷评查',
      '类型=行政处罚; 满分=100; 合格线=60; 优秀线=90; 至少=2; 不合格每卷扣=0.5; 未报送=零分; 为空=缺项',
      'base',
      { kind: 'caseReview', minFiles: 2, failDeductEach: 50 },
    ],
    [
      '期限',
      '事项=年度报告; 截止=次年03-01; 每逾期一日扣=0.1; 最多扣=1',
      'base',
      { kind: 'deadline', month: 3, day: 1, yearOffset: 1, perDay: 10, maxDeduct: 100 },
    ],
    [
      '按次加分',
      '层级=国家级:3|省级:2|市级:1; 计量=项; 最多加=3',
      'bonus',
      { kind: 'bonusPerOccurrence', cap: 300, unit: '项' },
    ],
    ['否决', '后果=最高良好; 情形=被约谈', 'veto', { kind: 'veto', effect: 'capGood', triggers: ['被约谈'] }],
  ])('reads %s %s', (method, parameters, section, expected) => {
    const { rules, problems } = parseRules(method, parameters, 200, section);
    expect(problems).toEqual([]);
    expect(rules?.[0]).toMatchObject(expected);
  });

  it('reads intervals and names them', () => {
    expect(read('区间', '方向=越低越好; 区间=(,43]:1|(43,45]:0.6|(45,):0')).toMatchObject([
      {
        direction: 'lowerBetter',
        bands: [
          { label: '不高于43', min: null, max: '43', score: 100 },
          { label: '高于43且不高于45', min: '43', max: '45', score: 60 },
          { label: '高于45', min: '45', max: null, score: 0 },
        ],
      },
    ]);
    expect(read('区间', '方向=越高越好; 区间=[2,)两个以上:1|（,2）:0; 计量=个')).toMatchObject([
      { bands: [{ label: '两个以上' }, { label: '低于2' }] },
    ]);
  });

  it('accepts full-width signs and any order', () => {
    expect(read('缺少扣分', '最多扣＝１．２；应有＝４；每少扣＝０．３；计量＝次')).toEqual(
      read('缺少扣分', '应有=4; 计量=次; 每少扣=0.3; 最多扣=1.2'),
    );
    expect(read('分项', '部分＝清单公开：0.5｜及时调整：0.5')).toEqual(
      read('分项', '部分=清单公开:0.5|及时调整:0.5'),
    );
    expect(read('缺少扣分＋按次扣分', '［１］ 应有=6；每少扣=0.3 ［２］ 事件=被纠错：0.5')).toEqual(
      read('缺少扣分+按次扣分', '[1] 应有=6; 每少扣=0.3 [2] 事件=被纠错:0.5'),
    );
  });

  it('takes the last colon of a label', () => {
    expect(read('分项', '部分=公开时间:每月:0.5|其他:0.5')).toMatchObject([
      { parts: [{ name: '公开时间:每月', points: 50 }, { name: '其他' }] },
    ]);
  });

  it('gives events their own units where they differ', () => {
    expect(read('按次扣分', '事件=败诉:1|超期:0.5; 计量=件|日; 最多扣=1')).toMatchObject([
      { events: [{ unit: '件' }, { unit: '日' }] },
    ]);
  });

  it.each<[string, string, Section, string]>([
    ['打分', '', 'base', 'UNKNOWN_METHOD 评分方式“打分”无法识别'],
    ['', '', 'base', 'UNKNOWN_METHOD 没有写评分方式'],
    ['否决', '后果=不合格; 情形=造假', 'base', 'METHOD_NOT_ALLOWED 评分方式“否决”不能用在这里'],
    ['按次加分', '层级=省级:2; 最多加=3', 'deduction', 'METHOD_NOT_ALLOWED 评分方式“按次加分”不能用在这里'],
    ['是否', '条件=a', 'veto', 'METHOD_NOT_ALLOWED 评分方式“是否”不能用在这里'],
    ['分项', '', 'base', 'MISSING_PARAMETER 分项：缺少“部分”'],
    ['分项', '部分=清单公开|及时调整:0.5', 'base', 'BAD_PARAMETER 分项：“部分”中的“清单公开”无法识别'],
    ['比例', '目标=很高; 方式=线性', 'base', 'BAD_PARAMETER 比例：“目标=很高”不是数字'],
    ['比例', '目标=0; 方式=线性', 'base', 'BAD_PARAMETER 比例：“目标”必须大于0'],
    ['比例', '目标=90', 'base', 'MISSING_PARAMETER 比例：缺少“方式”'],
    ['比例', '目标=90; 方式=分步; 每低=5; 扣=0.2', 'base', 'MISSING_PARAMETER 比例：缺少“取整”'],
    ['比例', '目标=90; 方式=分步; 每低=0; 扣=0.2; 取整=进一', 'base', 'BAD_PARAMETER 比例：“每低”必须大于0'],
    ['比例', '目标=90; 方式=线性; 每少扣=1', 'base', 'UNKNOWN_PARAMETER 比例：没有“每少扣”这个参数'],
    ['比例', '目标=90; 目标=80; 方式=线性', 'base', 'DUPLICATE_PARAMETER 比例：“目标”写了两次'],
    [
      '比例',
      '目标90; 方式=线性',
      'base',
      'BAD_PARAMETER 比例：“目标90”不是“名称=值”的形式; MISSING_PARAMETER 比例：缺少“目标”',
    ],
    [
      '区间',
      '方向=越高越好; 区间=(10,20]:1',
      'base',
      'BAD_PARAMETER 区间：区间“(10,20]:1”应包含下限：左边用“[”',
    ],
    ['区间', '方向=constructor; 区间=[1,):1', 'base', 'BAD_PARAMETER 区间：“方向=constructor”无法识别'],
    ['期限', '截止=次年02-30; 每逾期一日扣=0.1', 'base', 'BAD_PARAMETER 期限：“截止=次年02-30”不是日期'],
    ['酌情', '步长=0', 'base', 'BAD_PARAMETER 酌情：“步长”必须大于0'],
    ['按次扣分', '事件=甲:1|乙:1; 计量=件|日|次', 'base', 'BAD_PARAMETER 按次扣分：有2个事件，但写了3个计量'],
    ['按次扣分', '事件=甲:1', 'deduction', 'MISSING_PARAMETER 按次扣分：缺少“最多扣”'],
    [
      '是否+分项',
      '条件=a',
      'base',
      'BAD_PARAMETER “条件=a”没有写明属于哪一条规则; MISSING_PARAMETER [2] 分项：缺少“部分”',
    ],
    ['是否+是否', '[1] 条件=a [3] 条件=b', 'base', 'BAD_PARAMETER 评分参数里有[3]，但评分方式只有2条规则'],
  ])('refuses %s %s (%s)', (method, parameters, section, expected) => {
    expect(read(method, parameters, 100, section)).toBe(expected);
  });

  it('says with each problem how to mend it', () => {
    expect(parseRules('打分', '', 100, 'base').problems[0]?.remedy).toContain('酌情');
    expect(parseRules('比例', '目标=90', 100, 'base').problems[0]?.remedy).toBe('请补上，如“方式=线性”');
  });

  it('ends a base item’s deductions at its points where 最多扣 is left out', () => {
    expect(read('按次扣分', '事件=甲:1', 150)).toMatchObject([{ maxDeduct: 150 }]);
  });
});
