import { acceptSubmissions } from '../../services/year/acceptSubmissions';
import { checkMove } from '../../services/year/checkMove';
import { checkSubmission } from '../../services/year/checkSubmission';
import { decideNotApplicable } from '../../services/year/decideNotApplicable';
import { getSubmission } from '../../services/year/getSubmission';
import { getYear } from '../../services/year/getYear';
import { giveLeadOpinion } from '../../services/year/giveLeadOpinion';
import { listNotApplicable, listNotApplicableOfUnit } from '../../services/year/listNotApplicable';
import { listReminders } from '../../services/year/listReminders';
import { listSubmissions } from '../../services/year/listSubmissions';
import { moveCycle } from '../../services/year/moveCycle';
import { requestNotApplicable } from '../../services/year/requestNotApplicable';
import { returnSubmission } from '../../services/year/returnSubmission';
import { revokeNotApplicable } from '../../services/year/revokeNotApplicable';
import { setDeadline } from '../../services/year/setDeadline';
import { submitSelfEvaluation } from '../../services/year/submitSelfEvaluation';
import { withdrawNotApplicable } from '../../services/year/withdrawNotApplicable';
import { withdrawSubmission } from '../../services/year/withdrawSubmission';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { yearCalls } from '../../../shared/ipc/practice/year';

/** The year's stages, what units hand in, 缺项 requests. */
export function yearHandlers(session: Session): Pick<Handlers, keyof typeof yearCalls> {
  const open = () => session.workspace();
  return {
    'year:get': async (request) => getYear(await open(), request),
    'year:check': async (request) => checkMove(await open(), request),
    'year:move': async (request) => moveCycle(await open(), request),
    'year:deadline': async (request) => setDeadline(await open(), request),
    'year:reminders': async (request) => listReminders(await open(), request),
    'submission:get': async (request) => getSubmission(await open(), request),
    'submission:check': async (request) => checkSubmission(await open(), request),
    'submission:submit': async (request) => submitSelfEvaluation(await open(), request),
    'submission:withdraw': async (request) => withdrawSubmission(await open(), request),
    'submission:list': async (request) => listSubmissions(await open(), request),
    'submission:accept': async (request) => acceptSubmissions(await open(), request),
    'submission:return': async (request) => returnSubmission(await open(), request),
    'notApplicable:list': async (request) => listNotApplicable(await open(), request),
    'notApplicable:ofUnit': async (request) => listNotApplicableOfUnit(await open(), request),
    'notApplicable:request': async (request) => requestNotApplicable(await open(), request),
    'notApplicable:withdraw': async (request) => withdrawNotApplicable(await open(), request),
    'notApplicable:opinion': async (request) => giveLeadOpinion(await open(), request),
    'notApplicable:decide': async (request) => decideNotApplicable(await open(), request),
    'notApplicable:revoke': async (request) => revokeNotApplicable(await open(), request),
  };
}
