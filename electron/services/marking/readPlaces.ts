import type { Kysely } from 'kysely';
import { hasConflict, mayDo } from '@shared/domain/role';
import { belongsToUnit } from '@shared/domain/unit';
import type { ItemView, UnitView } from '@shared/ipc/views';
import type { MarkingSetting } from '@shared/marking/method';
import { placeState, type PlaceState } from '@shared/marking/placeState';
import type { LockedMarking } from '@shared/marking/settle';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { listScorerAccounts, type ScorerAccount } from '../../database/assignmentRepository';
import { listMarkings, type StoredMarking } from '../../database/markingRepository';
import type { Schema } from '../../database/schema';
import {
  listApprovedAbsences,
  listSettlements,
  type StoredSettlement,
} from '../../database/settlementRepository';
import type { Assessment } from '../assessment/assessment';

/** One unit and item scored by several people, with everything known of it. */
export interface MarkingPlace {
  readonly unit: UnitView;
  readonly item: ItemView;
  readonly setting: MarkingSetting;
  /** Whose marking is wanted: assigned, may score, not of this unit. */
  readonly scorers: readonly ScorerAccount[];
  /** By account, in order of making. */
  readonly markings: readonly StoredMarking[];
  readonly settlement: StoredSettlement | null;
  readonly state: PlaceState;
  readonly cycleYear: number;
}

export interface PlaceScope {
  readonly units: readonly UnitView[];
  readonly items: readonly ItemView[];
  /** Leave out places nobody has begun. */
  readonly begunOnly?: boolean;
}

/** The places of some units and items that are scored by several people, by unit and item in table order. */
export async function readPlaces(
  db: Kysely<Schema>,
  assessment: Assessment,
  { units, items, begunOnly = false }: PlaceScope,
): Promise<MarkingPlace[]> {
  const several = items.filter(({ id }) => assessment.markingOf(id));
  if (several.length === 0 || units.length === 0) return [];
  const unitIds = units.map(({ id }) => id);
  const itemIds = several.map(({ id }) => id);
  const all = unitIds.length === assessment.units.length;
  const markings = byPlace(
    await listMarkings(db, assessment.cycle.id, all ? { itemIds } : { unitIds, itemIds }),
  );
  const settlements = byPlace(await listSettlements(db, unitIds, itemIds));
  const exempt = byPlace(await listApprovedAbsences(db, unitIds));
  const accounts = await listScorerAccounts(db);
  const scorersOf = new Map(several.map(({ id }) => [id, assignedTo(assessment, accounts, id)]));
  return units.flatMap((unit) =>
    several.flatMap((item): MarkingPlace[] => {
      const setting = assessment.markingOf(item.id);
      const key = keyOf(unit.id, item.id);
      const own = markings.get(key) ?? [];
      if (!setting || !belongsToUnit(item, unit) || (begunOnly && own.length === 0)) return [];
      const scorers = (scorersOf.get(item.id) ?? []).filter((scorer) => !hasConflict(scorer, unit));
      const [settlement = null] = settlements.get(key) ?? [];
      const state = placeState({
        item,
        setting,
        wanted: scorers.map(({ name }) => name),
        locked: lockedMarkings(own, item, assessment.cycle.year),
        isSettled: settlement !== null,
        isExempt: exempt.has(key),
      });
      const cycleYear = assessment.cycle.year;
      return [{ unit, item, setting, scorers, markings: own, settlement, state, cycleYear }];
    }),
  );
}

/** The one place of a unit and item; undefined where the item is scored by one person. */
export async function readPlace(
  db: Kysely<Schema>,
  assessment: Assessment,
  unit: UnitView,
  item: ItemView,
): Promise<MarkingPlace | undefined> {
  const [place] = await readPlaces(db, assessment, { units: [unit], items: [item] });
  return place;
}

/** Whether an account may be given items to score, and its marking is waited for. */
export function mayScore(account: ScorerAccount): boolean {
  return account.active && mayDo(account, 'score');
}

/** People an item is assigned to who may still score: active, with a role that scores. */
export function assignedTo(
  { isAssigned }: Pick<Assessment, 'isAssigned'>,
  accounts: readonly ScorerAccount[],
  itemId: number,
): readonly ScorerAccount[] {
  return accounts.filter((account) => mayScore(account) && isAssigned(itemId, account.accountId));
}

/** The locked ones with what they come to. */
export function lockedMarkings(
  markings: readonly StoredMarking[],
  item: ItemView,
  cycleYear: number,
): LockedMarking[] {
  return markings
    .filter(({ lockedAt }) => lockedAt !== null)
    .map(({ scorer, entry }) => ({ scorer, entry, result: evaluateItem(item, entry, cycleYear) }))
    .filter(({ result }) => result.status !== 'unscored');
}

const keyOf = (unitId: number, itemId: number): string => `${unitId}:${itemId}`;

function byPlace<T extends { readonly unitId: number; readonly itemId: number }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row.unitId, row.itemId);
    const list = map.get(key);
    if (list) list.push(row);
    else map.set(key, [row]);
  }
  return map;
}
