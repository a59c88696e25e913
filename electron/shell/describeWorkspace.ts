import type { WorkspaceView } from '../../shared/ipc/views';
import { listSystemVersions } from '../services/indicators/listSystemVersions';
import type { Workspace } from '../services/workspace/workspace';

/** What the frame of the window shows of an open workspace. */
export async function describeWorkspace(workspace: Workspace): Promise<WorkspaceView> {
  const cycle = await workspace.db
    .selectFrom('cycle')
    .select(['id', 'year', 'name', 'state', 'system_id'])
    .orderBy('year', 'desc')
    .executeTakeFirstOrThrow();
  const versions = await listSystemVersions(workspace, {});
  const system = versions.find(({ id }) => id === cycle.system_id);
  if (!system) throw new Error(`cycle ${cycle.id} scores by a system that is not there`);
  const { folder, name, seat, person, readOnly, readOnlyReason } = workspace;
  return {
    folder,
    name,
    seat,
    person,
    readOnly,
    readOnlyReason,
    cycle: { id: cycle.id, year: cycle.year, name: cycle.name, state: cycle.state },
    system,
  };
}
