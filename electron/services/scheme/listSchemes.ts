import type { Request, Response } from '@shared/ipc/contract';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { listSchemeViews } from '../../database/schemeRepository';
import type { Workspace } from '../workspace/workspace';

/** The comprehensive schemes (综合考核方案) in the order of their groups; a group without one is left out. */
export async function listSchemes(
  workspace: Workspace,
  _request: Request<'scheme:list'> = {},
): Promise<Response<'scheme:list'>> {
  const cycle = await loadCurrentCycle(workspace.db);
  return listSchemeViews(workspace.db, cycle.id);
}
