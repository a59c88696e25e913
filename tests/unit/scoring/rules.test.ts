import { describe, expect, it } from 'vitest';
import { evaluate, linesOf, outcome, written } from '../../helpers/scoringItems';

/** Each row: 评分方式, 评分参数, points in hundredths, 评分输入 → outcome worked by hand from the practice page §6. */
type Case = readonly [inputs: string, expected: string];

function holds(
  method: string,
  parameters: string,
  points: number,
  cases: readonly Case[],
  section: 'base' | 'bonus' | 'deduction' | 'veto' = 'base',
): void {
  const item = written(method, parameters, points, section);
  it.each(cases)(`${method} ${parameters} (${points}): %s → %s`, (inputs, expected) => {
    expect(outcome(evaluate(item, inputs))).toBe(expected);
  });
}

describe('1 yesNo', () => {
  holds('是否', '条件=已聘用法律顾问', 100, [
    ['满足=是', '1.00'],
    ['满足=否', '0.00'],
    ['满足=大概', '满足 NOT_YES_NO'],
    ['', 'unscored'],
    ['满意=是', '满意 UNKNOWN_FIELD'],
  ]);
});

describe('2 checklist', () => {
  holds('分项', '部分=清单公开:0.4|人员明确:0.3|流程明确:0.3', 100, [
    ['1=是; 2=是; 3=是', '1.00'],
    ['1=是; 2=否; 3=是', '0.70'],
    ['1=否; 2=否; 3=否', '0.00'],
    ['1=是; 2=是', 'unscored'],
    ['1=是; 2=x y; 3=是', '2 NOT_YES_NO'],
    ['1=是; 2=是; 3=是; 4=是', '4 UNKNOWN_FIELD'],
  ]);
});

describe('3 graded', () => {
  holds('分档', '档次=完备:1|基本:0.7|较差:0.4|没有:0', 100, [
    ['档次=1', '1.00'],
    ['档次=2', '0.70'],
    ['档次=４', '0.00'],
    ['档次=基本', '0.70'],
    ['档次=5', '档次 OUT_OF_RANGE'],
    ['档次=0', '档次 OUT_OF_RANGE'],
    ['档次=1.5', '档次 OUT_OF_RANGE'],
  ]);
});

describe('5 deductPerMissing', () => {
  holds('缺少扣分', '应有=4; 计量=次; 每少扣=0.3; 最多扣=1.2', 150, [
    ['实际=4', '1.50'],
    ['实际=9', '1.50'],
    ['实际=3', '1.20'],
    ['实际=1', '0.60'],
    ['实际=0', '0.30'],
    ['实际=-1', '实际 NEGATIVE_COUNT'],
    ['实际=2.5', '实际 NOT_A_NUMBER'],
    ['实际=两次', '实际 NOT_A_NUMBER'],
    ['实际=12345678901', '实际 OUT_OF_RANGE'],
  ]);
  // 2.5 − 1.2 = 1.3 hours short, 1.3 × 0.15 = 0.195 off 1.00 → 0.805 → 0.81
  holds('缺少扣分', '应有=2.5; 计量=学时; 每少扣=0.15', 100, [
    ['实际=1.2', '0.81'],
    ['实际=2.5', '1.00'],
    ['实际=-0.5', '实际 NEGATIVE_COUNT'],
  ]);
});

