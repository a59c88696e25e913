import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { cycleStateForbids, itemNotAssigned } from '@shared/errors/access';
import type { ItemView, UnitView } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { assertMay, assertNoConflict } from './assertMay';

/**
 * Whether whoever is signed in may score this item of this unit now: the cycle is open for it, the role allows it, the
 * item is assigned, and it is not the own unit. The office may score every item. Practice page §4, product rule 3.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS, NOT_SIGNED_IN, NOT_PERMITTED, ITEM_NOT_ASSIGNED, CONFLICT_OF_INTEREST
 */
export function assertMayScore(
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  unit: UnitView,
  item: ItemView,
): void {
  assertMay(workspace, 'score');
  assertScoringOpen(assessment.cycle.state);
  assertAssigned(workspace, assessment, item);
  assertNoConflict(workspace.actor, unit, '评分');
}

/** @throws {AppError} ITEM_NOT_ASSIGNED to whoever is signed in; the office may score every item. */
export function assertAssigned(
  { actor }: Pick<Workspace, 'actor'>,
  { isAssigned }: Pick<Assessment, 'isAssigned'>,
  item: ItemView,
): void {
  const every = actor.allItems || actor.roles.includes('officeAdmin');
  if (!every && !isAssigned(item.id, actor.accountId)) {
    throw itemNotAssigned({ person: actor.name, code: item.code });
  }
}

/** @throws {AppError} CYCLE_STATE_FORBIDS from 反馈申诉 on: scores then change by appeal or correction only. */
export function assertScoringOpen(state: Assessment['cycle']['state']): void {
  if (!scoringOpen(state)) {
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what: '修改评分' });
  }
}
