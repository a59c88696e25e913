import type { Kysely } from 'kysely';
import type { CompositeWeights } from '@shared/domain/totals';
import { belongsToUnit } from '@shared/domain/unit';
import type { ItemView, UnitGroupView, UnitView } from '@shared/ipc/views';
import { loadCurrentCycle, type StoredCycle } from '../../database/cycleRepository';
import { listItemMarkings, listScorerAssignments, type ItemMarking } from '../../database/markingRepository';
import type { Schema } from '../../database/schema';
import { readCompositeWeights } from '../../database/surveyRepository';
import { loadSystem, type PartView, type StoredSystem } from '../../database/systemRepository';
import { listGroups, listUnits } from '../../database/unitRepository';
import type { Workspace } from '../workspace/workspace';

/** Everything about the current cycle that changes rarely: what a score needs to be judged, without asking the database. */
export interface Assessment {
  readonly cycle: StoredCycle;
  readonly system: StoredSystem;
  /** Level-1 parts of the base section, in table order. */
  readonly parts: readonly PartView[];
  readonly items: readonly ItemView[];
  readonly itemById: ReadonlyMap<number, ItemView>;
  readonly itemByCode: ReadonlyMap<string, ItemView>;
  readonly groups: readonly UnitGroupView[];
  readonly units: readonly UnitView[];
  readonly unitById: ReadonlyMap<number, UnitView>;
  readonly unitByCode: ReadonlyMap<string, UnitView>;
  /** How an item is scored by several people; undefined: by one. */
  markingOf(itemId: number): ItemMarking | undefined;
  /** Weights of the parts of the final score; null: it is of the indicators alone. Practice page §7. */
  readonly composite: CompositeWeights | null;
  /** Whether an item is assigned to an account. */
  isAssigned(itemId: number, accountId: number): boolean;
  /** The items of a unit's table, all sections, in table order. */
  itemsOf(unit: Pick<UnitView, 'group' | 'tags'>): readonly ItemView[];
}

const cache = new WeakMap<Workspace, Promise<Assessment>>();
/** Snapshots that look at an earlier year. */
const chosen = new WeakMap<Workspace, Assessment>();

/** The current cycle of a workspace; kept in memory until `forgetAssessment`. */
export function loadAssessment(workspace: Workspace): Promise<Assessment> {
  const looked = chosen.get(workspace);
  if (looked) return Promise.resolve(looked);
  // Somebody else may be writing a workspace we only read, so there nothing is kept.
  if (workspace.readOnly) return readAssessment(workspace);
  const known = cache.get(workspace);
  if (known) return known;
  const loading = readAssessment(workspace);
  cache.set(workspace, loading);
  loading.catch(() => cache.delete(workspace));
  return loading;
}

/** From now on everything that reads this snapshot sees the given year instead of the current one. */
export function lookAt(snapshot: Workspace, assessment: Assessment): void {
  chosen.set(snapshot, assessment);
}

/** Call it after every committed change of cycle, indicator system, units or groups. */
export function forgetAssessment(workspace: Workspace): void {
  cache.delete(workspace);
}

async function readAssessment({ db }: Workspace): Promise<Assessment> {
  return readAssessmentOf(db, await loadCurrentCycle(db));
}

/** The same of any cycle, read anew: an earlier year, or what a transaction is about to make. */
export async function readAssessmentOf(db: Kysely<Schema>, cycle: StoredCycle): Promise<Assessment> {
  const system = await loadSystem(db, cycle.systemId);
  const units = await listUnits(db, cycle.id);
  const markings = await listItemMarkings(db, cycle.id);
  const assigned = new Set(
    (await listScorerAssignments(db, cycle.id)).map(({ itemId, accountId }) => `${itemId}:${accountId}`),
  );
  return {
    cycle,
    system,
    parts: system.parts.filter((part) => part.section === 'base'),
    items: system.items,
    itemById: new Map(system.items.map((item) => [item.id, item])),
    itemByCode: new Map(system.items.map((item) => [item.code, item])),
    groups: await listGroups(db, cycle.id),
    units,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    unitByCode: new Map(units.map((unit) => [unit.code, unit])),
    composite: await readCompositeWeights(db, cycle.id),
    markingOf: (itemId) => markings.get(itemId),
    isAssigned: (itemId, accountId) => assigned.has(`${itemId}:${accountId}`),
    itemsOf: belongingItems(system.items),
  };
}

/** Units of one group with the same tags share one list, so that thousands of units cost a handful of them. */
function belongingItems(items: readonly ItemView[]): Assessment['itemsOf'] {
  const lists = new Map<string, readonly ItemView[]>();
  return (unit) => {
    const key = JSON.stringify([unit.group, [...unit.tags].sort()]);
    let list = lists.get(key);
    if (!list) {
      list = items.filter((item) => belongsToUnit(item, unit));
      lists.set(key, list);
    }
    return list;
  };
}
