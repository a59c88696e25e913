import { FEWEST_TO_DROP, type MarkingMethod } from './method';

/** One item with who scores it and which units are scored on it. */
export interface AssignedItem {
  readonly itemId: number;
  /** Unit codes of its assigned scorers; '' for those of no unit. */
  readonly scorers: readonly string[];
  /** Null: scored by one person. */
  readonly method: MarkingMethod | null;
  /** Codes of the units it applies to. */
  readonly units: ReadonlySet<string>;
}

export type AssignmentFinding =
  /** Nobody scores it. */
  | { readonly itemId: number; readonly kind: 'nobody' }
  /** Everybody who could score this unit belongs to it. */
  | { readonly itemId: number; readonly kind: 'ownUnit'; readonly unitCode: string }
  /** Set for several scorers, but there are fewer than the method needs. */
  | { readonly itemId: number; readonly kind: 'tooFew'; readonly scorers: number; readonly needed: number }
  /** Several scorers although one is to score it: the last to type would stand. */
  | { readonly itemId: number; readonly kind: 'overlap'; readonly scorers: number };

/**
 * What is wrong with who scores what: gaps and overlaps, in the order of the items.
 *
 * @param everywhere unit codes of people who score every item; they count where one person scores.
 */
export function findAssignmentProblems(
  items: readonly AssignedItem[],
  everywhere: readonly string[],
): readonly AssignmentFinding[] {
  return items.flatMap((item) => findingsOf(item, everywhere));
}

function findingsOf(item: AssignedItem, everywhere: readonly string[]): AssignmentFinding[] {
  const { itemId, scorers, method, units } = item;
  const available = method === null ? [...scorers, ...everywhere] : scorers;
  if (available.length === 0) return [{ itemId, kind: 'nobody' }];
  const findings: AssignmentFinding[] = [];
  const only = soleUnit(available);
  if (only !== '' && units.has(only)) findings.push({ itemId, kind: 'ownUnit', unitCode: only });
  if (method === null) {
    if (scorers.length > 1) findings.push({ itemId, kind: 'overlap', scorers: scorers.length });
    return findings;
  }
  const needed = method === 'dropHighLow' ? FEWEST_TO_DROP : 2;
  if (scorers.length < needed) findings.push({ itemId, kind: 'tooFew', scorers: scorers.length, needed });
  return findings;
}

/** The unit all of them belong to; '' where there is no single one. */
function soleUnit(codes: readonly string[]): string {
  const [first = ''] = codes;
  return codes.every((code) => code === first) ? first : '';
}
