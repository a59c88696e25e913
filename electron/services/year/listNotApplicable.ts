import { isOwnUnitOnly } from '@shared/domain/role';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { listRequests, listRequestsOfUnit } from '../../database/notApplicableRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

/** Every 缺项 request of the year, the same item side by side. People of a unit see their own only. */
export async function listNotApplicable(
  workspace: Workspace,
  _request: object = {},
): Promise<readonly NotApplicableView[]> {
  const { actor, reader } = workspace;
  const { cycle } = await loadAssessment(workspace);
  const requests = await listRequests(reader, cycle.id);
  return isOwnUnitOnly(actor) ? requests.filter(({ unitCode }) => unitCode === actor.unitCode) : requests;
}

/** The requests of one unit, oldest first. @throws {AppError} UNIT_NOT_FOUND, NOT_YOUR_UNIT */
export async function listNotApplicableOfUnit(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<readonly NotApplicableView[]> {
  const unit = requireUnit(await loadAssessment(workspace), unitId);
  assertMayFor(workspace, 'requestNotApplicable', unit);
  return listRequestsOfUnit(workspace.reader, unitId);
}
