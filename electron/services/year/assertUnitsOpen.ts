import { CYCLE_STATE_NAMES, tableOpen, unitNamesOpen, type CycleState } from '@shared/domain/cycleState';
import type { Unit } from '@shared/domain/unit';
import { unitsFrozen } from '@shared/errors/year';

/** A unit as it stands (undefined: a new one) and as it shall be (undefined: taken out). */
export interface UnitChange {
  readonly before?: Unit;
  readonly after?: Unit;
}

/**
 * Publishing freezes units, groups and tags; names, short names and places may be put right until the approval. What
 * changes nothing is always allowed. product.md 'The year's work'.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS, naming the first unit that may not change like that.
 */
export function assertUnitsOpen(state: CycleState, changes: readonly UnitChange[]): void {
  if (tableOpen(state)) return;
  const refused = changes.find((change) => !isCorrection(change, unitNamesOpen(state)));
  if (!refused) return;
  const name = (refused.before ?? refused.after)?.name ?? '';
  throw unitsFrozen({ state: CYCLE_STATE_NAMES[state], unit: `“${name}”` });
}

function isCorrection({ before, after }: UnitChange, namesOpen: boolean): boolean {
  if (!before || !after) return false;
  if (frozenFacts(before) !== frozenFacts(after)) return false;
  return namesOpen || namesOf(before) === namesOf(after);
}

const frozenFacts = ({ code, group, tags }: Unit): string => JSON.stringify([code, group, [...tags].sort()]);

const namesOf = ({ name, shortName, position }: Unit): string => JSON.stringify([name, shortName, position]);
