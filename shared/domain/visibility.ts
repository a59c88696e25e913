import { stageOf, type CycleState } from './cycleState';
import { hasConflict, isOwnUnitOnly, isUnitRole, mayDo, type Actor } from './role';

/**
 * Who sees what. Practice page §4: a unit does not see others' scores before the announcement, a scorer does not see
 * others' drafts. The office, whoever approves, and the auditor see everything (`readAll`).
 */
type Viewer = Pick<Actor, 'roles' | 'unitCode' | 'allItems'>;

/** A unit as seeing asks for it. */
type Seen = { readonly code: string };

const announcedToUnits = (state: CycleState): boolean => stageOf(state) >= stageOf('feedback');

const seesEverything = (viewer: Viewer): boolean => mayDo(viewer, 'readAll');

/** Somebody who assesses other units: scores items or checks on site. */
const isAssessor = (viewer: Viewer): boolean => mayDo(viewer, 'score') || mayDo(viewer, 'checkSite');

/** The unit whose papers the viewer works on: holds a role of it. */
const isOfUnit = (viewer: Viewer, unit: Seen): boolean =>
  hasConflict(viewer, unit) && viewer.roles.some(isUnitRole);

/** Whether a unit is listed for the viewer, with its name and group. */
export function seesUnit(viewer: Viewer, unit: Seen): boolean {
  return !isOwnUnitOnly(viewer) || viewer.unitCode === unit.code;
}

/**
 * Whether the viewer sees what a unit handed in: its self-evaluation and evidence. Scorers see the others', not their
 * own unit's, unless they fill in for it.
 */
export function seesPapers(viewer: Viewer, unit: Seen): boolean {
  if (seesEverything(viewer) || isOfUnit(viewer, unit)) return true;
  return isAssessor(viewer) && !hasConflict(viewer, unit);
}

/** Whether the viewer sees the problems and interviews of a unit: whoever sees everything, and the unit itself. */
export function seesMatters(viewer: Viewer, unit: Seen): boolean {
  return seesEverything(viewer) || isOfUnit(viewer, unit);
}

/**
 * Whether the viewer sees the score of one unit and item, in any layer. Everybody sees the own unit's from 反馈申诉 on;
 * scorers see the items assigned to them of every other unit; an on-site group sees all of the others'.
 *
 * @param assigned whether the item is assigned to the viewer.
 */
export function seesScore(viewer: Viewer, state: CycleState, unit: Seen, assigned: boolean): boolean {
  if (seesEverything(viewer)) return true;
  if (hasConflict(viewer, unit)) return announcedToUnits(state);
  if (mayDo(viewer, 'checkSite')) return true;
  return mayDo(viewer, 'score') && (viewer.allItems || assigned);
}

/**
 * Whether the viewer sees a unit's total and rank: of the own unit from 反馈申诉 on, scorers then those of all. Other
 * units' details are never a unit's business.
 */
export function seesTotal(viewer: Viewer, state: CycleState, unit: Seen): boolean {
  if (seesEverything(viewer)) return true;
  if (!announcedToUnits(state)) return false;
  return hasConflict(viewer, unit) || isAssessor(viewer);
}

/**
 * Whether the viewer is told ranks wherever totals are shown. People of a unit are once the result is approved; before
 * that only where the office shows the rank, which is not known here.
 */
export function seesRanks(viewer: Viewer, state: CycleState): boolean {
  return seesEverything(viewer) || isAssessor(viewer) || stageOf(state) >= stageOf('approved');
}

/** Whether the viewer learns who scored a unit, and how much each of several: not somebody of that unit. */
export function seesScorers(viewer: Viewer, unit: Seen): boolean {
  return seesEverything(viewer) || !hasConflict(viewer, unit);
}
