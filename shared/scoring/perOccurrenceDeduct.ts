import { formatPoints } from '@shared/domain/points';
import type { PerOccurrenceDeductRule } from '@shared/domain/rule';
import { countEach } from './countEach';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 按次扣分: points − min(maxDeduct, Σ count × each). Practice page §6 kind 9; §6.11: no event earns full points. Inputs 1, 2 …. */
export function scorePerOccurrenceDeduct(
  rule: PerOccurrenceDeductRule,
  input: InputReader,
  { worth, section }: RuleContext,
): RuleOutcome {
  // In the base section an unanswered event is not "none": not scored is not zero.
  const counted = countEach(rule.events, input, section === 'base');
  if (counted === null) return null;
  const deducted = counted.sum > BigInt(rule.maxDeduct) ? rule.maxDeduct : Number(counted.sum);
  const capped = counted.sum > BigInt(rule.maxDeduct);
  const notes = [...counted.notes];
  if (capped)
    notes.push(`应扣 ${formatPoints(Number(counted.sum))} 分，最多扣 ${formatPoints(rule.maxDeduct)} 分`);
  if (section === 'deduction') return scored(worth - deducted, formatPoints(deducted), notes);
  return scored(worth - deducted, `${formatPoints(worth)} − ${formatPoints(deducted)}`, notes);
}
