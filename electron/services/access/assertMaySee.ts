import { hasConflict, isOwnUnitOnly } from '@shared/domain/role';
import { seesPapers, seesScore, seesTotal } from '@shared/domain/visibility';
import { conflictOfInterest, notPermitted, notYourUnit, scoresNotOpen } from '@shared/errors/access';
import type { ItemView, UnitView } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { assertSignedIn } from './assertMay';

type Acting = Pick<Workspace, 'actor'>;

/** Whether whoever is signed in sees the score of one unit and item now. `shared/domain/visibility.ts`. */
export function maySeeScore(
  { actor }: Acting,
  { cycle, isAssigned }: Assessment,
  unit: Pick<UnitView, 'code'>,
  item: Pick<ItemView, 'id'>,
): boolean {
  return seesScore(actor, cycle.state, unit, isAssigned(item.id, actor.accountId));
}

/** @throws {AppError} NOT_SIGNED_IN, SCORES_NOT_OPEN */
export function assertMaySeeScore(
  workspace: Acting,
  assessment: Assessment,
  unit: UnitView,
  item: ItemView,
): void {
  assertSignedIn(workspace);
  if (maySeeScore(workspace, assessment, unit, item)) return;
  throw scoresNotOpen({ person: workspace.actor.name, what: `“${unit.name}” ${item.code} 的得分` });
}

/** Whether whoever is signed in sees a unit's total and rank now. */
export function maySeeTotal({ actor }: Acting, { cycle }: Assessment, unit: Pick<UnitView, 'code'>): boolean {
  return seesTotal(actor, cycle.state, unit);
}

/** @throws {AppError} NOT_SIGNED_IN, SCORES_NOT_OPEN */
export function assertMaySeeTotal(workspace: Acting, assessment: Assessment, unit: UnitView): void {
  assertSignedIn(workspace);
  if (maySeeTotal(workspace, assessment, unit)) return;
  throw scoresNotOpen({ person: workspace.actor.name, what: `“${unit.name}”的合计和排名` });
}

/**
 * What a unit handed in: self-evaluation and evidence.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_YOUR_UNIT to people of another unit, NOT_PERMITTED to whoever assesses something else,
 *   CONFLICT_OF_INTEREST for a scorer's own unit
 */
export function assertMaySeePapers(workspace: Acting, unit: Pick<UnitView, 'code' | 'name'>): void {
  assertSignedIn(workspace);
  const { actor } = workspace;
  if (seesPapers(actor, unit)) return;
  if (hasConflict(actor, unit)) {
    throw conflictOfInterest({ person: actor.name, unit: unit.name, what: '查阅评分材料' });
  }
  if (isOwnUnitOnly(actor)) throw notYourUnit({ person: actor.name, unit: unit.name });
  throw notPermitted({ person: actor.name, action: 'readAll' });
}
