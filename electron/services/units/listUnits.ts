import { seesUnit } from '@shared/domain/visibility';
import type { Request, Response } from '@shared/ipc/contract';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** The units of the cycle in list order; people of a unit see their own. @throws {AppError} NOT_SIGNED_IN */
export async function listUnits(
  workspace: Workspace,
  _request: Request<'units:list'> = {},
): Promise<Response<'units:list'>> {
  assertSignedIn(workspace);
  const { units } = await loadAssessment(workspace);
  return units.filter((unit) => seesUnit(workspace.actor, unit));
}
