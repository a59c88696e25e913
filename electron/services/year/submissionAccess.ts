import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { selfEvaluationLocked, submissionStateForbids } from '@shared/errors/year';
import type { UnitView } from '@shared/ipc/views';
import {
  isStageOpen,
  isStepPossible,
  selfLockOf,
  SUBMISSION_STATE_NAMES,
  SUBMISSION_STEP_NAMES,
  type SubmissionState,
  type SubmissionStep,
} from '@shared/year/submission';
import type { Schema } from '../../database/schema';
import { hasSelfEvaluation, type StoredSubmission } from '../../database/submissionRepository';

type Named = Pick<UnitView, 'name'>;

/** How far a unit is; what was typed before there was a submission, a score or a statement, counts as filling. */
export function submissionStateOf(
  stored: Pick<StoredSubmission, 'state'> | undefined,
  hasTyped: boolean,
): SubmissionState {
  return stored?.state ?? (hasTyped ? 'filling' : 'notStarted');
}

/** The same of one unit. */
export async function readSubmissionState(
  db: Kysely<Schema>,
  unitId: number,
  stored: StoredSubmission | undefined,
): Promise<SubmissionState> {
  return submissionStateOf(stored, stored === undefined && (await hasSelfEvaluation(db, unitId)));
}

/** @throws {AppError} SELF_EVALUATION_LOCKED while a unit's own sheet cannot be changed. */
export function assertSelfOpen(cycle: CycleState, unit: Named, stored: StoredSubmission | undefined): void {
  const why = selfLockOf(cycle, stored?.state ?? 'filling');
  if (why !== '') throw selfEvaluationLocked({ unit: unit.name, why, stage: CYCLE_STATE_NAMES[cycle] });
}

/** @throws {AppError} CYCLE_STATE_FORBIDS, SUBMISSION_STATE_FORBIDS */
export function assertStep(
  cycle: CycleState,
  unit: Named,
  state: SubmissionState,
  step: SubmissionStep,
): void {
  const what = SUBMISSION_STEP_NAMES[step];
  if (!isStageOpen(cycle, state, step)) {
    throw cycleStateForbids({
      state: CYCLE_STATE_NAMES[cycle],
      what,
      ...(cycle === 'draft'
        ? { todo: '请考核办公室先发布本年度，指标体系和单位定下来以后再提交；填报不受影响。' }
        : {}),
    });
  }
  if (!isStepPossible(state, step)) {
    throw submissionStateForbids({ unit: unit.name, state: SUBMISSION_STATE_NAMES[state], what });
  }
}
