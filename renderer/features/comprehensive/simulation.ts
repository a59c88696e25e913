import type { SchemeView, UnitResult } from '@shared/ipc/views';
import { simulateLawWeight } from '@shared/scoring/simulateLawWeight';

/** How one unit's rank moves with the law weight. */
export interface RankPath {
  readonly unit: UnitResult;
  /** One per share, in the order of `shares`; null where another component's score is missing. */
  readonly ranks: readonly (number | null)[];
}

export interface Simulation {
  /** Whole percents, 10 … 20. */
  readonly shares: readonly number[];
  readonly paths: readonly RankPath[];
}

/** Ranks of a group from 10 % to 20 % law weight, without saving. Units in the order of the rank at 10 %. */
export function simulateScheme(scheme: SchemeView, units: readonly UnitResult[]): Simulation {
  const others = scheme.components.filter((line) => !line.ruleOfLaw);
  const total = scheme.components.reduce((sum, line) => sum + line.weight, 0);
  const rows = simulateLawWeight(
    total,
    units.map((unit) => ({
      unitId: String(unit.id),
      final: unit.final,
      others: others.map((line, index) => ({ weight: line.weight, score: unit.otherScores[index] ?? null })),
    })),
  );
  const ranksByUnit = new Map<string, (number | null)[]>();
  for (const row of rows) {
    for (const { unitId, rank } of row.units) {
      const ranks = ranksByUnit.get(unitId) ?? [];
      ranks.push(rank);
      ranksByUnit.set(unitId, ranks);
    }
  }
  const paths = units.map((unit) => ({ unit, ranks: ranksByUnit.get(String(unit.id)) ?? [] }));
  const first = (path: RankPath) => path.ranks[0] ?? Number.MAX_SAFE_INTEGER;
  return { shares: rows.map((row) => row.sharePercent), paths: paths.sort((a, b) => first(a) - first(b)) };
}
