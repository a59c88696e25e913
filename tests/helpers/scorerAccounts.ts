import { loadAssessment } from '@electron/services/assessment/assessment';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor, Role } from '@shared/domain/role';
import type { MarkingSetting } from '@shared/marking/method';
import { aPerson } from './people';

/** An account in the database, as somebody who can be signed in. */
export async function anAccount(
  workspace: Workspace,
  name: string,
  roles: readonly Role[] = ['leadScorer'],
  unitCode = '',
): Promise<Actor> {
  return aPerson(workspace, name, roles, { unitCode });
}

/** Runs something as somebody, then gives the workspace back to whoever was there. */
export async function as<R>(workspace: Workspace, actor: Actor, work: () => Promise<R>): Promise<R> {
  const before = workspace.actor;
  workspace.signIn(actor);
  try {
    return await work();
  } finally {
    workspace.signIn(before);
  }
}

/** Ids by code, as tests name them. */
export async function idsOf(workspace: Workspace, unitCode: string, itemCode: string) {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  const unitId = unitByCode.get(unitCode)?.id;
  const itemId = itemByCode.get(itemCode)?.id;
  if (unitId === undefined || itemId === undefined) throw new Error(`no ${unitCode} · ${itemCode}`);
  return { unitId, itemId };
}

/** Sets an item for several scorers and gives it to them. */
export async function markedBy(
  workspace: Workspace,
  itemId: number,
  scorers: readonly Actor[],
  setting: Partial<MarkingSetting> = {},
): Promise<void> {
  await setItemMarking(workspace, {
    itemIds: [itemId],
    setting: { method: 'mean', spreadLimit: 500, blind: false, ...setting },
    confirmed: true,
  });
  await assignScorers(workspace, [{ itemId, accountIds: scorers.map(({ accountId }) => accountId) }]);
}
