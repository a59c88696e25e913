import { mayDo, type Actor } from '@shared/domain/role';
import { notPermitted } from '@shared/errors/access';
import type { DifferenceRow } from '@shared/ipc/practice/marking';
import { itemLimit } from '@shared/scoring/worth';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { readPlaces, type MarkingPlace } from './readPlaces';
import { seesAll } from './sheetMarking';
import { scoresHere } from './storeMarkings';

/** What wants somebody's decision stands first. */
const ORDER: Readonly<Record<DifferenceRow['state'], number>> = {
  undecided: 0,
  ready: 1,
  waiting: 2,
  settled: 3,
  exempt: 4,
};

/**
 * 评分分歧: every begun place that several score, those to be decided first, the widest apart before the others. Who may
 * not see every unit sees the places they score themselves.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function listDifferences(workspace: Workspace): Promise<readonly DifferenceRow[]> {
  const { actor } = workspace;
  assertSignedIn(workspace);
  const assessment = await loadAssessment(workspace);
  const { units, items } = assessment;
  const places = await readPlaces(workspace.reader, assessment, { units, items, begunOnly: true });
  return places
    .filter((place) => mayLookAt(place, actor))
    .map((place) => differenceRow(place, actor))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || (b.spread ?? 0) - (a.spread ?? 0));
}

type Viewer = Pick<Actor, 'accountId' | 'roles'>;

/** Whether the place's scorers and state are the viewer's business at all. */
export function mayLookAt(place: MarkingPlace, viewer: Viewer): boolean {
  return mayDo(viewer, 'readAll') || scoresHere(place, viewer);
}

/** @throws {AppError} NOT_PERMITTED */
export function assertMayLookAt(place: MarkingPlace, viewer: Actor): void {
  if (!mayLookAt(place, viewer)) throw notPermitted({ person: viewer.name, action: 'readAll' });
}

/** One line of the list; figures only where the viewer may see all that are locked. */
export function differenceRow(place: MarkingPlace, viewer: Viewer): DifferenceRow {
  const { unit, item, setting, state, scorers, markings, settlement } = place;
  const outcome = state.state === 'undecided' || state.state === 'ready' ? state.outcome : null;
  const visible = seesAll(place, viewer);
  return {
    unitId: unit.id,
    unitName: unit.name,
    group: unit.group,
    itemId: item.id,
    itemCode: item.code,
    itemName: item.name,
    limit: itemLimit(item),
    method: setting.method,
    spreadLimit: setting.spreadLimit,
    state: state.state,
    cause: state.state === 'undecided' ? state.outcome.cause : null,
    waitingFor: state.state === 'waiting' ? state.for : [],
    locked: markings.filter(({ lockedAt }) => lockedAt !== null).length,
    scorers: Math.max(scorers.length, markings.length),
    spread: visible ? (settlement?.spread ?? outcome?.spread ?? null) : null,
    proposed: visible ? (outcome?.points ?? null) : null,
    settled: visible ? (settlement?.points ?? null) : null,
  };
}
