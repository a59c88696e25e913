import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { evaluateItem, reasonNeeded } from '@shared/scoring/evaluateItem';
import { entryOf, evaluate, linesOf, outcome, written, YEAR } from '../../helpers/scoringItems';

const MANUAL = written('酌情', '步长=0.1', 125);
const RATIO = written('比例', '目标=100; 方式=分步; 每低=5; 扣=0.2; 取整=进一', 100);
const BONUS = written('按次加分', '层级=省级:2|市级:1; 计量=项; 最多加=3', 0, 'bonus');
const DEDUCTION = written('按次扣分', '事件=通报:1; 计量=次; 最多扣=5', 0, 'deduction');

describe('no entry', () => {
  it('is not scored, which is not zero', () => {
    expect(evaluateItem(RATIO, null, YEAR)).toMatchObject({ status: 'unscored', problems: [] });
    expect(evaluateItem(RATIO, EMPTY_ENTRY, YEAR)).toMatchObject({ status: 'unscored', problems: [] });
    expect(outcome(evaluate(RATIO, '', { reason: '只写了理由' }))).toBe('unscored');
  });
});

describe('不适用 by request', () => {
  it('needs a reason', () => {
    expect(outcome(evaluate(RATIO, '', { notApplicable: true }))).toBe('扣分理由 REASON_REQUIRED');
    expect(outcome(evaluate(RATIO, '', { notApplicable: true, reason: '  ' }))).toBe(
      '扣分理由 REASON_REQUIRED',
    );
    expect(evaluate(RATIO, '', { notApplicable: true, reason: '无此职能' })).toMatchObject({
      status: 'notApplicable',
      source: 'request',
    });
  });

  it('stands above inputs that were typed before', () => {
    expect(outcome(evaluate(RATIO, '分子=1; 分母=2', { notApplicable: true, reason: '无此职能' }))).toBe(
      'notApplicable',
    );
  });
});

describe('manual', () => {
  it.each([
    ['1.2', '核查', '1.20'],
    ['0', '核查', '0.00'],
    ['1.25', '', '1.25'],
    ['1.20', '', '扣分理由 REASON_REQUIRED'],
    ['1.22', '核查', '得分 STEP'],
    ['1.3', '核查', '得分 OUT_OF_RANGE'],
    ['-0.1', '核查', '得分 OUT_OF_RANGE'],
    ['一分', '核查', '得分 NOT_A_NUMBER'],
    ['0.125', '核查', '得分 TOO_MANY_DECIMALS'],
  ])('得分 %s with reason “%s” → %s, as an input and as points', (points, reason, expected) => {
    expect(outcome(evaluate(MANUAL, `得分=${points}`, { reason }))).toBe(expected);
    expect(outcome(evaluate(MANUAL, '', { points, reason }))).toBe(expected);
  });

  it('counts a step of 0.05 in hundredths', () => {
    const item = written('酌情', '步长=0.05', 100);
    expect(outcome(evaluate(item, '得分=0.35', { reason: '核查' }))).toBe('0.35');
    expect(outcome(evaluate(item, '得分=0.33', { reason: '核查' }))).toBe('得分 STEP');
  });
});

