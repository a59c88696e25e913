import type { Request, Response } from '@shared/ipc/contract';
import { assertMay } from '../access/assertMay';
import { deleteScheme, listSchemeViews } from '../../database/schemeRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSchemesOpen } from '../year/assertSchemesOpen';
import { auditedScheme } from './auditedScheme';
import { listSchemes } from './listSchemes';

/** Removes a group's scheme with the other components' scores entered for it. */
export async function removeScheme(
  workspace: Workspace,
  { groupId }: Request<'scheme:remove'>,
): Promise<Response<'scheme:remove'>> {
  assertMay(workspace, 'manageSystem');
  const { cycle } = await loadAssessment(workspace);
  assertSchemesOpen(cycle.state);
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = (await listSchemeViews(trx, cycle.id)).find((scheme) => scheme.groupId === groupId);
    if (!before) return;
    await deleteScheme(trx, groupId);
    await audit({ action: 'scheme.remove', subject: before.group, before: auditedScheme(before.components) });
  });
  return listSchemes(workspace);
}
