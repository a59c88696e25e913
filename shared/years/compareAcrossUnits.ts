import type { Points } from '../domain/points';
import { comparedRow, rateRow, scoreCell, type ExactRate } from './comparedRow';
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
  /** Only units of which something is scored. */
  readonly units: readonly (Unit & { readonly scored: Points; readonly applicable: Points })[];
}

const ALL = { key: 'all', kind: 'total', code: '', name: '全部单位得分率', group: '' } as const;

/** An item's years side by side: the rate of all units together, then every unit by its code. */
export function compareItem(years: readonly ItemYear[]): ComparedRow[] {
  const changed = definitionChanges(years.map(({ definition }) => definition));
  const rates = years.map(({ definition, units }): ExactRate | null => {
    const scored = units.filter(({ score }) => score.points !== null);
    if (!definition || scored.length === 0) return null;
    return {
      scored: scored.reduce((sum, { score }) => sum + (score.points ?? 0), 0),
      applicable: definition.points * scored.length,
    };
  });
  const cellsOf = unitsByCode(years);
  return [
    // What is outside the 100 points has no rate.
    ...(rates.some((rate) => rate !== null && rate.applicable > 0) ? [rateRow(ALL, rates, changed)] : []),
    ...unitsOf(years).map((unit) =>
      comparedRow(
        unitFacts(unit),
        'points',
        cellsOf.map((units) => scoreCell(units.get(unit.code)?.score)),
        changed,
      ),
    ),
  ];
}

/** A level-1 part's years side by side: the rate of all units together, then every unit by its code. */
export function comparePart(years: readonly PartYear[]): ComparedRow[] {
  const changed = partChanges(years.map(({ items }) => items));
  const totals = years.map(({ units }): ExactRate | null => {
    if (units.length === 0) return null;
    return {
      scored: units.reduce((sum, unit) => sum + unit.scored, 0),
      applicable: units.reduce((sum, unit) => sum + unit.applicable, 0),
    };
  });
  const ratesOf = unitsByCode(years);
  return [
    rateRow(ALL, totals, changed),
    ...unitsOf(years).map((unit) =>
      rateRow(
        unitFacts(unit),
        ratesOf.map((units) => units.get(unit.code) ?? null),
        changed,
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
