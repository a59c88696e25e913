import {
  add,
  clamp,
  fractionOf,
  isWhole,
  roundToPoints,
  subtract,
  ZERO,
  type Fraction,
} from '@shared/domain/fraction';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints, type Points } from '@shared/domain/points';
import { RULE_KIND_NAMES, type Rule } from '@shared/domain/rule';
import type { CaseFileSum, ExplanationStep, ItemResult, VetoEffect } from '@shared/domain/score';
import { exactPointsText, type RuleOutcome, type RuleScore } from './ruleScore';

export interface RuleResult {
  readonly rule: Rule;
  readonly worth: Points;
  readonly outcome: NonNullable<RuleOutcome>;
}

/** 得, 加 or 扣: what the figure of a section means. */
const VERB = { base: '得分', bonus: '加分', deduction: '扣分', veto: '得分' } as const;

/**
 * Rule scores → item: max(0, points − Σ(P − score)), rounded half up once; practice page §6.13. An empty rule takes
 * nothing off; where all are empty the item is not applicable.
 */
export function combineRules(item: ScoringItem, results: readonly RuleResult[]): ItemResult {
  if (results.every(({ outcome }) => outcome.state === 'empty')) {
    return {
      status: 'notApplicable',
      source: 'empty',
      problems: [],
      steps: results.flatMap((each) => linesOf(each.outcome)),
    };
  }
  const only = results.length === 1 ? results[0] : undefined;
  const total = only ? single(item, only) : several(item, results);
  const scores = results.flatMap(({ outcome }) => (outcome.state === 'scored' ? [outcome] : []));
  return {
    status: 'scored',
    points: roundToPoints(total.value),
    ...(isWhole(total.value) ? {} : { exact: total.value }),
    veto: strongestVeto(scores.map((score) => score.veto ?? null)),
    caseFiles: sumOfFiles(scores),
    problems: [],
    steps: total.steps,
  };
}

interface Total {
  readonly value: Fraction;
  readonly steps: readonly ExplanationStep[];
}

function single(item: ScoringItem, { worth, outcome }: RuleResult): Total {
  const score = outcome as RuleScore;
  const steps = [...linesOf(score)];
  if (item.section === 'veto') return { value: ZERO, steps };
  const held = clamp(score.value, ZERO, fractionOf(worth));
  const lost = subtract(fractionOf(worth), held);
  const value = settle(item, held, lost);
  const raw = item.section === 'deduction' ? lost : score.value;
  // Where the rule is worth something else than its item, what it takes off comes off the item's points.
  const expression =
    item.section === 'base' && worth !== item.points
      ? `${formatPoints(item.points)} − （${formatPoints(worth)} − ${exactPointsText(held)}）`
      : score.expression;
  steps.push({
    text: resultLine(item, expression, worth === item.points || item.section !== 'base' ? raw : value, value),
  });
  return { value, steps };
}

function several(item: ScoringItem, results: readonly RuleResult[]): Total {
  const steps: ExplanationStep[] = [];
  const terms: string[] = [];
  let held = ZERO;
  let lost = ZERO;
  results.forEach(({ rule, worth, outcome }, index) => {
    const title = `[${index + 1}] ${RULE_KIND_NAMES[rule.kind]}`;
    if (outcome.state === 'empty') {
      steps.push({ text: `${title}：缺项，不扣分`, children: linesOf(outcome) });
      return;
    }
    const own = clamp(outcome.value, ZERO, fractionOf(worth));
    const off = subtract(fractionOf(worth), own);
    held = add(held, own);
    lost = add(lost, off);
    const figure = item.section === 'bonus' ? own : off;
    terms.push(exactPointsText(figure));
    steps.push({
      text: `${title}：${item.section === 'bonus' ? '加' : '扣'} ${exactPointsText(figure)} 分`,
      children: linesOf(outcome),
    });
  });
  if (item.section === 'veto') return { value: ZERO, steps };
  const value = settle(item, held, lost);
  const whole =
    item.section === 'base' ? [formatPoints(item.points), ...terms].join(' − ') : terms.join(' + ');
  const raw = item.section === 'base' ? subtract(fractionOf(item.points), lost) : value;
  steps.push({ text: resultLine(item, whole, raw, value) });
  return { value, steps };
}

/** What counts for the item: points kept (base), points added (bonus) or points taken off (deduction). */
function settle(item: ScoringItem, held: Fraction, lost: Fraction): Fraction {
  if (item.section === 'bonus') return held;
  if (item.section === 'deduction') return lost;
  return clamp(subtract(fractionOf(item.points), lost), ZERO, fractionOf(item.points));
}

function resultLine(item: ScoringItem, expression: string, raw: Fraction, value: Fraction): string {
  const word = VERB[item.section];
  const points = formatPoints(roundToPoints(value));
  if (raw.n < 0n) return `${word} ${expression}，扣完为止，计 ${points}`;
  const exact = exactPointsText(raw);
  const left = expression === exact ? `${word} ${exact}` : `${word} ${expression} = ${exact}`;
  if (isWhole(raw) && exact === points) return left;
  return isWhole(raw) ? `${left}，最多计 ${points}` : `${left}，四舍五入为 ${points}`;
}

function linesOf(outcome: NonNullable<RuleOutcome>): ExplanationStep[] {
  return outcome.notes.map((text) => ({ text }));
}

/** fail outweighs capGood; practice page §8. */
export function strongestVeto(effects: readonly (VetoEffect | null)[]): VetoEffect | null {
  if (effects.includes('fail')) return 'fail';
  return effects.includes('capGood') ? 'capGood' : null;
}

function sumOfFiles(scores: readonly RuleScore[]): CaseFileSum | null {
  let sum = 0;
  let count = 0;
  for (const { caseFiles } of scores) {
    if (!caseFiles) continue;
    sum += caseFiles.sum;
    count += caseFiles.count;
  }
  return count > 0 ? { sum, count } : null;
}