describe('points given directly', () => {
  it.each([
    ['1', '', '1.00'],
    ['１．００', '', '1.00'],
    ['0.8', '按评分标准', '0.80'],
    ['0.83', '按评分标准', '0.83'],
    ['0.8', '', '扣分理由 REASON_REQUIRED'],
    ['1.01', '按评分标准', '得分 OUT_OF_RANGE'],
    ['0.801', '按评分标准', '得分 TOO_MANY_DECIMALS'],
  ])('base item: %s with reason “%s” → %s', (points, reason, expected) => {
    expect(outcome(evaluate(RATIO, '', { points, reason }))).toBe(expected);
  });

  it('must agree with the inputs where both stand', () => {
    expect(outcome(evaluate(RATIO, '分子=95; 分母=100', { points: '0.8' }))).toBe('0.80');
    expect(outcome(evaluate(RATIO, '分子=95; 分母=100', { points: '0.9', reason: '酌情' }))).toBe(
      '得分 POINTS_DIFFER',
    );
    expect(outcome(evaluate(RATIO, '分子=0; 分母=0', { points: '1' }))).toBe('得分 POINTS_DIFFER');
    expect(outcome(evaluate(RATIO, '分子=95', { points: '0.8', reason: '酌情' }))).toBe(
      '得分 INPUTS_INCOMPLETE',
    );
    expect(outcome(evaluate(RATIO, '分子=95; 分母=x', { points: '0.8' }))).toBe('分母 NOT_A_NUMBER');
  });

  it('of a bonus stay within its cap and need a document', () => {
    expect(outcome(evaluate(BONUS, '文号=苏法1号', { points: '2.5' }))).toBe('2.50');
    expect(outcome(evaluate(BONUS, '', { points: '2.5' }))).toBe('文号 DOCUMENT_REQUIRED');
    expect(outcome(evaluate(BONUS, '', { points: '0' }))).toBe('0.00');
    expect(outcome(evaluate(BONUS, '文号=苏法1号', { points: '3.01' }))).toBe('得分 OUT_OF_RANGE');
  });

  it('of a deduction are what is taken off, with a reason', () => {
    expect(outcome(evaluate(DEDUCTION, '', { points: '1.5', reason: '通报' }))).toBe('1.50');
    expect(outcome(evaluate(DEDUCTION, '', { points: '1.5' }))).toBe('扣分理由 REASON_REQUIRED');
    expect(outcome(evaluate(DEDUCTION, '', { points: '0' }))).toBe('0.00');
    expect(outcome(evaluate(DEDUCTION, '', { points: '5.5', reason: '通报' }))).toBe('得分 OUT_OF_RANGE');
  });

  it('do not exist for a veto', () => {
    const veto = written('否决', '后果=不合格; 情形=造假', 0, 'veto');
    expect(outcome(evaluate(veto, '', { points: '1' }))).toBe('得分 UNKNOWN_FIELD');
  });
});

describe('judgement beside the 100 points', () => {
  it('adds a bonus up to its own points', () => {
    const item = written('酌情', '分值=2; 步长=0.5', 0, 'bonus');
    expect(outcome(evaluate(item, '得分=1.5; 文号=1号'))).toBe('1.50');
    expect(outcome(evaluate(item, '得分=1.5'))).toBe('文号 DOCUMENT_REQUIRED');
    expect(outcome(evaluate(item, '得分=2.5; 文号=1号'))).toBe('得分 OUT_OF_RANGE');
  });

  it('takes a deduction off', () => {
    const item = written('酌情', '分值=2; 步长=0.5', 0, 'deduction');
    expect(outcome(evaluate(item, '得分=0'))).toBe('0.00');
    expect(outcome(evaluate(item, '得分=1.5', { reason: '通报' }))).toBe('1.50');
    expect(outcome(evaluate(item, '得分=1.5'))).toBe('扣分理由 REASON_REQUIRED');
  });
});

