import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Points } from '@shared/domain/points';
import type { Rule } from '@shared/domain/rule';

/** Where neither item nor rule says how much may be given by judgement; the category's cap follows anyway. */
const UNBOUNDED: Points = 10_000;

type Shape = Pick<ScoringItem, 'section' | 'points' | 'rules'>;

/**
 * P of a rule in hundredths: what it earns at best, and what its deduction is counted from. Practice page §6.13.
 * Its own `分值=`; else, beside other rules or outside the base section, what its parameters add up to; else the
 * item's points.
 */
export function ruleWorth(rule: Rule, item: Shape): Points {
  if (rule.kind === 'veto') return 0;
  if (rule.kind === 'bonusPerOccurrence') return rule.cap;
  if (rule.points !== undefined) return rule.points;
  if (item.section === 'base' && item.rules.length === 1) return item.points;
  const own = ownWorth(rule);
  if (own !== null) return own;
  if (item.section === 'base') return item.points;
  return 'maxDeduct' in rule ? rule.maxDeduct : UNBOUNDED;
}

/** What the parameters alone say a rule is worth; null where they do not. */
export function ownWorth(rule: Rule): Points | null {
  switch (rule.kind) {
    case 'checklist':
      return rule.parts.reduce((sum, part) => sum + part.points, 0);
    case 'graded':
      return Math.max(0, ...rule.levels.map((level) => level.score));
    case 'bands':
      return Math.max(0, ...rule.bands.map((band) => band.score));
    default:
      return null;
  }
}

/** The most an item can come to: its points, all its bonus, or all its deduction. Hundredths. */
export function itemLimit(item: Shape): Points {
  if (item.section === 'base') return item.points;
  return item.rules.reduce((sum, rule) => sum + ruleWorth(rule, item), 0);
}
