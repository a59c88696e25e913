import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** The unit groups (单位类别) of the cycle in their order. */
export async function listUnitGroups(
  workspace: Workspace,
  _request: Request<'units:groups'> = {},
): Promise<Response<'units:groups'>> {
  return (await loadAssessment(workspace)).groups;
}
