import { formatPoints } from '@shared/domain/points';
import type { GradedRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 分档: the chosen level's score. Practice page §6 kind 3. Input 档次: the level's place in the list, from 1, or its words. */
export function scoreGraded(rule: GradedRule, input: InputReader, _context: RuleContext): RuleOutcome {
  const text = input.text('档次');
  if (text === '') return null;
  const byWords = rule.levels.findIndex((level) => level.label === (input.words('档次') || text));
  const index = byWords >= 0 ? byWords : /^\d{1,3}$/.test(text) ? Number(text) - 1 : -1;
  const level = rule.levels[index];
  if (!level) {
    const choices = rule.levels.map((each, place) => `${place + 1} ${each.label}`).join('，');
    return input.refuse('档次', 'OUT_OF_RANGE', `档次“${text}”不在1至${rule.levels.length}之内：${choices}`);
  }
  return scored(level.score, formatPoints(level.score), [`档次 ${index + 1}：${level.label}`]);
}
