import { assignByLead, assignScorers } from '../../services/marking/assignScorers';
import { getMarkingPlace } from '../../services/marking/getMarkingPlace';
import { listAssignments } from '../../services/marking/listAssignments';
import { listDifferences } from '../../services/marking/listDifferences';
import { listMyItems } from '../../services/marking/listMyItems';
import { listScorerProgress } from '../../services/marking/listScorerProgress';
import { lockMarkings } from '../../services/marking/lockMarkings';
import { setItemMarking } from '../../services/marking/setItemMarking';
import { settleDifference } from '../../services/marking/settleDifference';
import { unlockMarkings } from '../../services/marking/unlockMarkings';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { markingCalls } from '../../../shared/ipc/practice/marking';

/** Several scorers of one item and what they come to. */
export function markingHandlers(session: Session): Pick<Handlers, keyof typeof markingCalls> {
  const open = () => session.workspace();
  return {
    'marking:assignments': async () => listAssignments(await open()),
    'marking:assign': async ({ items }) => {
      const workspace = await open();
      await assignScorers(workspace, items);
      return listAssignments(workspace);
    },
    'marking:assignByLead': async () => {
      const workspace = await open();
      const outcome = await assignByLead(workspace);
      return { ...outcome, view: await listAssignments(workspace) };
    },
    'marking:method': async (request) => {
      const workspace = await open();
      await setItemMarking(workspace, request);
      return listAssignments(workspace);
    },
    'marking:myItems': async () => listMyItems(await open()),
    'marking:progress': async () => listScorerProgress(await open()),
    'marking:lock': async (request) => lockMarkings(await open(), request),
    'marking:unlock': async (request) => unlockMarkings(await open(), request),
    'marking:differences': async () => listDifferences(await open()),
    'marking:place': async (request) => getMarkingPlace(await open(), request),
    'marking:settle': async (request) => settleDifference(await open(), request),
  };
}
