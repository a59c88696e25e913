import type { Request, Response } from '@shared/ipc/contract';
import { deleteScheme } from '../../database/schemeRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSchemesOpen } from '../year/assertSchemesOpen';
import { listSchemes } from './listSchemes';

/** Removes a group's scheme with the other components' scores entered for it. */
export async function removeScheme(
  workspace: Workspace,
  { groupId }: Request<'scheme:remove'>,
): Promise<Response<'scheme:remove'>> {
  assertSchemesOpen((await loadAssessment(workspace)).cycle.state);
  await inTransaction(workspace, (trx) => deleteScheme(trx, groupId));
  return listSchemes(workspace);
}
