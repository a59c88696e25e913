import type { Request, Response } from '@shared/ipc/contract';
import { listItemEvidence, listUnitEvidence } from '../../database/evidenceRepository';
import type { Workspace } from '../workspace/workspace';

/** Evidence of an item of a unit in its order there, or of the whole unit. */
export async function listEvidence(
  workspace: Workspace,
  { unitId, itemId }: Request<'evidence:list'>,
): Promise<Response<'evidence:list'>> {
  // The writer's own connection: what was added a moment ago is there.
  return itemId === undefined
    ? listUnitEvidence(workspace.db, unitId)
    : listItemEvidence(workspace.db, unitId, itemId);
}
