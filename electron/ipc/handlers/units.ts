import { basename } from 'node:path';
import { importBlocked } from '../../../shared/errors/shell';
import type { UnitPreviewView } from '../../../shared/ipc/views';
import { importUnits } from '../../services/units/importUnits';
import { listUnitGroups } from '../../services/units/listUnitGroups';
import { listUnits } from '../../services/units/listUnits';
import { removeUnit } from '../../services/units/removeUnit';
import { saveUnit } from '../../services/units/saveUnit';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type UnitCalls = Extract<keyof Handlers, `units:${string}`>;

class KeptUnitPreview {
  constructor(readonly view: Omit<UnitPreviewView, 'previewId'>) {}
}

/** The unit table a person has looked at. @throws PREVIEW_EXPIRED */
export function unitPreview(session: Session, previewId: string): KeptUnitPreview {
  return session.preview(previewId, (value) => value instanceof KeptUnitPreview);
}

/** 被考评单位. */
export function unitHandlers(session: Session): Pick<Handlers, UnitCalls> {
  const open = () => session.workspace();
  return {
    'units:list': async (request) => listUnits(await open(), request),
    'units:groups': async (request) => listUnitGroups(await open(), request),
    'units:preview': async ({ file }) => {
      const path = session.files.path(file, 'read');
      const folder = (await session.openedFolder()) || null;
      const { previewId, kept } = await session.keepPreview(
        async () => new KeptUnitPreview(await session.run('previewUnits', { folder, path })),
      );
      return { previewId, ...kept.view };
    },
    'units:import': async ({ previewId }) => {
      const { view } = unitPreview(session, previewId);
      if (view.blocked) throw importBlocked({ problems: view.problems.length });
      return importUnits(await open(), view.units);
    },
    'units:save': async (request) => saveUnit(await open(), request),
    'units:remove': async (request) => removeUnit(await open(), request),
    'units:export': async ({ target }) => {
      const path = session.files.path(target, 'write');
      await session.run('writeUnits', { folder: (await open()).folder, target: path });
      return { fileName: basename(path) };
    },
  };
}
