import type { Request, Response } from '@shared/ipc/contract';
import { requireItem, requireUnit } from './locate';
import { loadAssessment } from '../assessment/assessment';
import { assertMaySeeScore } from '../access/assertMaySee';
import { seesScorers } from '@shared/domain/visibility';
import { listHistory, listSettledRevisions } from '../../database/scoreRepository';
import type { Workspace } from '../workspace/workspace';

/**
 * The versions of one score, newest first; what stands now is the first. Somebody of the unit is not told who scored, nor
 * the reasons where several did.
 *
 * @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND; SCORES_NOT_OPEN
 */
export async function listScoreHistory(
  workspace: Workspace,
  { unitId, itemId }: Request<'scores:history'>,
): Promise<Response<'scores:history'>> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMaySeeScore(workspace, assessment, unit, requireItem(assessment, itemId));
  const versions = await listHistory(workspace.db, unitId, itemId);
  if (seesScorers(workspace.actor, unit)) return versions;
  // Also where the item is one scorer's again: what several had decided names them.
  const settled = await listSettledRevisions(workspace.db, unitId, itemId);
  const several = assessment.markingOf(itemId) !== undefined;
  return versions.map((version) => ({
    ...version,
    scorer: '',
    entry: several || settled.has(version.revision) ? { ...version.entry, reason: '' } : version.entry,
  }));
}
