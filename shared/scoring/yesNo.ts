import { formatPoints } from '@shared/domain/points';
import type { YesNoRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 是否: all of the points or none. Practice page §6 kind 1. Input: 满足. */
export function scoreYesNo(rule: YesNoRule, input: InputReader, { worth }: RuleContext): RuleOutcome {
  const met = input.yesNo('满足', '满足');
  if (met === null) return null;
  const points = met ? worth : 0;
  return scored(points, formatPoints(points), [
    `${met ? '满足' : '不满足'}：${rule.condition || '评分条件'}`,
  ]);
}
