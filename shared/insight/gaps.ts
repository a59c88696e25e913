import { parsePoints, type Points } from '../domain/points';

/** Self scores against assessed scores over the places that have both. Hundredths. */
export interface Gap {
  readonly self: Points;
  readonly assessed: Points;
  /** Places compared. */
  readonly compared: number;
  /** Places where the unit gave itself more. */
  readonly above: number;
  /** Places where it gave itself less. */
  readonly below: number;
}

export const NO_GAP: Gap = { self: 0, assessed: 0, compared: 0, above: 0, below: 0 };

/** 自评 − 审核, hundredths; above 0: the unit thought better of itself. */
export function gapDifference({ self, assessed }: Gap): Points {
  return self - assessed;
}

export interface GapSums {
  readonly units: ReadonlyMap<number, Gap>;
  readonly items: ReadonlyMap<number, Gap>;
}

/**
 * Adds up, by unit and by item, what units gave themselves and what they were given. Practice page §15: a gap report
 * per unit and item against inflated self scores. Self scores that are no points are left out.
 */
export class GapSummary {
  readonly #units = new Map<number, Gap>();
  readonly #items = new Map<number, Gap>();

  /** @param selfText as typed by the unit. */
  add(unitId: number, itemId: number, selfText: string, assessed: Points): void {
    const self = parsePoints(selfText);
    if (self === null) return;
    put(this.#units, unitId, self, assessed);
    put(this.#items, itemId, self, assessed);
  }

  get sums(): GapSums {
    return { units: this.#units, items: this.#items };
  }
}

function put(gaps: Map<number, Gap>, key: number, self: Points, assessed: Points): void {
  const gap = gaps.get(key) ?? NO_GAP;
  gaps.set(key, {
    self: gap.self + self,
    assessed: gap.assessed + assessed,
    compared: gap.compared + 1,
    above: gap.above + (self > assessed ? 1 : 0),
    below: gap.below + (self < assessed ? 1 : 0),
  });
}

/** Largest excess first; equal ones as they stood. */
export function byDifference<T extends { readonly gap: Gap }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => gapDifference(b.gap) - gapDifference(a.gap));
}
