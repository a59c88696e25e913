import type { Points } from '@shared/domain/points';
import { appealUnknown } from '@shared/errors/review';
import type { Simulation } from '@shared/ipc/practice/review';
import { findAppeal, findDecisionEntry } from '../../database/appealRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { requireItem, requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

/**
 * Who moved with the decision of an appeal, as it was when it was made: the trail kept it with the decision.
 *
 * @returns null where the appeal was not won.
 * @throws {AppError} NOT_PERMITTED without `readAll`; APPEAL_UNKNOWN
 */
export async function getAppealEffect(
  workspace: Workspace,
  { id }: { readonly id: number },
): Promise<Simulation | null> {
  assertMay(workspace, 'readAll');
  const assessment = await loadAssessment(workspace);
  const appeal = await findAppeal(workspace.reader, id);
  if (!appeal || appeal.cycleId !== assessment.cycle.id) throw appealUnknown();
  if (appeal.state !== 'adjusted') return null;
  const entry = await findDecisionEntry(workspace.reader, appeal);
  if (entry === undefined) return null;
  // Written by `decideAppeal`; `verify` names an entry that was changed since.
  const { moved, fromPoints, toPoints } = JSON.parse(entry) as DecisionKept;
  const { unitId, itemId } = appeal;
  const unitName = requireUnit(assessment, unitId).name;
  const itemCode = requireItem(assessment, itemId).code;
  return {
    scores: [{ unitId, itemId, unitName, itemCode, before: fromPoints, after: toPoints }],
    standings: moved,
  };
}

/** What `decideAppeal` puts on the trail of an appeal that was won. Points in hundredths. */
export interface DecisionKept {
  readonly fromPoints: Points;
  readonly toPoints: Points;
  readonly moved: Simulation['standings'];
}
