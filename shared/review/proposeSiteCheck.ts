import { DOUBT_KINDS, doubtsOf, type Doubt, type DoubtFacts } from './siteCheckDoubt';
import { drawnOrder } from './drawnOrder';

/** One scored item of a unit, with what is known of it. */
export interface CheckCandidate extends DoubtFacts {
  readonly code: string;
}

export interface ProposedItem {
  readonly code: string;
  /** At least one. */
  readonly doubts: readonly Doubt[];
}

export interface ProposalRule {
  /** Items visited per unit at most, so that a visit stays a day's work. One or more. */
  readonly perUnit: number;
  /** Items without a doubt drawn beside them, so that nobody can count on not being visited. */
  readonly controls: number;
  /** Printed with the list: the same seed draws the same items again. */
  readonly seed: string;
}

/**
 * The items of one unit worth going to see: the doubtful ones, the gravest first, and some drawn by lot among the rest.
 * A full list keeps room for those drawn. Practice page §15 (只核疑点), §10 (recorded seed).
 */
export function proposeSiteCheck(
  unitCode: string,
  candidates: readonly CheckCandidate[],
  rule: ProposalRule,
): ProposedItem[] {
  const judged = candidates.map((candidate) => ({ code: candidate.code, doubts: doubtsOf(candidate) }));
  const doubtful = judged.filter(({ doubts }) => doubts.length > 0).sort((a, b) => gravity(b) - gravity(a));
  const rest = judged.filter(({ doubts }) => doubts.length === 0).map(({ code }) => code);
  // What is drawn never takes the whole visit: the gravest doubt is always gone to see.
  const room = doubtful.length === 0 ? rule.perUnit : rule.perUnit - 1;
  const drawn = drawnOrder(rest, `${rule.seed}|${unitCode}`).slice(0, Math.min(rule.controls, room));
  const kept = doubtful.slice(0, rule.perUnit - drawn.length);
  const control: Doubt = { kind: 'control', text: `随机抽查（种子 ${rule.seed}）` };
  return [...kept, ...drawn.map((code) => ({ code, doubts: [control] }))];
}

/** More and graver doubts weigh more; each kind outweighs all lighter ones together. */
function gravity({ doubts }: ProposedItem): number {
  return doubts.reduce((sum, { kind }) => sum + 2 ** (DOUBT_KINDS.length - DOUBT_KINDS.indexOf(kind)), 0);
}
