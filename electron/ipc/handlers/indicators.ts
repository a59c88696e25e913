import { importBlocked } from '../../../shared/errors/shell';
import { basename } from 'node:path';
import { compareSystems } from '../../services/indicators/compareSystems';
import { getIndicatorSystem } from '../../services/indicators/getIndicatorSystem';
import { importIndicatorSystem } from '../../services/indicators/importIndicatorSystem';
import { listSystemVersions } from '../../services/indicators/listSystemVersions';
import { newSystemVersion } from '../../services/indicators/newSystemVersion';
import { publishSystem } from '../../services/indicators/publishSystem';
import { removeItem } from '../../services/indicators/removeItem';
import { saveItem } from '../../services/indicators/saveItem';
import { saveSystemSettings } from '../../services/indicators/saveSystemSettings';
import { useSystem } from '../../services/indicators/useSystem';
import type { IndicatorTablePreview } from '../../workbook/indicatorWorkbook';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type IndicatorCalls = Extract<keyof Handlers, `indicators:${string}`>;

class KeptIndicatorPreview {
  constructor(readonly preview: IndicatorTablePreview) {}
}

/** The table a person has looked at. @throws PREVIEW_EXPIRED, IMPORT_BLOCKED */
export function indicatorPreview(session: Session, previewId: string): IndicatorTablePreview {
  const { preview } = session.preview(previewId, (value) => value instanceof KeptIndicatorPreview);
  const errors = preview.problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw importBlocked({ problems: errors });
  return preview;
}

/** 指标体系. */
export function indicatorHandlers(session: Session): Pick<Handlers, IndicatorCalls> {
  const open = () => session.workspace();
  return {
    'indicators:versions': async (request) => listSystemVersions(await open(), request),
    'indicators:get': async (request) => getIndicatorSystem(await open(), request),
    'indicators:preview': async ({ file, mapping, sheet }) => {
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(
        async () =>
          new KeptIndicatorPreview(await session.run('previewIndicators', { path, mapping, sheet })),
      );
      const { preview } = kept;
      return {
        previewId,
        fileName: basename(path),
        sheet: preview.sheet,
        headings: preview.headings,
        mapping: preview.mapping,
        system: preview.system,
        rows: preview.rows,
        pointsTotal: preview.pointsTotal,
        problems: preview.problems,
        blocked: preview.problems.some(({ severity }) => severity === 'error'),
      };
    },
    'indicators:import': async ({ previewId }) => {
      const { system } = indicatorPreview(session, previewId);
      return importIndicatorSystem(await open(), system, { use: 'draft' });
    },
    'indicators:saveItem': async (request) => saveItem(await open(), request),
    'indicators:removeItem': async (request) => removeItem(await open(), request),
    'indicators:saveSettings': async (request) => saveSystemSettings(await open(), request),
    'indicators:publish': async (request) => publishSystem(await open(), request),
    'indicators:newVersion': async (request) => newSystemVersion(await open(), request),
    'indicators:compare': async (request) => compareSystems(await open(), request),
    'indicators:use': async (request) => {
      await useSystem(await open(), request);
      return session.state();
    },
    'indicators:export': async ({ systemId, target }) => {
      const path = session.files.path(target, 'write');
      await session.run('writeIndicators', { folder: (await open()).folder, systemId, target: path });
      return { fileName: basename(path) };
    },
  };
}
