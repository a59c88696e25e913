import type { Rule } from '@shared/domain/rule';
import { scoreBands } from './bands';
import { scoreBonusPerOccurrence } from './bonusPerOccurrence';
import { scoreCaseReview } from './caseReview';
import { scoreChecklist } from './checklist';
import { scoreDeadline } from './deadline';
import { scoreDeductPerMissing } from './deductPerMissing';
import { scoreGraded } from './graded';
import type { InputReader } from './inputReader';
import { scoreManual } from './manual';
import { scorePerOccurrenceDeduct } from './perOccurrenceDeduct';
import { scoreRatio } from './ratio';
import type { RuleContext, RuleOutcome } from './ruleScore';
import { scoreVeto } from './veto';
import { scoreYesNo } from './yesNo';

/** The closed set of rule kinds, practice page §6: one function each. */
export function scoreRule(rule: Rule, input: InputReader, context: RuleContext): RuleOutcome {
  switch (rule.kind) {
    case 'yesNo':
      return scoreYesNo(rule, input, context);
    case 'checklist':
      return scoreChecklist(rule, input, context);
    case 'graded':
      return scoreGraded(rule, input, context);
    case 'manual':
      return scoreManual(rule, input, context);
    case 'deductPerMissing':
      return scoreDeductPerMissing(rule, input, context);
    case 'ratio':
      return scoreRatio(rule, input, context);
    case 'bands':
      return scoreBands(rule, input, context);
    case 'perOccurrenceDeduct':
      return scorePerOccurrenceDeduct(rule, input, context);
    case 'caseReview':
      return scoreCaseReview(rule, input, context);
    case 'deadline':
      return scoreDeadline(rule, input, context);
    case 'bonusPerOccurrence':
      return scoreBonusPerOccurrence(rule, input, context);
    case 'veto':
      return scoreVeto(rule, input, context);
  }
}
