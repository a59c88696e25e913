import { formatPoints } from '@shared/domain/points';
import type { ChecklistRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 分项: the sum of the parts that are there. Practice page §6 kind 2. Inputs 1, 2 …: 是 or 否, every part is answered. */
export function scoreChecklist(rule: ChecklistRule, input: InputReader, _context: RuleContext): RuleOutcome {
  let sum = 0;
  let complete = true;
  const notes: string[] = [];
  const terms: string[] = [];
  rule.parts.forEach((part, index) => {
    const present = input.yesNo(String(index + 1), part.name);
    if (present === null) {
      complete = false;
      return;
    }
    if (present) {
      sum += part.points;
      terms.push(formatPoints(part.points));
    }
    notes.push(`${part.name}（${formatPoints(part.points)}分）：${present ? '有' : '无'}`);
  });
  if (!complete) return null;
  return scored(sum, terms.length > 0 ? terms.join(' + ') : '0.00', notes);
}
