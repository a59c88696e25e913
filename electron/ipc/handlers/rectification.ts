import type { rectificationCalls } from '../../../shared/ipc/practice/rectification';
import { addProblemFiles } from '../../services/rectification/addProblemFiles';
import { decideClosing, reopenProblem, requestClosing } from '../../services/rectification/closeProblem';
import { listInterviews, saveInterview } from '../../services/rectification/interviews';
import { listLedger } from '../../services/rectification/listLedger';
import { createProblemsFromScores, listCandidates } from '../../services/rectification/problemsFromScores';
import { removeMeasure, saveMeasure } from '../../services/rectification/saveMeasure';
import { removeProblem, saveProblem } from '../../services/rectification/saveProblem';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

/** 问题整改: ledger and interviews. */
export function rectificationHandlers(session: Session): Pick<Handlers, keyof typeof rectificationCalls> {
  const open = () => session.workspace();
  return {
    'problem:list': async () => listLedger(await open()),
    'problem:save': async (request) => saveProblem(await open(), request),
    'problem:remove': async (request) => removeProblem(await open(), request),
    'problem:candidates': async (request) => listCandidates(await open(), request),
    'problem:fromScores': async (request) => createProblemsFromScores(await open(), request),
    'problem:saveMeasure': async (request) => saveMeasure(await open(), request),
    'problem:removeMeasure': async (request) => removeMeasure(await open(), request),
    'problem:requestClosing': async (request) => requestClosing(await open(), request),
    'problem:decideClosing': async (request) => decideClosing(await open(), request),
    'problem:reopen': async (request) => reopenProblem(await open(), request),
    'problem:addFiles': async ({ id, files }) => {
      const paths = files.map((token) => session.files.path(token, 'read'));
      return addProblemFiles(await open(), { id, paths });
    },
    'interview:list': async () => listInterviews(await open()),
    'interview:save': async (request) => saveInterview(await open(), request),
  };
}
