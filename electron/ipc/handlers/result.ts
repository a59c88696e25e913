import { compareYears, getYearOverview } from '../../services/result/compareYears';
import { decideCorrection, proposeCorrection } from '../../services/result/correctScore';
import { listCorrectablePlaces, listCorrections } from '../../services/result/listCorrections';
import { compareResults, getResult, listCycles, listResults } from '../../services/result/listResults';
import { previewCorrection } from '../../services/result/previewCorrection';
import { startNextCycle } from '../../services/result/startNextCycle';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { resultCalls } from '../../../shared/ipc/practice/result';

/** Approved results, corrections, next year, comparison of years. */
export function resultHandlers(session: Session): Pick<Handlers, keyof typeof resultCalls> {
  const open = () => session.workspace();
  return {
    'cycles:list': async () => listCycles(await open()),
    'cycles:startNext': async (request) => startNextCycle(await open(), request),
    'result:list': async (request) => listResults(await open(), request),
    'result:figures': async (request) => getResult(await open(), request),
    'result:compare': async (request) => compareResults(await open(), request),
    'correction:list': async (request) => listCorrections(await open(), request),
    'correction:places': async (request) => listCorrectablePlaces(await open(), request),
    'correction:preview': async (request) => previewCorrection(await open(), request),
    'correction:propose': async (request) => proposeCorrection(await open(), request),
    'correction:decide': async (request) => decideCorrection(await open(), request),
    'years:compare': async (request) => compareYears(await open(), request),
    'years:overview': async () => getYearOverview(await open()),
  };
}
