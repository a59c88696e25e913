import type { Points } from '@shared/domain/points';
import type { CycleResult, UnitResult } from '@shared/ipc/views';

/** One cell of the progress matrix. `none`: nothing of this part applies to the unit. */
export type PartProgress =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly unscored: number }
  | { readonly state: 'done'; readonly rate: number };

type Part = UnitResult['parts'][number];

/** Percent of the part's points with one decimal, for the eye only: ranks and totals never use it. */
export function partRate(scored: Points, applicable: Points): number {
  return Math.floor((scored * 1000) / applicable) / 10;
}

export function partProgress(part: Part | undefined): PartProgress {
  if (!part || part.applicable === 0) return { state: 'none' };
  if (part.unscored > 0) return { state: 'open', unscored: part.unscored };
  return { state: 'done', rate: partRate(part.scored, part.applicable) };
}

/** Whether a unit's figures mean anything yet: not scored is not zero. */
export function isScored(unit: Pick<UnitResult, 'scored'>): boolean {
  return unit.scored > 0;
}

/** Units of a group by rank; those without a rank last, in table order. */
export function byRank(units: readonly UnitResult[], group: string): UnitResult[] {
  return units
    .filter((unit) => unit.group === group)
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER));
}

/**
 * Mean rate of each part over the units it applies to, in percent: Σ scored over Σ applicable.
 * null where the part applies to nobody.
 */
export function meanRates(units: readonly UnitResult[], partCount: number): (number | null)[] {
  return Array.from({ length: partCount }, (_, index) => {
    let scored = 0;
    let applicable = 0;
    for (const unit of units) {
      scored += unit.parts[index]?.scored ?? 0;
      applicable += unit.parts[index]?.applicable ?? 0;
    }
    return applicable === 0 ? null : partRate(scored, applicable);
  });
}

export interface ProgressFigures {
  readonly units: number;
  readonly finishedUnits: number;
  readonly scored: number;
  readonly unscored: number;
}

export function progressFigures(result: CycleResult): ProgressFigures {
  const sum = (pick: (unit: UnitResult) => number) =>
    result.units.reduce((total, unit) => total + pick(unit), 0);
  return {
    units: result.units.length,
    finishedUnits: result.units.filter((unit) => unit.unscored === 0).length,
    scored: sum((unit) => unit.scored),
    unscored: sum((unit) => unit.unscored),
  };
}
