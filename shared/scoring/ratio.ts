import {
  ceil,
  compare,
  divide,
  floor,
  fractionFromQuantity,
  fractionOf,
  multiply,
  subtract,
  type Fraction,
} from '@shared/domain/fraction';
import { formatPoints } from '@shared/domain/points';
import type { LinearRatioRule, RatioRule, StepRatioRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, shownBeside, whenNothing, type RuleContext, type RuleOutcome } from './ruleScore';

const HUNDRED = fractionOf(100);

/**
 * 比例: numerator over denominator against a target percentage, compared exactly. Practice page §6 kinds 6 and 7,
 * §6.1 (0 of 0), §6.2 (numerator above denominator), §6.5 (near the target). Inputs 分子, 分母.
 */
export function scoreRatio(rule: RatioRule, input: InputReader, context: RuleContext): RuleOutcome {
  const numerator = input.decimal('分子', '分子');
  const denominator = input.decimal('分母', '分母');
  if (numerator === null || denominator === null) return null;
  const top = fractionFromQuantity(numerator);
  const bottom = fractionFromQuantity(denominator);
  const target = fractionFromQuantity(rule.target);
  if (bottom.n === 0n) {
    return top.n === 0n
      ? whenNothing(rule.whenEmpty, context.worth, '分子、分母都是0，没有相关事项')
      : input.refuse('分母', 'ZERO_DENOMINATOR', `分子是${numerator}时分母不能为0，应不小于${numerator}`);
  }
  // A target above 100 % can only be met by a numerator above the denominator.
  if (compare(top, bottom) > 0 && compare(target, HUNDRED) <= 0) {
    return input.refuse(
      '分子',
      'NUMERATOR_ABOVE_DENOMINATOR',
      `分子${numerator}大于分母${denominator}，应为0至${denominator}`,
    );
  }
  const percent = divide(multiply(top, HUNDRED), bottom);
  const lines = linesNear(rule, percent, target);
  const shown = shownBeside(percent, lines);
  const fact = `分子 ${numerator} ÷ 分母 ${denominator} = ${shown.includes('（') ? shown.replace('（', '%（') : `${shown}%`}`;
  if (compare(percent, target) >= 0) {
    return scored(context.worth, formatPoints(context.worth), [`${fact}，达到目标 ${rule.target}%`]);
  }
  const below = `${fact}，低于目标 ${rule.target}%`;
  return rule.mode === 'linear'
    ? linear(rule, percent, target, shown, below, context)
    : stepped(rule, percent, target, below, context);
}

/** The percentages at which the points change: what is shown must lie on the right side of them (§6.5). */
function linesNear(rule: RatioRule, percent: Fraction, target: Fraction): readonly Fraction[] {
  if (rule.mode === 'linear')
    return rule.zeroBelow === null ? [target] : [target, fractionFromQuantity(rule.zeroBelow)];
  const size = fractionFromQuantity(rule.stepSize);
  const steps = divide(subtract(target, percent), size);
  const at = (count: bigint): Fraction => subtract(target, multiply(fractionOf(count), size));
  return [target, at(floor(steps)), at(ceil(steps))];
}

function linear(
  rule: LinearRatioRule,
  percent: Fraction,
  target: Fraction,
  shown: string,
  fact: string,
  { worth }: RuleContext,
): RuleOutcome {
  if (rule.zeroBelow !== null && compare(percent, fractionFromQuantity(rule.zeroBelow)) < 0) {
    return scored(0, '0.00', [fact, `低于 ${rule.zeroBelow}%，不得分`]);
  }
  const value = divide(multiply(fractionOf(worth), percent), target);
  return scored(value, `${formatPoints(worth)} × ${shown.replace(/（.*/, '')}% ÷ ${rule.target}%`, [
    fact,
    '按实际值与目标值之比计分',
  ]);
}

function stepped(
  rule: StepRatioRule,
  percent: Fraction,
  target: Fraction,
  fact: string,
  { worth }: RuleContext,
): RuleOutcome {
  const exact = divide(subtract(target, percent), fractionFromQuantity(rule.stepSize));
  const steps = rule.stepRounding === 'ceil' ? ceil(exact) : floor(exact);
  const deducted = steps * BigInt(rule.perStep);
  const rounding = rule.stepRounding === 'ceil' ? '不足一档按一档' : '不足一档不计';
  return scored(
    { n: BigInt(worth) - deducted, d: 1n },
    `${formatPoints(worth)} − ${formatPoints(Number(deducted))}`,
    [
      fact,
      `每低 ${rule.stepSize} 个百分点扣 ${formatPoints(rule.perStep)} 分，${rounding}：${steps} 档，扣 ${formatPoints(Number(deducted))} 分`,
    ],
  );
}
