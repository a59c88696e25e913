import type { Request, Response } from '@shared/ipc/contract';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** The unit groups (单位类别) of the cycle in their order. @throws {AppError} NOT_SIGNED_IN */
export async function listUnitGroups(
  workspace: Workspace,
  _request: Request<'units:groups'> = {},
): Promise<Response<'units:groups'>> {
  assertSignedIn(workspace);
  return (await loadAssessment(workspace)).groups;
}
