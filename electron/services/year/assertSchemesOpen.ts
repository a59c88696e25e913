import { CYCLE_STATE_NAMES, stageOf, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';

/** An approved result holds the comprehensive totals too, so that what they are made of stands. @throws {AppError} CYCLE_STATE_FORBIDS */
export function assertSchemesOpen(state: CycleState): void {
  if (stageOf(state) < stageOf('approved')) return;
  throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what: '修改综合考核方案和其他得分' });
}
