import { nextState, stageOf, type CycleState } from '../domain/cycleState';
import type { Action } from '../domain/role';

/** Characters a reason must have at least where one is asked for. */
export const LEAST_REASON = 4;

export type Direction = 'forward' | 'backward';

/**
 * How the year would move: forward one stage at a time, backward to any earlier one. null: it cannot move like that.
 * Practice page §5.2, product.md 'The year's work'.
 */
export function directionOf(from: CycleState, to: CycleState): Direction | null {
  if (nextState(from) === to) return 'forward';
  return stageOf(to) < stageOf(from) ? 'backward' : null;
}

/** Who may do it: the result is approved by whoever approves results; every other move is the office's. */
export function actionOfMove(from: CycleState, to: CycleState): Action {
  return directionOf(from, to) === 'forward' && to === 'approved' ? 'approveResult' : 'manageCycle';
}

export function isReason(text: string): boolean {
  return [...text.trim()].length >= LEAST_REASON;
}
