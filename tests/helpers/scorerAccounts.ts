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
