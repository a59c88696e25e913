import { scaleHalfUp } from '@shared/domain/fraction';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Points } from '@shared/domain/points';
import type { ItemResult, VetoEffect } from '@shared/domain/score';
import type { CompositeParts, UnitSums } from '@shared/domain/totals';
import { belongsToUnit, type Unit } from '@shared/domain/unit';
import { strongestVeto } from './combineRules';

/** The part whose rate breaks ties: the fourth level-1 part, 严格规范公正文明执法 in the reference set. Practice page §8. */
const ENFORCEMENT_POSITION = 4;

/** Code of the level-1 part at position 4 of the base items in table order; null where there are fewer parts. */
export function enforcementLevel1Code(items: readonly ScoringItem[]): string | null {
  const codes = new Set<string>();
  for (const item of items) {
    if (item.section !== 'base') continue;
    codes.add(item.level1Code);
    if (codes.size === ENFORCEMENT_POSITION) return item.level1Code;
  }
  return null;
}

/**
 * For 同组平均: each base item's mean score among the units of one group that were scored on it, hundredths, rounded half
 * up once as an item score. Items nobody was scored on have no entry.
 *
 * @param results one record per unit of the group, by item code.
 */
export function groupAverages(
  items: readonly ScoringItem[],
  results: readonly ReadonlyMap<string, ItemResult>[],
): ReadonlyMap<string, Points> {
  const averages = new Map<string, Points>();
  for (const item of items) {
    if (item.section !== 'base') continue;
    let sum = 0;
    let count = 0;
    for (const unit of results) {
      const result = unit.get(item.code);
      if (result?.status !== 'scored') continue;
      sum += result.points;
      count += 1;
    }
    if (count > 0) averages.set(item.code, scaleHalfUp(sum, 1, count));
  }
  return averages;
}

/**
 * Adds up one unit's results; practice page §7.1–2. What the database does in SQL, here for explanations and as its
 * reference. Items of other groups or tags are left aside even if a result exists.
 *
 * @param averages  of the unit's group, only needed for 同组平均.
 * @param composite what the unit has beside its indicators; left out where no composite is on.
 */
export function sumsOfUnit(
  items: readonly ScoringItem[],
  unit: Pick<Unit, 'group' | 'tags'>,
  results: ReadonlyMap<string, ItemResult>,
  averages: ReadonlyMap<string, Points> = new Map(),
  composite?: CompositeParts,
): UnitSums {
  const enforcement = enforcementLevel1Code(items);
  const sums = { ...NO_SUMS };
  const vetoes: (VetoEffect | null)[] = [];
  for (const item of items) {
    if (!belongsToUnit(item, unit)) continue;
    const result = results.get(item.code);
    if (item.section === 'base') {
      addBase(sums, item, result, averages.get(item.code), item.level1Code === enforcement);
    } else if (result?.status === 'scored') {
      if (item.section === 'bonus') sums.bonus += result.points;
      if (item.section === 'deduction') sums.deduction += result.points;
      vetoes.push(result.veto);
    }
  }
  return { ...sums, veto: strongestVeto(vetoes), ...(composite ? { composite } : {}) };
}

type Writable = { -readonly [K in keyof UnitSums]: UnitSums[K] };

/** The sums of a unit before anything is added up. */
export const NO_SUMS: UnitSums = {
  belongingPoints: 0,
  belongingItems: 0,
  notApplicablePoints: 0,
  notApplicableItems: 0,
  scoredPoints: 0,
  scoredItems: 0,
  bonus: 0,
  deduction: 0,
  veto: null,
  enforcementScored: 0,
  enforcementApplicable: 0,
  caseFileSum: 0,
  caseFileCount: 0,
  notApplicableCredit: 0,
  notApplicableWithoutAverage: 0,
};

function addBase(
  sums: Writable,
  item: ScoringItem,
  result: ItemResult | undefined,
  average: Points | undefined,
  isEnforcement: boolean,
): void {
  sums.belongingPoints += item.points;
  sums.belongingItems += 1;
  if (result?.status === 'notApplicable') {
    sums.notApplicablePoints += item.points;
    sums.notApplicableItems += 1;
    if (average === undefined) sums.notApplicableWithoutAverage += item.points;
    else sums.notApplicableCredit += average;
    return;
  }
  if (isEnforcement) sums.enforcementApplicable += item.points;
  if (result?.status !== 'scored') return;
  sums.scoredPoints += result.points;
  sums.scoredItems += 1;
  if (isEnforcement) sums.enforcementScored += result.points;
  if (result.caseFiles) {
    sums.caseFileSum += result.caseFiles.sum;
    sums.caseFileCount += result.caseFiles.count;
  }
}
