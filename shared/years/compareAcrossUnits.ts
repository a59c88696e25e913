import type { Points } from '../domain/points';
import { comparedRow, rateRow, scoreCell, type RateOrMissing } from './comparedRow';
import type { ComparedRow, ComparedYear, YearScore } from './comparison';
import { definitionChanges, partChanges, type ItemDefinition } from './itemDefinition';

interface Unit {
  readonly code: string;
  readonly name: string;
  readonly group: string;
}

/** One item in one year across all units it belongs to. */
export interface ItemYear extends ComparedYear {
  /** null where the year does not know the item, or only its scores. */
  readonly definition: ItemDefinition | null;
  readonly units: readonly (Unit & { readonly score: YearScore })[];
}

/** One level-1 part in one year across all units. */
export interface PartYear extends ComparedYear {
  readonly items: readonly ItemDefinition[] | null;
  /** `rate`: what of the part is scored; 'unscored' where nothing of the unit is. */
  readonly units: readonly (Unit & { readonly rate: RateOrMissing })[];
}

const ALL = { key: 'all', kind: 'total', code: '', name: '全部单位得分率', group: '' } as const;

/** An item's years side by side: the rate of all units together, then every unit by its code. */
export function compareItem(years: readonly ItemYear[]): ComparedRow[] {
  const changed = definitionChanges(years.map(({ definition }) => definition));
  const rates = years.map(({ definition, units }): RateOrMissing => {
    const scored = units.filter(({ score }) => score.points !== null);
    if (!definition) return 'noData';
    if (scored.length === 0) return 'unscored';
    return {
      scored: scored.reduce((sum, { score }) => sum + (score.points ?? 0), 0),
      applicable: definition.points * scored.length,
    };
  });
  const latest = years.findLastIndex(({ units }) => units.some(({ score }) => score.points !== null));
  const options = { latest, changed };
  const cellsOf = unitsByCode(years);
  return [
    // What is outside the 100 points has no rate.
    ...(rates.some((rate) => typeof rate !== 'string' && rate.applicable > 0)
      ? [rateRow(ALL, rates, options)]
      : []),
    ...unitsOf(years).map((unit) =>
      comparedRow(
        unitFacts(unit),
        'points',
        cellsOf.map((units) => scoreCell(units.get(unit.code)?.score)),
        options,
      ),
    ),
  ];
}

/** A level-1 part's years side by side: the rate of all units together, then every unit by its code. */
export function comparePart(years: readonly PartYear[]): ComparedRow[] {
  const changed = partChanges(years.map(({ items }) => items));
  const totals = years.map(({ units }): RateOrMissing => {
    if (units.length === 0) return 'noData';
    const known = units.flatMap(({ rate }) => (typeof rate === 'string' ? [] : [rate]));
    if (known.length === 0) return 'unscored';
    const sum = (pick: 'scored' | 'applicable'): Points =>
      known.reduce((total, rate) => total + rate[pick], 0);
    return { scored: sum('scored'), applicable: sum('applicable') };
  });
  const latest = years.findLastIndex(({ units }) => units.some(({ rate }) => typeof rate !== 'string'));
  const options = { latest, changed };
  const ratesOf = unitsByCode(years);
  return [
    rateRow(ALL, totals, options),
    ...unitsOf(years).map((unit) =>
      rateRow(
        unitFacts(unit),
        ratesOf.map((units) => units.get(unit.code)?.rate ?? 'noData'),
        options,
      ),
    ),
  ];
}

function unitFacts({ code, name, group }: Unit) {
  return { key: `unit:${code}`, kind: 'unit', code, name, group } as const;
}

function unitsByCode<U extends Unit>(
  years: readonly { readonly units: readonly U[] }[],
): ReadonlyMap<string, U>[] {
  return years.map(({ units }) => new Map(units.map((unit) => [unit.code, unit])));
}

/** Every unit once, as the latest year names it and in its order; those it no longer has behind. */
function unitsOf(years: readonly { readonly units: readonly Unit[] }[]): Unit[] {
  const byCode = new Map<string, Unit>();
  for (const { units } of years.toReversed()) {
    for (const unit of units) if (!byCode.has(unit.code)) byCode.set(unit.code, unit);
  }
  return [...byCode.values()];
}