describe('items with several rules (6.13)', () => {
  // 开江县: 1.5 points; no system −0.3; each missing session −0.3, sessions together at most 1.2
  const sessions = written(
    '是否+缺少扣分',
    '[1] 分值=0.3; 条件=有制度 [2] 应有=6; 计量=次; 每少扣=0.3; 最多扣=1.2',
    150,
  );

  it.each([
    ['[1] 满足=是 [2] 实际=6', '1.50'],
    ['[1] 满足=否 [2] 实际=6', '1.20'],
    ['[1] 满足=否 [2] 实际=4', '0.60'],
    ['[1] 满足=否 [2] 实际=0', '0.00'],
    ['[1] 满足=是', 'unscored'],
    ['[1] 满足=是 [2] 实际=-1', '[2]实际 NEGATIVE_COUNT'],
    ['[1] 满足=也许 [2] 实际=x', '满足 NOT_YES_NO, [2]实际 NOT_A_NUMBER'],
  ])('%s → %s', (inputs, expected) => {
    expect(outcome(evaluate(sessions, inputs))).toBe(expected);
  });

  it('stop at zero: one item never eats into another', () => {
    const item = written(
      '缺少扣分+按次扣分',
      '[1] 应有=4; 每少扣=0.5; 最多扣=1 [2] 事件=被纠错:0.5; 计量=件; 最多扣=1',
      100,
    );
    const result = evaluate(item, '[1] 实际=2 [2] 1=2');
    expect(outcome(result)).toBe('0.00');
    expect(linesOf(result.steps).at(-1)).toBe('得分 1.00 − 1.00 − 1.00，扣完为止，计 0.00');
  });

  it('round once, after all deductions', () => {
    // Each rule loses 1/3 × 0.5 = 0.1666…; twice rounded would give 0.66, exactly it is 0.6666… → 0.67
    const item = written(
      '比例+比例',
      '[1] 分值=0.5; 目标=100; 方式=线性 [2] 分值=0.5; 目标=100; 方式=线性',
      100,
    );
    expect(outcome(evaluate(item, '[1] 分子=2; 分母=3 [2] 分子=2; 分母=3'))).toBe('0.67');
  });

  it('lose nothing by an empty rule, and are not applicable when all are empty', () => {
    const item = written(
      '比例+比例',
      '[1] 分值=0.5; 目标=100; 方式=线性 [2] 分值=0.5; 目标=100; 方式=线性',
      100,
    );
    expect(outcome(evaluate(item, '[1] 分子=0; 分母=0 [2] 分子=1; 分母=2'))).toBe('0.75');
    expect(evaluate(item, '[1] 分子=0; 分母=0 [2] 分子=0; 分母=0')).toMatchObject({
      status: 'notApplicable',
      source: 'empty',
    });
  });

  it('take what a list of parts or levels adds up to for its share', () => {
    const item = written('分项+分档', '[1] 部分=甲:0.2|乙:0.3 [2] 档次=好:0.5|差:0', 100);
    expect(outcome(evaluate(item, '[1] 1=是; 2=否 [2] 档次=2'))).toBe('0.20');
    expect(outcome(evaluate(item, '[1] 1=是; 2=是 [2] 档次=1'))).toBe('1.00');
  });

  it('explain rule by rule', () => {
    const result = evaluate(sessions, '[1] 满足=否 [2] 实际=4');
    expect(linesOf(result.steps)).toEqual([
      '[1] 是否：扣 0.30 分',
      '不满足：有制度',
      '[2] 缺少扣分：扣 0.60 分',
      '实际 4 次，应有 6 次，缺少 2 次',
      '每少1次扣 0.30 分，应扣 0.60 分',
      '得分 1.50 − 0.30 − 0.60 = 0.60',
    ]);
  });
});

describe('6.11: no events', () => {
  it('is full marks for losses and not applicable for a rate', () => {
    const lost = written('按次扣分', '事件=败诉:1; 计量=件; 最多扣=1', 100);
    const appeared = written('比例', '目标=100; 方式=线性; 为空=缺项', 100);
    expect(outcome(evaluate(lost, '1=0'))).toBe('1.00');
    expect(outcome(evaluate(appeared, '分子=0; 分母=0'))).toBe('notApplicable');
  });
});

describe('reasonNeeded', () => {
  it('asks for a reason exactly where a score without one is refused', () => {
    expect(reasonNeeded(RATIO, entryOf(RATIO, '分子=1; 分母=2'))).toBe(false);
    expect(reasonNeeded(RATIO, entryOf(RATIO, '', { points: '0.5' }))).toBe(true);
    expect(reasonNeeded(RATIO, entryOf(RATIO, '', { points: '1' }))).toBe(false);
    expect(reasonNeeded(MANUAL, entryOf(MANUAL, '得分=1'))).toBe(true);
    expect(reasonNeeded(MANUAL, entryOf(MANUAL, '得分=1.25'))).toBe(false);
    expect(reasonNeeded(RATIO, { ...EMPTY_ENTRY, notApplicable: true })).toBe(true);
    expect(reasonNeeded(BONUS, entryOf(BONUS, '', { points: '1' }))).toBe(false);
  });

  it('does not ask where the table says 理由=选填', () => {
    const item = written('酌情', '步长=0.1; 理由=选填', 100);
    expect(outcome(evaluate(item, '得分=0.5'))).toBe('0.50');
  });
});
