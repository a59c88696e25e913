import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** All units of the cycle in list order. */
export async function listUnits(
  workspace: Workspace,
  _request: Request<'units:list'> = {},
): Promise<Response<'units:list'>> {
  return (await loadAssessment(workspace)).units;
}
