import { stageOf, type CycleState } from '../domain/cycleState';

/** How far a unit's self-evaluation is. Practice page §5.2. */
export type SubmissionState = 'notStarted' | 'filling' | 'submitted' | 'returned' | 'accepted';

export const SUBMISSION_STATE_NAMES: Readonly<Record<SubmissionState, string>> = {
  notStarted: '未填报',
  filling: '填报中',
  submitted: '已提交',
  returned: '已退回',
  accepted: '已接收',
};

/** What may be done with a submission. */
export type SubmissionStep = 'submit' | 'withdraw' | 'accept' | 'return';

export const SUBMISSION_STEP_NAMES: Readonly<Record<SubmissionStep, string>> = {
  submit: '提交自评',
  withdraw: '撤回自评',
  accept: '接收自评',
  return: '退回自评',
};

const FROM: Readonly<Record<SubmissionStep, readonly SubmissionState[]>> = {
  submit: ['notStarted', 'filling', 'returned'],
  withdraw: ['submitted'],
  accept: ['submitted'],
  return: ['submitted', 'accepted'],
};

/** Whether a submission that stands like this can take a step. */
export function isStepPossible(state: SubmissionState, step: SubmissionStep): boolean {
  return FROM[step].includes(state);
}

/**
 * Whether units hand in and the office accepts now: from publication to the end of the review. What was returned can be
 * handed in, and then accepted, in the feedback too.
 */
export function isStageOpen(cycle: CycleState, state: SubmissionState, step: SubmissionStep): boolean {
  const stage = stageOf(cycle);
  if (stage >= stageOf('published') && stage <= stageOf('reviewing')) return true;
  return cycle === 'feedback' && (state === 'returned' || (state === 'submitted' && step !== 'withdraw'));
}

/** Why a unit's own sheet cannot be changed; '' where it can. */
export type SelfLock = '' | 'submitted' | 'accepted' | 'closed';

/**
 * Whether the own sheet is open: all year until it is handed in, again when it is taken back or returned. From 反馈申诉 on
 * only what was returned is open, from the approval on nothing. Practice page §5.2 `accepted → locked`.
 */
export function selfLockOf(cycle: CycleState, state: SubmissionState): SelfLock {
  if (stageOf(cycle) >= stageOf('approved')) return 'closed';
  if (state === 'submitted' || state === 'accepted') return state;
  return cycle === 'feedback' && state !== 'returned' ? 'closed' : '';
}
