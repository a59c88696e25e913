import { CYCLE_STATE_NAMES, stageOf, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';

/**
 * What is said about scores may change until the result is approved; afterwards it is part of what was approved.
 *
 * @param what  what is refused, as in “登记事件”.
 * @throws {AppError} CYCLE_STATE_FORBIDS from 审定 on.
 */
export function assertBeforeApproval(state: CycleState, what: string): void {
  if (stageOf(state) >= stageOf('approved'))
    throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what });
}
