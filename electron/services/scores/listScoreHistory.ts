import type { Request, Response } from '@shared/ipc/contract';
import { requireItem, requireUnit } from './locate';
import { loadAssessment } from '../assessment/assessment';
import { assertMaySeeScore } from '../access/assertMaySee';
import { listHistory } from '../../database/scoreRepository';
import type { Workspace } from '../workspace/workspace';

/**
 * The versions of one score, newest first; what stands now is the first.
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
  return listHistory(workspace.db, unitId, itemId);
}