describe('6 ratio, linear', () => {
  holds('比例', '目标=90; 方式=线性; 为空=缺项', 150, [
    ['分子=85; 分母=100', '1.42'],
    ['分子=90; 分母=100', '1.50'],
    ['分子=100; 分母=100', '1.50'],
    // 6.12: 85/90 earns 94 %
    ['分子=85; 分母=90', '1.50'],
    ['分子=0; 分母=7', '0.00'],
    // 1.5 × (1/3) ÷ 0.9 = 0.5555…
    ['分子=1; 分母=3', '0.56'],
    // 6.1 and 6.2
    ['分子=0; 分母=0', 'notApplicable'],
    ['分子=3; 分母=0', '分母 ZERO_DENOMINATOR'],
    ['分子=91; 分母=90', '分子 NUMERATOR_ABOVE_DENOMINATOR'],
    ['分子=-1; 分母=90', '分子 NEGATIVE_COUNT'],
    ['分子=1; 分母=-90', '分母 NEGATIVE_COUNT'],
    ['分子=a; 分母=b', '分子 NOT_A_NUMBER, 分母 NOT_A_NUMBER'],
    ['分子=1e3; 分母=2000', '分子 NOT_A_NUMBER'],
    ['分子=85', 'unscored'],
    ['分子=８５；分母＝１００', '1.42'],
  ]);
  holds('比例', '目标=100; 方式=线性; 低于得零=60; 为空=满分', 100, [
    ['分子=60; 分母=100', '0.60'],
    ['分子=59999; 分母=100000', '0.00'],
    ['分子=0; 分母=0', '1.00'],
  ]);
  holds('比例', '目标=100; 方式=线性; 为空=零分', 100, [
    ['分子=0; 分母=0', '0.00'],
    // 1.005 exactly would be 1.01; here 1 × 201/400 = 0.5025 → 0.50 and 1 × 203/400 = 0.5075 → 0.51
    ['分子=201; 分母=400', '0.50'],
    ['分子=203; 分母=400', '0.51'],
    // a half is rounded up: 1 × 1/200 = 0.005
    ['分子=1; 分母=200', '0.01'],
  ]);
  // 6.2: a target above 100 % is a quantity
  holds('比例', '目标=120; 方式=线性', 100, [
    ['分子=120; 分母=100', '1.00'],
    ['分子=150; 分母=100', '1.00'],
    ['分子=90; 分母=100', '0.75'],
  ]);
});

describe('7 ratio, in steps', () => {
  holds('比例', '目标=100; 方式=分步; 每低=5; 扣=0.5; 取整=进一', 200, [
    ['分子=94; 分母=100', '1.00'],
    ['分子=95; 分母=100', '1.50'],
    ['分子=100; 分母=100', '2.00'],
    // 6.5: 94.999 % is below 95 %
    ['分子=94999; 分母=100000', '1.00'],
    ['分子=0; 分母=100', '0.00'],
  ]);
  holds('比例', '目标=100; 方式=分步; 每低=5; 扣=0.5; 取整=舍去', 200, [
    ['分子=94; 分母=100', '1.50'],
    ['分子=96; 分母=100', '2.00'],
    ['分子=90; 分母=100', '1.00'],
  ]);
  // 结案率 90 %, 每低 10 个百分点扣 1 分
  holds('比例', '目标=90; 方式=分步; 每低=10; 扣=1; 取整=进一', 300, [
    ['分子=90; 分母=100', '3.00'],
    ['分子=89; 分母=100', '2.00'],
    ['分子=80; 分母=100', '2.00'],
    ['分子=79; 分母=100', '1.00'],
  ]);
  holds('比例', '目标=97.5; 方式=分步; 每低=2.5; 扣=0.25; 取整=进一', 100, [
    ['分子=95; 分母=100', '0.75'],
    ['分子=94.9; 分母=100', '0.50'],
  ]);
});

describe('8 bands', () => {
  holds('区间', '方向=越高越好; 区间=[20,):1|[15,20):0.7|[10,15):0.4|(,10):0; 计量=%; 为空=缺项', 100, [
    ['数值=20', '1.00'],
    ['数值=19.9999999', '0.70'],
    ['数值=15', '0.70'],
    ['数值=14.99', '0.40'],
    ['数值=10', '0.40'],
    ['数值=-3', '0.00'],
    ['数值=18%', '0.70'],
    ['数值=无', 'notApplicable'],
    ['数值=较高', '数值 NOT_A_NUMBER'],
  ]);
  // 6.4: PM2.5 43.0 is full, 43.2 is the next band
  holds('区间', '方向=越低越好; 区间=(,43]:1|(43,45]:0.6|(45,48]:0.3|(48,):0; 为空=零分', 100, [
    ['数值=43.0', '1.00'],
    ['数值=43.2', '0.60'],
    ['数值=45', '0.60'],
    ['数值=48.01', '0.00'],
    ['数值=无', '0.00'],
  ]);
});

