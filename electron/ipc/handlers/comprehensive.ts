import { applySchemes } from '../../services/scheme/importSchemes';
import { applyOtherScores } from '../../services/scheme/importOtherScores';
import { listSchemes } from '../../services/scheme/listSchemes';
import { recordOtherScores } from '../../services/scheme/recordOtherScores';
import { removeScheme } from '../../services/scheme/removeScheme';
import { saveScheme } from '../../services/scheme/saveScheme';
import { takeDashboard } from '../../services/dashboard/dashboardAhead';
import { getTotals } from '../../services/totals/getTotals';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type ComprehensiveCalls = Extract<
  keyof Handlers,
  `scheme:${string}` | `totals:${string}` | `dashboard:${string}`
>;

/** 综合考核 and the totals everything shows. */
export function comprehensiveHandlers(session: Session): Pick<Handlers, ComprehensiveCalls> {
  const open = () => session.workspace();
  return {
    'scheme:list': async (request) => listSchemes(await open(), request),
    'scheme:save': async (request) => saveScheme(await open(), request),
    'scheme:remove': async (request) => removeScheme(await open(), request),
    'scheme:import': async ({ file }) => {
      const workspace = await open();
      const table = await session.run('readSchemes', { path: session.files.path(file, 'read') });
      return applySchemes(workspace, table);
    },
    'scheme:otherScore': async (request) => recordOtherScores(await open(), request),
    'scheme:importScores': async ({ file }) => {
      const workspace = await open();
      const table = await session.run('readOtherScores', { path: session.files.path(file, 'read') });
      return applyOtherScores(workspace, table);
    },
    'totals:get': async () => getTotals(await open()),
    'dashboard:get': async (request) => takeDashboard(await open(), request),
  };
}
