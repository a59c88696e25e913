import type { VetoRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/** 否决: no points; changes the grade, practice page §6 kind 13 and §8. Inputs 触发 and, when triggered, 文号. */
export function scoreVeto(rule: VetoRule, input: InputReader, _context: RuleContext): RuleOutcome {
  const triggered = input.yesNo('触发', '触发');
  const document = input.words('文号');
  if (triggered === null) return null;
  if (!triggered) return scored(0, '0.00', ['未触发否决情形'], { veto: null });
  if (document === '') return input.refuse('文号', 'DOCUMENT_REQUIRED', '触发否决时必须填写文号');
  const effect = rule.effect === 'fail' ? '等次定为不合格' : '等次最高为良好';
  return scored(0, '0.00', [`触发否决：${rule.triggers.join('；')}`, `文号：${document}`, effect], {
    veto: rule.effect,
  });
}