describe('9 perOccurrenceDeduct', () => {
  holds('按次扣分', '事件=越权推诿:0.5|被纠错:1; 计量=次; 最多扣=1', 150, [
    ['1=0; 2=0', '1.50'],
    ['1=1; 2=0', '1.00'],
    ['1=1; 2=1', '0.50'],
    ['1=9; 2=9', '0.50'],
    ['1=1', 'unscored'],
    ['1=-1; 2=0', '1 NEGATIVE_COUNT'],
    ['1=0.5; 2=0', '1 NOT_A_NUMBER'],
    ['1=999999999; 2=999999999', '0.50'],
  ]);
  // 6.9: stand-alone deductions; what is not stated did not happen, as for items without any entry
  holds(
    '按次扣分',
    '事件=国家级通报:3|省级通报:2|区级通报:0.5; 计量=次; 最多扣=5',
    0,
    [
      ['3=1', '0.50'],
      ['1=1; 2=1; 3=1', '5.00'],
      ['1=0', '0.00'],
      ['', 'unscored'],
    ],
    'deduction',
  );
});

describe('10 caseReview', () => {
  holds(
    '案卷评查',
    '类型=行政处罚; 满分=100; 合格线=60; 优秀线=90; 至少=2; 不合格每卷扣=0.5; 未报送=零分; 为空=缺项',
    250,
    [
      ['得分=92|78|55', '1.38'],
      ['得分=92、78，55', '1.38'],
      ['得分=100', '2.50'],
      ['得分=60|60', '1.50'],
      ['得分=59.99', '1.00'],
      ['得分=10|10|10', '0.00'],
      ['未报送=是', '0.00'],
      ['得分=无', 'notApplicable'],
      ['得分=101', '得分 OUT_OF_RANGE'],
      ['得分=80|-1', '得分 OUT_OF_RANGE'],
      ['得分=80|优', '得分 NOT_A_NUMBER'],
      ['得分=80.555', '得分 TOO_MANY_DECIMALS'],
      ['得分=80; 未报送=是', '未报送 CONFLICT'],
      ['未报送=否', 'unscored'],
    ],
  );

  it('gives the tie-break its files on a scale of 100', () => {
    const item = written('案卷评查', '类型=行政许可; 满分=50; 合格线=30; 优秀线=45; 不合格每卷扣=0.5', 100);
    expect(evaluate(item, '得分=46|39')).toMatchObject({ points: 85, caseFiles: { sum: 17000, count: 2 } });
  });
});

describe('11 deadline', () => {
  holds('期限', '事项=年度报告; 截止=次年03-01; 每逾期一日扣=0.1; 最多扣=0.8', 100, [
    ['日期=2021-03-01', '1.00'],
    ['日期=2020-12-31', '1.00'],
    ['日期=2021-03-03', '0.80'],
    ['日期=2021/3/3', '0.80'],
    ['日期=2021年3月3日', '0.80'],
    ['日期=2021-06-01', '0.20'],
    ['未报送=是', '0.00'],
    ['日期=2021-02-29', '日期 BAD_DATE'],
    ['日期=三月', '日期 BAD_DATE'],
    ['日期=1921-03-01', '日期 BAD_DATE'],
    ['日期=2021-03-01; 未报送=是', '未报送 CONFLICT'],
    ['未报送=否; 日期=2021-03-02', '0.90'],
  ]);
  // 29 February falls on the 28th where there is none: 2021 has none
  holds('期限', '截止=次年02-29; 每逾期一日扣=0.1; 最多扣=1', 100, [
    ['日期=2021-02-28', '1.00'],
    ['日期=2021-03-01', '0.90'],
  ]);
});

describe('12 bonusPerOccurrence', () => {
  holds(
    '按次加分',
    '层级=国家级:3|省级:2|市级:1; 计量=项; 最多加=3',
    0,
    [
      ['1=0; 2=1; 3=0; 文号=苏法〔2020〕3号', '2.00'],
      ['2=1; 文号=苏法〔2020〕3号', '2.00'],
      ['1=1; 2=1; 3=1; 文号=苏法〔2020〕3号', '3.00'],
      ['1=0; 2=0; 3=0', '0.00'],
      ['2=1', '文号 DOCUMENT_REQUIRED'],
      ['2=-1; 文号=苏', '2 NEGATIVE_COUNT'],
      ['文号=苏法〔2020〕3号', 'unscored'],
    ],
    'bonus',
  );
});

