import { CYCLE_STATES, nextState, stageOf, type CycleState } from '@shared/domain/cycleState';
import type { StageView, YearView } from '@shared/ipc/practice/year';
import { daysLate, deadlineText } from '@shared/year/dates';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { listDeadlines, listTransitions, type StoredTransition } from '../../database/yearRepository';
import { assertSignedIn } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';
import { localDay } from '../localTime';

/** Where the year stands among its stages, with deadlines and every move so far. @throws {AppError} NOT_SIGNED_IN */
export async function getYear(workspace: Workspace, _request: object = {}): Promise<YearView> {
  assertSignedIn(workspace);
  const { db } = workspace;
  const { systemId: _systemId, uid: _uid, ...cycle } = await loadCurrentCycle(db);
  const deadlines = await listDeadlines(db, cycle.id);
  const transitions = await listTransitions(db, cycle.id);
  const today = localDay(workspace.clock());
  return {
    cycle,
    stages: CYCLE_STATES.map((state) => stageView(state, cycle.state, deadlines, transitions, today)),
    next: nextState(cycle.state),
    earlier: CYCLE_STATES.slice(0, stageOf(cycle.state)),
    history: transitions.toReversed(),
  };
}

function stageView(
  state: CycleState,
  current: CycleState,
  deadlines: ReadonlyMap<CycleState, string>,
  transitions: readonly StoredTransition[],
  today: string,
): StageView {
  const ahead = stageOf(state) - stageOf(current);
  const dueOn = deadlines.get(state) ?? '';
  return {
    state,
    dueOn,
    enteredAt: ahead > 0 ? '' : (transitions.findLast(({ to }) => to === state)?.at ?? ''),
    standing: ahead === 0 ? 'current' : ahead < 0 ? 'past' : 'coming',
    dueText: ahead === 0 ? deadlineText(dueOn, today) : '',
    late: ahead === 0 && daysLate(dueOn, today) > 0,
  };
}
