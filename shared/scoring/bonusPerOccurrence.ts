import { formatPoints } from '@shared/domain/points';
import type { BonusPerOccurrenceRule } from '@shared/domain/rule';
import { countEach } from './countEach';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

/**
 * 按次加分: min(cap, Σ matters × points of their level). Practice page §6 kind 12. Each matter is counted once, at its
 * best level. Inputs 1, 2 … and 文号, required when any is counted: honours without a document do not count.
 */
export function scoreBonusPerOccurrence(
  rule: BonusPerOccurrenceRule,
  input: InputReader,
  _context: RuleContext,
): RuleOutcome {
  const document = input.words('文号');
  const counted = countEach(
    rule.levels.map((level) => ({ ...level, unit: rule.unit || '项' })),
    input,
    false,
  );
  if (counted === null) return null;
  if (counted.any && document === '') {
    return input.refuse('文号', 'DOCUMENT_REQUIRED', '有加分事项时必须填写文号，没有正式文件的不予加分');
  }
  const points = counted.sum > BigInt(rule.cap) ? rule.cap : Number(counted.sum);
  const notes = [...counted.notes];
  if (counted.sum > BigInt(rule.cap))
    notes.push(`应加 ${formatPoints(Number(counted.sum))} 分，最多加 ${formatPoints(rule.cap)} 分`);
  if (document !== '') notes.push(`文号：${document}`);
  return scored(points, formatPoints(points), notes);
}
