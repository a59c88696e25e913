import { scaleHalfUp } from '../domain/fraction';
import type { Points } from '../domain/points';
import { rateOf } from './comparedRow';
import type { ComparedYear } from './comparison';

/** A unit's result of one year as the overview needs it. */
export interface OverviewUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly group: string;
  readonly final: Points;
  readonly rank: number | null;
  readonly grade: string | null;
  /** Base items with and without a score. */
  readonly scored: number;
  readonly unscored: number;
  readonly parts: readonly { readonly scored: Points; readonly applicable: Points }[];
}

export interface OverviewYear extends ComparedYear {
  readonly parts: readonly { readonly name: string }[];
  readonly units: readonly OverviewUnit[];
}

export interface OverviewCell {
  readonly final: Points;
  readonly rank: number | null;
  readonly grade: string | null;
  /** 暂计: items are still unscored. */
  readonly provisional: boolean;
}

/** All units over the years, earliest first; null where a year has nothing. */
export interface YearOverview {
  readonly years: readonly ComparedYear[];
  readonly units: readonly {
    readonly code: string;
    readonly name: string;
    readonly shortName: string;
    readonly group: string;
    readonly cells: readonly (OverviewCell | null)[];
  }[];
  /** Mean final of the units of a group of which something is scored, rounded half up once; hundredths. */
  readonly groups: readonly { readonly name: string; readonly means: readonly (Points | null)[] }[];
  /** Rate of all units together, hundredths of a percent. */
  readonly parts: readonly { readonly name: string; readonly rates: readonly (number | null)[] }[];
}

/** A unit nothing is scored of has no result yet: not scored is not zero. */
const counts = (unit: OverviewUnit): boolean => unit.scored > 0;

/** Units by code, groups and level-1 parts by name, over the years. @param years  earliest first. */
export function overviewOf(years: readonly OverviewYear[]): YearOverview {
  const latestFirst = years.toReversed();
  const units = new Map<string, OverviewUnit>();
  for (const year of latestFirst) {
    for (const unit of year.units) if (!units.has(unit.code)) units.set(unit.code, unit);
  }
  const byCode = years.map((year) => new Map(year.units.map((unit) => [unit.code, unit])));
  const groups = new Set([...units.values()].map(({ group }) => group));
  const parts = new Set(latestFirst.flatMap((year) => year.parts.map(({ name }) => name)));
  return {
    years: years.map(({ year, basis }) => ({ year, basis })),
    units: [...units.values()].map(({ code, name, shortName, group }) => ({
      ...{ code, name, shortName, group },
      cells: byCode.map((year) => cellOf(year.get(code))),
    })),
    groups: [...groups].map((name) => ({ name, means: years.map((year) => meanFinal(year, name)) })),
    parts: [...parts].map((name) => ({ name, rates: years.map((year) => partRate(year, name)) })),
  };
}

function cellOf(unit: OverviewUnit | undefined): OverviewCell | null {
  if (!unit || !counts(unit)) return null;
  const { final, rank, grade, unscored } = unit;
  return { final, rank, grade, provisional: unscored > 0 };
}

function meanFinal({ units }: OverviewYear, group: string): Points | null {
  const own = units.filter((unit) => unit.group === group && counts(unit));
  if (own.length === 0) return null;
  return scaleHalfUp(
    own.reduce((sum, { final }) => sum + final, 0),
    1,
    own.length,
  );
}

function partRate({ parts, units }: OverviewYear, name: string): number | null {
  const index = parts.findIndex((part) => part.name === name);
  const own = index < 0 ? [] : units.filter(counts);
  const sum = (pick: 'scored' | 'applicable'): Points =>
    own.reduce((total, unit) => total + (unit.parts[index]?.[pick] ?? 0), 0);
  const rate = { scored: sum('scored'), applicable: sum('applicable') };
  return rate.applicable === 0 ? null : rateOf(rate);
}
