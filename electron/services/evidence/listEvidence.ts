import type { Request, Response } from '@shared/ipc/contract';
import { requireUnit } from '../scores/locate';
import { loadAssessment } from '../assessment/assessment';
import { assertMaySeePapers } from '../access/assertMaySee';
import { listItemEvidence, listUnitEvidence } from '../../database/evidenceRepository';
import type { Workspace } from '../workspace/workspace';

/**
 * Evidence of an item of a unit in its order there, or of the whole unit.
 *
 * @throws {AppError} UNIT_NOT_FOUND; NOT_YOUR_UNIT, CONFLICT_OF_INTEREST to whom the unit's papers are closed
 */
export async function listEvidence(
  workspace: Workspace,
  { unitId, itemId }: Request<'evidence:list'>,
): Promise<Response<'evidence:list'>> {
  assertMaySeePapers(workspace, requireUnit(await loadAssessment(workspace), unitId));
  // The writer's own connection: what was added a moment ago is there.
  return itemId === undefined
    ? listUnitEvidence(workspace.db, unitId)
    : listItemEvidence(workspace.db, unitId, itemId);
}
