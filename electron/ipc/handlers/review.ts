import { addSiteChecks } from '../../services/review/addSiteChecks';
import { decideAppeal } from '../../services/review/decideAppeal';
import { fileAppeal } from '../../services/review/fileAppeal';
import { getAppealEffect } from '../../services/review/getAppealEffect';
import { getAdjustments, getFeedback } from '../../services/review/getFeedback';
import { listAppealable } from '../../services/review/listAppealable';
import { listAppeals } from '../../services/review/listAppeals';
import { listSiteChecks } from '../../services/review/listSiteChecks';
import { proposeSiteChecks } from '../../services/review/proposeSiteChecks';
import { recordSiteCheck, removeSiteCheckItem } from '../../services/review/recordSiteCheck';
import { showRank } from '../../services/review/showRank';
import { simulateScores } from '../../services/review/simulateScores';
import { withdrawAppeal } from '../../services/review/withdrawAppeal';
import type { reviewCalls } from '../../../shared/ipc/practice/review';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

/** On-site checks, adjustments, appeals, 反馈单. */
export function reviewHandlers(session: Session): Pick<Handlers, keyof typeof reviewCalls> {
  const open = () => session.workspace();
  return {
    'site:propose': async (request) => proposeSiteChecks(await open(), request),
    'site:add': async (request) => addSiteChecks(await open(), request),
    'site:list': async () => listSiteChecks(await open()),
    'site:record': async (request) => recordSiteCheck(await open(), request),
    'site:removeItem': async (request) => removeSiteCheckItem(await open(), request),
    'appeal:list': async (request) => listAppeals(await open(), request),
    'appeal:items': async (request) => listAppealable(await open(), request),
    'appeal:file': async (request) => fileAppeal(await open(), request),
    'appeal:decide': async (request) => decideAppeal(await open(), request),
    'appeal:withdraw': async (request) => withdrawAppeal(await open(), request),
    'appeal:effect': async (request) => getAppealEffect(await open(), request),
    'review:simulate': async ({ changes }) => simulateScores(await open(), changes),
    'review:adjustments': async (request) => getAdjustments(await open(), request),
    'feedback:unit': async (request) => getFeedback(await open(), request),
    'feedback:showRank': async (request) => showRank(await open(), request),
  };
}
