import { importBlocked } from '../../../shared/errors/shell';
import type { insightCalls } from '../../../shared/ipc/practice/insight';
import { countChecks, listChecks } from '../../services/insight/checks';
import { compareItem } from '../../services/insight/compareItem';
import { compareScorers } from '../../services/insight/compareScorers';
import { dismissFinding, restoreFinding } from '../../services/insight/dismissFinding';
import { importReasons, type ReasonImport } from '../../services/insight/importReasons';
import {
  linkIncident,
  listIncidentViews,
  removeIncident,
  saveIncident,
  unlinkIncident,
} from '../../services/insight/incidents';
import { listAllReasons, listReasons, saveReason } from '../../services/insight/reasons';
import { reportGaps } from '../../services/insight/reportGaps';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

class KeptReasonImport {
  constructor(readonly kept: ReasonImport) {}
}

/** Reason library, incidents, consistency, 体检. */
export function insightHandlers(session: Session): Pick<Handlers, keyof typeof insightCalls> {
  const open = () => session.workspace();
  return {
    'reasons:list': async (request) => listReasons(await open(), request),
    'reasons:all': async (request) => listAllReasons(await open(), request),
    'reasons:save': async (request) => saveReason(await open(), request),
    'reasons:preview': async ({ file }) => {
      const { folder } = await open();
      const path = session.files.path(file, 'read');
      const { previewId, kept } = await session.keepPreview(
        async () => new KeptReasonImport(await session.run('previewReasons', { folder, path })),
      );
      return { previewId, ...kept.kept.view };
    },
    'reasons:import': async ({ previewId }) => {
      const { view, reasons } = session.preview(previewId, (value) => value instanceof KeptReasonImport).kept;
      if (view.blocked) throw importBlocked({ problems: view.problems.length });
      return importReasons(await open(), reasons);
    },

    'incidents:list': async (request) => listIncidentViews(await open(), request),
    'incidents:save': async (request) => saveIncident(await open(), request),
    'incidents:link': async (request) => linkIncident(await open(), request),
    'incidents:unlink': async (request) => unlinkIncident(await open(), request),
    'incidents:remove': async (request) => removeIncident(await open(), request),

    'checks:counts': async (request) => countChecks(await open(), request),
    'checks:list': async (request) => listChecks(await open(), request),
    'checks:dismiss': async (request) => dismissFinding(await open(), request),
    'checks:restore': async (request) => restoreFinding(await open(), request),

    'consistency:item': async (request) => compareItem(await open(), request),
    'consistency:scorers': async (request) => compareScorers(await open(), request),
    'consistency:gaps': async (request) => reportGaps(await open(), request),
  };
}
