import { compare, fractionOf, toFixed, isWhole, type Fraction } from '@shared/domain/fraction';
import { formatPoints, type Points } from '@shared/domain/points';
import type { Section } from '@shared/domain/indicatorSystem';
import type { WhenEmpty } from '@shared/domain/rule';
import type { CaseFileSum, VetoEffect } from '@shared/domain/score';

/** What one rule makes of its inputs. */
export interface RuleScore {
  readonly state: 'scored';
  /** Hundredths before clamping to 0 … worth and before the item's one rounding; may be negative. */
  readonly value: Fraction;
  /** How `value` came about, without the result: "1.00 − 0.20". */
  readonly expression: string;
  /** Lines of the derivation before the result. */
  readonly notes: readonly string[];
  readonly caseFiles?: CaseFileSum;
  readonly veto?: VetoEffect | null;
}

/** An empty denominator, value or case list with 为空=缺项. */
export interface EmptyRule {
  readonly state: 'empty';
  readonly notes: readonly string[];
}

/** null: not yet all typed, or refused by the reader. */
export type RuleOutcome = RuleScore | EmptyRule | null;

/** What a rule needs to know beside its own parameters and inputs. */
export interface RuleContext {
  readonly section: Section;
  /** P of practice page §6: hundredths the rule stands for. */
  readonly worth: Points;
  readonly cycleYear: number;
}

export function scored(
  value: Fraction | Points,
  expression: string,
  notes: readonly string[],
  extra: { caseFiles?: CaseFileSum; veto?: VetoEffect | null } = {},
): RuleScore {
  return {
    state: 'scored',
    value: typeof value === 'number' ? fractionOf(value) : value,
    expression,
    notes,
    ...extra,
  };
}

/** §6.1: what an empty ratio, value or case list earns, as the table says. */
export function whenNothing(whenEmpty: WhenEmpty, worth: Points, fact: string): RuleOutcome {
  if (whenEmpty === 'na') return { state: 'empty', notes: [`${fact}，按缺项处理`] };
  const points = whenEmpty === 'full' ? worth : 0;
  const means = whenEmpty === 'full' ? '得满分' : '不得分';
  return scored(points, formatPoints(points), [`${fact}，${means}`]);
}

/** Exact hundredths as read: "0.80", or with more digits and a mark where they do not end: "1.4166…". */
export function exactPointsText(hundredths: Fraction): string {
  if (isWhole(hundredths)) return formatPoints(Number(hundredths.n / hundredths.d));
  const points = { n: hundredths.n, d: hundredths.d * 100n };
  for (const decimals of [3, 4]) {
    const text = toFixed(points, decimals);
    if (compare(points, textValue(text, decimals)) === 0) return text;
  }
  // Cut, not rounded: a shown 1.4167 would suggest that a second rounding follows.
  const magnitude = points.n < 0n ? -points.n : points.n;
  const digits = ((magnitude * 10000n) / points.d).toString().padStart(5, '0');
  return `${points.n < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}…`;
}

function textValue(text: string, decimals: number): Fraction {
  return { n: BigInt(text.replace('.', '')), d: 10n ** BigInt(decimals) };
}

/**
 * A percentage (or mean) as shown: two decimals, more where two would put it on the wrong side of a line it is
 * compared with (§6.5: 94.999…% is below 95 % even if shown as 95.00 %).
 */
export function shownBeside(value: Fraction, lines: readonly Fraction[]): string {
  for (let decimals = 2; decimals <= 8; decimals++) {
    const text = toFixed(value, decimals);
    const shown = textValue(text, decimals);
    if (lines.every((line) => Math.sign(compare(shown, line)) === Math.sign(compare(value, line))))
      return text;
  }
  const nearest = lines.find((line) => compare(textValue(toFixed(value, 8), 8), line) === 0);
  const below = nearest !== undefined && compare(value, nearest) < 0;
  return `${toFixed(value, 2)}（略${below ? '低' : '高'}于）`;
}
