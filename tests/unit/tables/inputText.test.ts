import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInputs, inputFields, parseInputs } from '@shared/tables/inputText';
import { entryFor, rulesFor } from '../../helpers/independent/arbitraryRules';
import { itemWith, written } from '../../helpers/scoringItems';

const RATIO = written('比例', '目标=90; 方式=线性; 分子名=办结数; 分母名=受理数', 150);
const BONUS = written('按次加分', '层级=省级:2|市级:1; 最多加=3', 0, 'bonus');
const TWO = written('缺少扣分+按次扣分', '[1] 应有=6; 每少扣=0.3 [2] 事件=甲:0.5|乙:0.5', 150);

describe('parseInputs', () => {
  it.each([
    ['分子=85; 分母=90', [{ 分子: '85', 分母: '90' }]],
    ['分子＝８５；分母＝９０', [{ 分子: '８５', 分母: '９０' }]],
    ['[1] 分子=85; 分母=90', [{ 分子: '85', 分母: '90' }]],
    [' 分子 = 85 ;; 分母=90; ', [{ 分子: '85', 分母: '90' }]],
    ['', []],
  ])('reads “%s”', (text, inputs) => {
    expect(parseInputs(RATIO, text)).toEqual({ inputs, problems: [] });
  });

  it('reads several rules, and leaves the bars of a list alone', () => {
    expect(parseInputs(TWO, '[1] 实际=4 [2] 1=2; 2=0').inputs).toEqual([{ 实际: '4' }, { 1: '2', 2: '0' }]);
    const files = written('案卷评查', '合格线=60; 优秀线=90; 不合格每卷扣=0.5', 250);
    expect(parseInputs(files, '得分=92|78|55').inputs).toEqual([{ 得分: '92|78|55' }]);
    expect(formatInputs(files, [{ 得分: '92|78|55' }])).toBe('得分=92|78|55');
  });

  it('keeps several documents together', () => {
    expect(parseInputs(BONUS, '1=1; 文号=苏法〔2020〕3号；苏法〔2020〕9号').inputs).toEqual([
      { 1: '1', 文号: '苏法〔2020〕3号；苏法〔2020〕9号' },
    ]);
  });

  it.each([
    [RATIO, '85/90', 'MALFORMED_INPUT'],
    [RATIO, '分子=1; 分子=2', 'DUPLICATE_INPUT'],
    [TWO, '实际=4', 'MALFORMED_INPUT'],
    [TWO, '[1] 实际=4 [3] 1=2', 'MALFORMED_INPUT'],
  ])('reports “%s”', (item, text, code) => {
    expect(parseInputs(item, text).problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe('formatInputs', () => {
  it('writes the fields in their order and leaves out blanks', () => {
    expect(formatInputs(RATIO, [{ 分母: '90', 分子: '85' }])).toBe('分子=85; 分母=90');
    expect(formatInputs(RATIO, [{ 分母: '', 分子: '85' }])).toBe('分子=85');
    expect(formatInputs(TWO, [{}, { 1: '2' }])).toBe('[2] 1=2');
    expect(formatInputs(RATIO, [])).toBe('');
  });

  it('is read back unchanged, whatever the document is called', () => {
    const document = fc.string().map((text) => text.trim());
    fc.assert(
      fc.property(document, (text) => {
        const inputs = [{ 1: '1', 2: '0', ...(text === '' ? {} : { 文号: text }) }];
        expect(parseInputs(BONUS, formatInputs(BONUS, inputs))).toEqual({ inputs, problems: [] });
      }),
    );
  });

  it('is read back unchanged for every kind of rule', () => {
    const cases = rulesFor('base', 150).chain((rules) =>
      entryFor(rules, 'base', 150).map((entry) => ({
        item: itemWith(
          rules.map((each) => each.rule),
          150,
        ),
        entry,
      })),
    );
    fc.assert(
      fc.property(cases, ({ item, entry }) => {
        const typed = entry.inputs.map((record) =>
          Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
        );
        const any = typed.some((record) => Object.keys(record).length > 0);
        expect(parseInputs(item, formatInputs(item, entry.inputs))).toEqual({
          inputs: any ? typed : [],
          problems: [],
        });
      }),
    );
  });
});

function fields(method: string, parameters: string, section: 'base' | 'bonus' | 'veto' = 'base'): string[] {
  const item = written(method, parameters, 100, section);
  return item.rules.flatMap((rule) =>
    inputFields(rule, item).map(
      (field) => `${field.key} ${field.label} ${field.type}${field.optional ? '?' : ''}`,
    ),
  );
}

describe('inputFields', () => {
  it('name the fields as the screens and tables do', () => {
    expect(fields('比例', '目标=90; 方式=线性')).toEqual(['分子 分子 number', '分母 分母 number']);
    expect(fields('分项', '部分=清单公开:0.5|及时调整:0.5')).toEqual([
      '1 清单公开 boolean',
      '2 及时调整 boolean',
    ]);
    expect(fields('按次扣分', '事件=越权:0.5')).toEqual(['1 越权 count']);
    expect(fields('缺少扣分', '应有=4; 每少扣=0.1')).toEqual(['实际 实际 count']);
    expect(fields('缺少扣分', '应有=4.5; 每少扣=0.1')).toEqual(['实际 实际 number']);
    expect(fields('区间', '方向=越高越好; 区间=[1,):1|(,1):0')).toEqual(['数值 数值 number']);
    expect(fields('案卷评查', '合格线=60; 优秀线=90; 不合格每卷扣=0.5')).toEqual([
      '得分 得分 list',
      '未报送 未报送 boolean?',
    ]);
    expect(fields('期限', '截止=次年03-01; 每逾期一日扣=0.1')).toEqual([
      '日期 日期 date',
      '未报送 未报送 boolean?',
    ]);
    expect(fields('按次加分', '层级=省级:2; 最多加=3', 'bonus')).toEqual(['1 省级 count', '文号 文号 text?']);
    expect(fields('否决', '后果=不合格; 情形=造假', 'veto')).toEqual([
      '触发 触发 boolean',
      '文号 文号 text?',
    ]);
    expect(fields('分档', '档次=好:1|差:0')).toEqual(['档次 档次 choice']);
    expect(fields('是否', '条件=有')).toEqual(['满足 满足 boolean']);
  });

  it('state the range of points given by judgement', () => {
    const item = written('酌情', '步长=0.1', 125);
    expect(inputFields(item.rules[0]!, item)[0]?.range).toBe('0至1.25，0.1的整数倍或满分');
  });
});
