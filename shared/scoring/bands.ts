import { compare, fractionFromQuantity, type Fraction } from '@shared/domain/fraction';
import { formatPoints } from '@shared/domain/points';
import type { Band, BandsRule } from '@shared/domain/rule';
import { NONE_WORD, type InputReader } from './inputReader';
import { scored, whenNothing, type RuleContext, type RuleOutcome } from './ruleScore';

/**
 * 区间: the score of the band the value lies in. Practice page §6 kind 8; §6.4: min ≤ x < max where higher is better,
 * min < x ≤ max where lower is better. Input 数值; 无 means there is no such value.
 */
export function scoreBands(rule: BandsRule, input: InputReader, context: RuleContext): RuleOutcome {
  if (input.text('数值') === NONE_WORD) {
    return whenNothing(rule.whenEmpty, context.worth, `${rule.metric || '数值'}：无`);
  }
  const value = input.decimal('数值', '数值', { signed: true, suffix: rule.unit });
  if (value === null) return null;
  const exact = fractionFromQuantity(value);
  const band = rule.bands.find((each) => isInBand(exact, each, rule.direction));
  if (!band) return input.refuse('数值', 'OUT_OF_RANGE', `数值${value}不在评分标准的任何一个区间内`);
  return scored(band.score, formatPoints(band.score), [
    `${rule.metric || '数值'} ${value}${rule.unit}，在“${band.label}”一档`,
  ]);
}

/** Closed below and open above where higher is better, the other way round where lower is better. §6.4. */
export function isInBand(
  value: Fraction,
  band: Pick<Band, 'min' | 'max'>,
  direction: BandsRule['direction'],
): boolean {
  if (band.min !== null) {
    const side = compare(value, fractionFromQuantity(band.min));
    if (side < 0 || (side === 0 && direction === 'lowerBetter')) return false;
  }
  if (band.max !== null) {
    const side = compare(value, fractionFromQuantity(band.max));
    if (side > 0 || (side === 0 && direction === 'higherBetter')) return false;
  }
  return true;
}
