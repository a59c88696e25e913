import type { ScoringItem, Section } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import type { Rule } from '@shared/domain/rule';
import { EMPTY_ENTRY, type ExplanationStep, type ItemResult, type ScoreEntry } from '@shared/domain/score';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { parseInputs } from '@shared/tables/inputText';
import { parseRules } from '@shared/tables/ruleText';

/** The cycle's year in tests that have no other. */
export const YEAR = 2020;

/** An item with the given rules; points in hundredths. */
export function itemWith(rules: readonly Rule[], points: number, section: Section = 'base'): ScoringItem {
  return {
    code: '1.1.1',
    section,
    level1Code: '1',
    level1Name: '第一部分',
    level2Code: '1.1',
    level2Name: '第一节',
    name: '指标',
    requirement: '',
    points: section === 'base' ? points : 0,
    rules,
    standard: '',
    evidence: [],
    groups: [],
    unitTags: [],
    leadScorer: '',
    basis: [],
  };
}

/** An item as a table writes it: `written('比例', '目标=90; …', 150)`. */
export function written(
  method: string,
  parameters: string,
  points: number,
  section: Section = 'base',
): ScoringItem {
  const { rules, problems } = parseRules(method, parameters, points, section);
  if (rules === null) throw new Error(problems.map((problem) => problem.message).join('; '));
  return itemWith(rules, points, section);
}

/** An entry from 评分输入 as a table writes it. */
export function entryOf(item: ScoringItem, inputs: string, others: Partial<ScoreEntry> = {}): ScoreEntry {
  return { ...EMPTY_ENTRY, inputs: parseInputs(item, inputs).inputs, ...others };
}

export function evaluate(item: ScoringItem, inputs: string, others: Partial<ScoreEntry> = {}): ItemResult {
  return evaluateItem(item, entryOf(item, inputs, others), YEAR);
}

/** "1.42", 'notApplicable', 'unscored' or the codes of the problems: one word for a table of cases. */
export function outcome(result: ItemResult): string {
  if (result.status === 'scored') return formatPoints(result.points);
  if (result.problems.length > 0)
    return result.problems.map((problem) => `${problem.field} ${problem.code}`).join(', ');
  return result.status;
}

/** All lines of a derivation, children after their parent. */
export function linesOf(steps: readonly ExplanationStep[]): string[] {
  return steps.flatMap((step) => [step.text, ...linesOf(step.children ?? [])]);
}
