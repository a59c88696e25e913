import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import type { Assessment } from '../assessment/assessment';

/** @throws {AppError} CYCLE_STATE_FORBIDS in any other stage of the year. */
export function assertStage({ cycle }: Pick<Assessment, 'cycle'>, stage: CycleState, what: string): void {
  if (cycle.state === stage) return;
  throw cycleStateForbids({
    state: CYCLE_STATE_NAMES[cycle.state],
    what,
    todo: `这件事只在“${CYCLE_STATE_NAMES[stage]}”阶段办理。请核对年度的阶段，或请考核办公室推进、退回。`,
  });
}
