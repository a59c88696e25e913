import type { Request, Response } from '@shared/ipc/contract';
import { listHistory } from '../../database/scoreRepository';
import type { Workspace } from '../workspace/workspace';

/** The versions of one score, newest first; what stands now is the first. */
export async function listScoreHistory(
  workspace: Workspace,
  { unitId, itemId }: Request<'scores:history'>,
): Promise<Response<'scores:history'>> {
  return listHistory(workspace.db, unitId, itemId);
}
