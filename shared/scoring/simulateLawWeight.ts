import {
  divide,
  fractionOf,
  multiply,
  roundToPoints,
  ZERO,
  add,
  type Fraction,
} from '@shared/domain/fraction';
import type { Points } from '@shared/domain/points';
import { ranksOf } from './rankGroup';
import { contribution, type OtherScore } from './scheme';

/** One unit of the group in a what-if: its final score and its scores in the components that are not 法治. */
export interface SimulationUnit {
  readonly unitId: string;
  readonly final: Points;
  readonly others: readonly OtherScore[];
}

export interface SimulatedShare {
  readonly sharePercent: number;
  /** Null where another component's score is missing. Ranks count only the units that have a total. */
  readonly units: readonly {
    readonly unitId: string;
    readonly total: Points | null;
    readonly rank: number | null;
  }[];
}

const SHARES: readonly number[] = Array.from({ length: 11 }, (_, step) => 10 + step);

/**
 * How comprehensive totals and ranks of one group would move if the law part weighed 10 % … 20 %; nothing is stored.
 * The other components keep their proportions among each other and share what is left, exactly; the total is rounded
 * where the real one is (contribution once, others once), so that today's share shows today's figures.
 *
 * @param schemeTotal 10000 or 100000 hundredths.
 * @param shares whole percents.
 */
export function simulateLawWeight(
  schemeTotal: Points,
  units: readonly SimulationUnit[],
  shares: readonly number[] = SHARES,
): SimulatedShare[] {
  return shares.map((sharePercent) => {
    const lawWeight = (schemeTotal / 100) * sharePercent;
    const totals = units.map((unit) => ({
      unitId: unit.unitId,
      total: simulatedTotal(unit, lawWeight, schemeTotal),
    }));
    const withTotal = totals.flatMap((row) =>
      row.total === null ? [] : [{ unitId: row.unitId, total: row.total }],
    );
    const ranks = ranksOf(withTotal, (a, b) => b.total - a.total);
    return { sharePercent, units: totals.map((row) => ({ ...row, rank: ranks.get(row.unitId) ?? null })) };
  });
}

function simulatedTotal(unit: SimulationUnit, lawWeight: Points, schemeTotal: Points): Points | null {
  const weights = unit.others.reduce((sum, other) => sum + other.weight, 0);
  let rest: Fraction = ZERO;
  for (const { weight, score } of unit.others) {
    if (score === null) return null;
    rest = add(rest, multiply(fractionOf(score), fractionOf(weight)));
  }
  const scaled =
    weights === 0
      ? ZERO
      : divide(multiply(rest, fractionOf(schemeTotal - lawWeight)), fractionOf(weights * 10_000));
  return contribution(unit.final, lawWeight) + roundToPoints(scaled);
}