describe('13 veto', () => {
  holds(
    '否决',
    '后果=不合格; 情形=弄虚作假',
    0,
    [
      ['触发=否', '0.00'],
      ['触发=是; 文号=苏纪〔2020〕1号', '0.00'],
      ['触发=是', '文号 DOCUMENT_REQUIRED'],
      ['', 'unscored'],
    ],
    'veto',
  );

  it('says its effect only when triggered', () => {
    const fail = written('否决', '后果=不合格; 情形=弄虚作假', 0, 'veto');
    const cap = written('否决', '后果=最高良好; 情形=被约谈', 0, 'veto');
    expect(evaluate(fail, '触发=是; 文号=1号')).toMatchObject({ veto: 'fail' });
    expect(evaluate(fail, '触发=否')).toMatchObject({ veto: null });
    expect(evaluate(cap, '触发=是; 文号=1号')).toMatchObject({ veto: 'capGood' });
  });
});

describe('derivations', () => {
  it('lead from the inputs to the points', () => {
    const step = written('比例', '目标=100; 方式=分步; 每低=5; 扣=0.2; 取整=进一', 100);
    expect(linesOf(evaluate(step, '分子=95; 分母=100').steps)).toEqual([
      '分子 95 ÷ 分母 100 = 95.00%，低于目标 100%',
      '每低 5 个百分点扣 0.20 分，不足一档按一档：1 档，扣 0.20 分',
      '得分 1.00 − 0.20 = 0.80',
    ]);
    const linear = written('比例', '目标=90; 方式=线性', 150);
    expect(linesOf(evaluate(linear, '分子=85; 分母=100').steps)).toEqual([
      '分子 85 ÷ 分母 100 = 85.00%，低于目标 90%',
      '按实际值与目标值之比计分',
      '得分 1.50 × 85.00% ÷ 90% = 1.4166…，四舍五入为 1.42',
    ]);
  });

  it('show more digits where two would put a figure on the wrong side (6.5)', () => {
    const item = written('比例', '目标=95; 方式=线性', 100);
    expect(linesOf(evaluate(item, '分子=94999; 分母=100000').steps)[0]).toBe(
      '分子 94999 ÷ 分母 100000 = 94.999%，低于目标 95%',
    );
    expect(linesOf(evaluate(item, '分子=949999999999; 分母=1000000000000').steps)[0]).toBe(
      '分子 949999999999 ÷ 分母 1000000000000 = 95.00%（略低于），低于目标 95%',
    );
    const step = written('比例', '目标=100; 方式=分步; 每低=5; 扣=0.2; 取整=进一', 100);
    expect(linesOf(evaluate(step, '分子=94999; 分母=100000').steps)[0]).toContain('94.999%');
  });

  it('name every event, the cap and what is left', () => {
    const item = written('按次扣分', '事件=越权:0.5|被纠错:1; 计量=次; 最多扣=1', 100);
    expect(linesOf(evaluate(item, '1=1; 2=1').steps)).toEqual([
      '越权：1 次 × 0.50 = 0.50 分',
      '被纠错：1 次 × 1.00 = 1.00 分',
      '应扣 1.50 分，最多扣 1.00 分',
      '得分 1.00 − 1.00 = 0.00',
    ]);
  });
});

function message(method: string, parameters: string, inputs: string): string {
  return evaluate(written(method, parameters, 100), inputs).problems[0]?.message ?? '';
}

describe('messages', () => {
  it('say what is allowed', () => {
    expect(message('缺少扣分', '应有=4; 每少扣=0.1', '实际=-1')).toBe('实际不能小于0，应为0或正整数');
    expect(message('比例', '目标=90; 方式=线性', '分子=9; 分母=8')).toBe('分子9大于分母8，应为0至8');
    expect(message('比例', '目标=90; 方式=线性', '分子=9; 分母=0')).toBe('分子是9时分母不能为0，应不小于9');
    expect(message('酌情', '步长=0.1', '得分=1.5')).toBe('得分1.5超出范围，应为0至1');
    expect(message('案卷评查', '合格线=60; 优秀线=90; 不合格每卷扣=0.1', '得分=90|120')).toBe(
      '第2份案卷得分“120”超出范围，应为0至100',
    );
  });
});
