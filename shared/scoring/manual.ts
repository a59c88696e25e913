import { formatPoints, parsePoints, parseQuantity, shortPoints, type Points } from '@shared/domain/points';
import type { ManualRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/**
 * 酌情: points given by judgement, in steps, from 0 to the rule's points; full points need not be on a step.
 * Practice page §6 kind 4. Input 得分; in the deduction section it is what is taken off.
 * Whether a reason is needed is decided for the whole item, see reasonNeeded.
 */
export function scoreManual(rule: ManualRule, input: InputReader, context: RuleContext): RuleOutcome {
  const text = input.text('得分');
  if (text === '') return null;
  const points = readPointsGiven(text, context.worth, (code, message) => input.refuse('得分', code, message));
  if (points === null) return null;
  if (!isOnStep(points, rule, context.worth))
    return input.refuse('得分', 'STEP', stepMessage(rule, context.worth));
  if (context.section === 'deduction') {
    return scored(context.worth - points, formatPoints(points), [`酌情扣 ${formatPoints(points)} 分`]);
  }
  return scored(points, formatPoints(points), [
    `酌情给 ${formatPoints(points)} 分，满分 ${formatPoints(context.worth)} 分`,
  ]);
}

/** Points typed by a person, 0 … max, at most two decimals. Null after `refuse` was told why. */
export function readPointsGiven(
  text: string,
  max: Points,
  refuse: (code: string, message: string) => null,
): Points | null {
  const range = `应为0至${shortPoints(max)}`;
  const quantity = parseQuantity(text);
  if (quantity === null) return refuse('NOT_A_NUMBER', `得分“${text}”不是数字，${range}`);
  if (quantity.startsWith('-')) return refuse('OUT_OF_RANGE', `得分不能小于0，${range}`);
  const points = parsePoints(quantity);
  if (points === null)
    return refuse('TOO_MANY_DECIMALS', `得分“${text}”超过两位小数，${range}，最多两位小数`);
  return points <= max ? points : refuse('OUT_OF_RANGE', `得分${shortPoints(points)}超出范围，${range}`);
}

/** Multiples of the step, or full points. */
export function isOnStep(points: Points, rule: ManualRule, worth: Points): boolean {
  return points === worth || rule.step <= 0 || points % rule.step === 0;
}

export function stepMessage(rule: ManualRule, worth: Points): string {
  return `得分应为${shortPoints(rule.step)}的整数倍或满分${shortPoints(worth)}，范围0至${shortPoints(worth)}`;
}
