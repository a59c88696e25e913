import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { choiceExpired, importBlocked } from '../../../shared/errors/shell';
import type { Request } from '../../../shared/ipc/contract';
import { readBuiltinSet } from '../../services/indicators/builtinSet';
import { createDemoWorkspace } from '../../services/demo/createDemoWorkspace';
import { prepareFirstAdmin } from '../../services/account/firstAdmin';
import { createWorkspace, type NewWorkspace } from '../../services/workspace/createWorkspace';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import { indicatorPreview } from './indicators';
import { unitPreview } from './units';

type Creation = Request<'workspace:create'>;
type Contents = Pick<NewWorkspace, 'system' | 'groups' | 'units'>;

/** Opening, creating and closing workspaces. */
export function workspaceHandlers(
  session: Session,
): Pick<
  Handlers,
  | 'app:state'
  | 'app:offered'
  | 'workspace:createDemo'
  | 'workspace:create'
  | 'workspace:open'
  | 'workspace:close'
  | 'workspace:unsaved'
> {
  return {
    'app:state': () => session.state(),
    'app:offered': () => session.offered.take(),
    'workspace:createDemo': async () => session.adopt(await createDemoWorkspace(await demoFolder())),
    'workspace:create': async (request) => {
      const folder = session.files.path(request.folder, 'folder');
      const contents = await contentsOf(session, request);
      const admin = await prepareFirstAdmin(request.admin.name, request.admin.password);
      const named = request.admin.name !== '' || request.admin.password !== '';
      const wanted = { folder, year: request.year, ...(named ? { admin } : {}), ...contents };
      const app = await session.adopt(await createWorkspace(wanted));
      return { app, recoveryCode: admin.recoveryCode };
    },
    'workspace:open': async (request) => {
      if ('folder' in request) return session.open(session.files.path(request.folder, 'folder'));
      const known = session.recent[request.recent];
      if (!known) throw choiceExpired();
      return session.open(known.folder);
    },
    'workspace:close': () => session.close(),
    'workspace:unsaved': async ({ what }) => {
      session.unsaved = what;
      return null;
    },
  };
}

/** A folder of its own for every demo, so that trying again never touches what somebody typed into an earlier one. */
async function demoFolder(): Promise<string> {
  const parent = join(app.getPath('userData'), '示例考评库');
  await mkdir(parent, { recursive: true });
  return join(parent, new Date().toISOString().replace(/[:.]/g, '-'));
}

async function contentsOf(session: Session, { indicators, units }: Creation): Promise<Contents> {
  const builtin = await readBuiltinSet();
  const system =
    indicators === 'builtin:jiangsu'
      ? builtin.system
      : indicatorPreview(session, indicators.previewId).system;
  if (units === 'builtin:sample') return { system, groups: builtin.groups, units: builtin.sampleUnits };
  if (units === 'none') return { system, groups: builtin.groups, units: [] };
  const { view } = unitPreview(session, units.previewId);
  if (view.blocked) throw importBlocked({ problems: view.problems.length });
  return { system, groups: builtin.groups, units: view.units };
}
