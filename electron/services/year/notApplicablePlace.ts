import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, stageOf, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { notApplicableDecided, notApplicableUnknown } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import type { NotApplicableState } from '@shared/year/notApplicable';
import type { UnitView } from '@shared/ipc/views';
import { findRequest } from '../../database/notApplicableRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

const STATE_WORDS: Readonly<Record<NotApplicableState, string>> = {
  requested: '还没有审批',
  approved: '已经批准',
  refused: '没有批准',
  withdrawn: '已经撤回',
};

export const notApplicableWord = (state: NotApplicableState): string => STATE_WORDS[state];

/** 缺项 is asked for and decided while the table is fixed and scores are open. @throws {AppError} CYCLE_STATE_FORBIDS */
export function assertNotApplicableOpen(state: CycleState, what: string): void {
  const stage = stageOf(state);
  if (stage >= stageOf('published') && stage <= stageOf('reviewing')) return;
  throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what });
}

/**
 * A request of the current cycle nobody has decided yet, with its unit.
 *
 * @throws {AppError} NOT_APPLICABLE_UNKNOWN, NOT_APPLICABLE_DECIDED
 */
export async function requireOpenRequest(
  db: Kysely<Schema>,
  assessment: Assessment,
  requestId: number,
): Promise<{ readonly request: NotApplicableView; readonly unit: UnitView }> {
  const request = await findRequest(db, requestId);
  const unit = request && assessment.unitById.get(request.unitId);
  if (!request || !unit) throw notApplicableUnknown();
  if (request.state !== 'requested') {
    throw notApplicableDecided({ code: request.itemCode, state: notApplicableWord(request.state) });
  }
  return { request, unit };
}
