import type { WorkspaceView } from '../../shared/ipc/views';
import { actionsOf } from '../../shared/domain/role';
import { findAccount } from '../database/accountRepository';
import { loadCurrentCycle } from '../database/cycleRepository';
import { readLockAfterMinutes } from '../services/account/lockAfter';
import { listSystemVersions } from '../services/indicators/listSystemVersions';
import type { Workspace } from '../services/workspace/workspace';

/**
 * What the frame of the window shows of an open workspace.
 *
 * @param locked whether nobody may use it until somebody signs in.
 */
export async function describeWorkspace(workspace: Workspace, locked: boolean): Promise<WorkspaceView> {
  const { systemId, ...cycle } = await loadCurrentCycle(workspace.db);
  const versions = await listSystemVersions(workspace, {});
  const system = versions.find(({ id }) => id === systemId);
  if (!system) throw new Error(`cycle ${cycle.id} scores by a system that is not there`);
  const { folder, name, seat, person, readOnly, readOnlyReason } = workspace;
  return {
    folder,
    name,
    seat,
    person,
    account: await describeAccount(workspace),
    actions: actionsOf(workspace.actor),
    locked,
    lockAfterMinutes: await readLockAfterMinutes(workspace.db),
    readOnly,
    readOnlyReason,
    cycle,
    system,
  };
}

async function describeAccount({ actor, db }: Workspace): Promise<WorkspaceView['account']> {
  if (actor.roles.length === 0) return null;
  const account = await findAccount(db, actor.accountId);
  return {
    name: actor.name,
    unitCode: actor.unitCode,
    roles: actor.roles,
    hasPassword: account !== null && account.password !== '',
    mustChange: account?.mustChange ?? false,
  };
}
