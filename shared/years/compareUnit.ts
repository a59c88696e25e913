import type { Section } from '../domain/indicatorSystem';
import type { Points } from '../domain/points';
import { comparedRow, missingCell, pointsCell, rankCell, rateRow, scoreCell, wordCell } from './comparedRow';
import type { ComparedCell, ComparedRow, ComparedYear, YearScore } from './comparison';
import { definitionChanges, partChanges, type ItemDefinition } from './itemDefinition';

/** An item of a unit's table in one year, with its score. */
export interface UnitYearItem {
  readonly definition: ItemDefinition | null;
  readonly code: string;
  readonly name: string;
  readonly section: Section;
  /** Name of its level-1 part. */
  readonly part: string;
  readonly score: YearScore;
}

export interface UnitYearTotal {
  readonly final: Points;
  readonly converted: Points;
  /** 'hidden': not told to this viewer. */
  readonly rank: number | null | 'hidden';
  readonly grade: string | null;
  readonly comprehensiveTotal: Points | null;
  /** Base items that have a score; with none there is no total yet. */
  readonly scored: number;
}

/** One unit in one year. `total` is null where the year was not assessed here, or without the unit. */
export interface UnitYear extends ComparedYear {
  readonly total: UnitYearTotal | null;
  /** Level-1 parts of the base section; null where only single scores are known. */
  readonly parts: readonly { readonly name: string; readonly scored: Points; readonly applicable: Points }[];
  readonly items: readonly UnitYearItem[];
}

/** A unit's years side by side: totals, rates of the level-1 parts (by name), final points of every item (by code). */
export function compareUnit(years: readonly UnitYear[]): ComparedRow[] {
  const latest = years.findLastIndex(({ items }) => items.some(({ score }) => score.points !== null));
  return [...totalRows(years, latest), ...partRows(years, latest), ...itemRows(years, latest)];
}

function totalRows(years: readonly UnitYear[], latest: number): ComparedRow[] {
  const row = (
    key: string,
    name: string,
    measure: 'points' | 'rank' | 'text',
    cell: (total: UnitYearTotal) => ComparedCell,
  ): ComparedRow =>
    comparedRow(
      { key, kind: 'total', code: '', name, group: '' },
      measure,
      years.map(({ total }) => {
        if (total === null) return missingCell('noData');
        return total.scored === 0 ? missingCell('unscored') : cell(total);
      }),
      { latest },
    );
  return [
    row('final', '最终得分', 'points', ({ final }) => pointsCell(final)),
    row('converted', '折算得分', 'points', ({ converted }) => pointsCell(converted)),
    row('rank', '组内名次', 'rank', ({ rank }) =>
      rank === 'hidden' ? missingCell('hidden') : rankCell(rank),
    ),
    row('grade', '等次', 'text', ({ grade }) => wordCell(grade ?? '单独评定')),
    row('comprehensive', '综合总分', 'points', ({ comprehensiveTotal }) =>
      comprehensiveTotal === null ? missingCell('noData') : pointsCell(comprehensiveTotal),
    ),
  ];
}

function partRows(years: readonly UnitYear[], latest: number): ComparedRow[] {
  const names = inOrder(years.map(({ parts }) => parts.map(({ name }) => name)));
  return names.map((name) =>
    rateRow(
      { key: `part:${name}`, kind: 'part', code: '', name, group: '' },
      years.map((year) => {
        if (year.total === null) return 'noData';
        if (year.total.scored === 0) return 'unscored';
        return year.parts.find((part) => part.name === name) ?? 'noData';
      }),
      { latest, changed: partChanges(years.map(({ items }) => definitionsOfPart(items, name))) },
    ),
  );
}

function definitionsOfPart(items: readonly UnitYearItem[], part: string): readonly ItemDefinition[] | null {
  const own = items.filter((item) => item.section === 'base' && item.part === part);
  const definitions = own.flatMap(({ definition }) => definition ?? []);
  return definitions.length === own.length ? definitions : null;
}

function itemRows(years: readonly UnitYear[], latest: number): ComparedRow[] {
  const byCode = years.map(({ items }) => new Map(items.map((item) => [item.code, item])));
  return inOrder(years.map(({ items }) => items.map(({ code }) => code))).map((code) => {
    const own = byCode.map((items) => items.get(code));
    const named = own.findLast((item) => item?.definition) ?? own.findLast((item) => item);
    return comparedRow(
      { key: `item:${code}`, kind: 'item', code, name: named?.name ?? '', group: named?.part ?? '' },
      'points',
      own.map((item) => scoreCell(item?.score)),
      { latest, changed: definitionChanges(own.map((item) => item?.definition ?? null)) },
    );
  });
}

/** Every name once, in the order of the latest year; those it no longer has behind. */
function inOrder(years: readonly (readonly string[])[]): string[] {
  return [...new Set(years.toReversed().flat())];
}
