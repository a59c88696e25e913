import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { readPlaces } from './readPlaces';

/** Places several people score that are not settled yet. */
export interface UnsettledCount {
  /** All have locked, and somebody must decide. */
  readonly undecided: number;
  /** Somebody has still to lock, or nobody has begun. */
  readonly waiting: number;
}

/** What of several scorers' work is still open: to be looked at before the year moves on to 反馈申诉. */
export async function countUnsettled(workspace: Workspace): Promise<UnsettledCount> {
  const assessment = await loadAssessment(workspace);
  const { units, items } = assessment;
  const places = await readPlaces(workspace.reader, assessment, { units, items });
  const count = (...states: string[]): number =>
    places.filter(({ state }) => states.includes(state.state)).length;
  return { undecided: count('undecided', 'ready'), waiting: count('waiting') };
}
