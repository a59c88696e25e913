import { CYCLE_STATE_NAMES, tableOpen, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';

/** Publishing the year freezes which version of the indicator system it scores by. @throws {AppError} CYCLE_STATE_FORBIDS */
export function assertSystemOpen(state: CycleState): void {
  if (tableOpen(state)) return;
  throw cycleStateForbids({
    state: CYCLE_STATE_NAMES[state],
    what: '更换指标体系',
    todo: '新的指标体系请用于下一年度；确需更换的，请考核办公室在“系统管理 · 考评年度”里写明理由，退回到“筹备”阶段。',
  });
}
