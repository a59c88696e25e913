import { seesPapers } from '@shared/domain/visibility';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { listRequests, listRequestsOfUnit } from '../../database/notApplicableRepository';
import { assertMaySeePapers } from '../access/assertMaySee';
import { loadAssessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

/** Every 缺项 request of the year, the same item side by side, of the units whose papers one may see. */
export async function listNotApplicable(
  workspace: Workspace,
  _request: object = {},
): Promise<readonly NotApplicableView[]> {
  const { actor, reader } = workspace;
  const { cycle } = await loadAssessment(workspace);
  const requests = await listRequests(reader, cycle.id);
  return requests.filter(({ unitCode }) => seesPapers(actor, { code: unitCode }));
}

/** The requests of one unit, oldest first. @throws {AppError} UNIT_NOT_FOUND, NOT_YOUR_UNIT */
export async function listNotApplicableOfUnit(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<readonly NotApplicableView[]> {
  const unit = requireUnit(await loadAssessment(workspace), unitId);
  assertMaySeePapers(workspace, unit);
  return listRequestsOfUnit(workspace.reader, unitId);
}
