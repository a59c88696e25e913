import { markingMissing, markingReasonRequired, settlerScored } from '@shared/errors/marking';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { isReason } from '@shared/year/transitions';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { assertScoringOpen } from '../access/assertMayScore';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import type { MarkingPlace } from './readPlaces';

/**
 * First lines of whatever the office decides about markings: it may, scoring is open, the unit is not its own, and there
 * is a reason.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, MARKING_REASON_REQUIRED
 */
export async function openForSettling(
  workspace: Workspace,
  { unitId, itemId }: { readonly unitId: number; readonly itemId: number },
  reason: string,
  what: '认定' | '解锁',
): Promise<{ readonly assessment: Assessment; readonly unit: UnitView; readonly item: ItemView }> {
  assertWritable(workspace);
  assertMay(workspace, 'settle');
  const assessment = await loadAssessment(workspace);
  assertScoringOpen(assessment.cycle.state);
  const { unit, item } = locate(assessment, unitId, itemId);
  assertNoConflict(workspace.actor, unit, what);
  if (!isReason(reason)) throw markingReasonRequired({ what });
  return { assessment, unit, item };
}

/** Nobody decides about an own figure. @throws {AppError} MARKING_MISSING, SETTLER_SCORED */
export function requireForeignPlace(
  place: MarkingPlace | undefined,
  { actor }: Pick<Workspace, 'actor'>,
  at: { readonly unit: string; readonly code: string },
): MarkingPlace {
  if (!place) throw markingMissing(at);
  const involved = [...place.scorers, ...place.markings].some(
    ({ accountId }) => accountId === actor.accountId,
  );
  if (involved) throw settlerScored({ ...at, person: actor.name });
  return place;
}
