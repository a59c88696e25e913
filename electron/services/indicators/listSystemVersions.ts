import type { Request, Response } from '@shared/ipc/contract';
import { listSystems } from '../../database/systemRepository';
import type { Workspace } from '../workspace/workspace';

/** Every version of every indicator system in the workspace, newest first. */
export async function listSystemVersions(
  workspace: Workspace,
  _request: Request<'indicators:versions'> = {},
): Promise<Response<'indicators:versions'>> {
  return listSystems(workspace.db);
}
