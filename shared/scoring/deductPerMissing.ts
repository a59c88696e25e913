import { compare, fractionFromQuantity, fractionOf, multiply, subtract, ZERO } from '@shared/domain/fraction';
import { formatPoints } from '@shared/domain/points';
import type { DeductPerMissingRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { exactPointsText, scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 缺少扣分: points − min(maxDeduct, max(0, required − actual) × perMissing). Practice page §6 kind 5. Input 实际. */
export function scoreDeductPerMissing(
  rule: DeductPerMissingRule,
  input: InputReader,
  { worth }: RuleContext,
): RuleOutcome {
  // Where half units can be owed (2.5 学时) half units can be had; otherwise things are counted.
  const actual = rule.required.includes('.')
    ? input.decimal('实际', '实际')
    : (input.count('实际', '实际')?.toString() ?? null);
  if (actual === null) return null;
  const unit = rule.unit || '次';
  const missing = subtract(fractionFromQuantity(rule.required), fractionFromQuantity(actual));
  const facts = `${rule.subject}实际 ${actual} ${unit}，应有 ${rule.required} ${unit}`;
  if (compare(missing, ZERO) <= 0) return scored(worth, formatPoints(worth), [`${facts}，不缺`]);
  const computed = multiply(missing, fractionOf(rule.perMissing));
  const most = fractionOf(rule.maxDeduct);
  const capped = compare(computed, most) > 0;
  const deducted = capped ? most : computed;
  const notes = [
    `${facts}，缺少 ${exactPointsText(multiply(missing, fractionOf(100))).replace(/\.00$/, '')} ${unit}`,
    `每少1${unit}扣 ${formatPoints(rule.perMissing)} 分，应扣 ${exactPointsText(computed)} 分` +
      (capped ? `，最多扣 ${formatPoints(rule.maxDeduct)} 分` : ''),
  ];
  return scored(
    subtract(fractionOf(worth), deducted),
    `${formatPoints(worth)} − ${exactPointsText(deducted)}`,
    notes,
  );
}
