import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import {
  isStageOpen,
  isStepPossible,
  selfLockOf,
  type SubmissionState,
  type SubmissionStep,
} from '@shared/year/submission';

const STATES: readonly SubmissionState[] = ['notStarted', 'filling', 'submitted', 'returned', 'accepted'];

describe('steps of a submission', () => {
  it.each<[SubmissionStep, readonly SubmissionState[]]>([
    ['submit', ['notStarted', 'filling', 'returned']],
    ['withdraw', ['submitted']],
    ['accept', ['submitted']],
    ['return', ['submitted', 'accepted']],
  ])('%s is possible from %j only', (step, from) => {
    expect(STATES.filter((state) => isStepPossible(state, step))).toEqual(from);
  });

  it.each<[SubmissionState, SubmissionStep, readonly CycleState[]]>([
    ['filling', 'submit', ['published', 'selfEvaluating', 'reviewing']],
    ['submitted', 'accept', ['published', 'selfEvaluating', 'reviewing', 'feedback']],
    ['submitted', 'withdraw', ['published', 'selfEvaluating', 'reviewing']],
    ['returned', 'submit', ['published', 'selfEvaluating', 'reviewing', 'feedback']],
    ['accepted', 'return', ['published', 'selfEvaluating', 'reviewing']],
  ])('%s: %s in %j', (state, step, stages) => {
    expect(CYCLE_STATES.filter((cycle) => isStageOpen(cycle, state, step))).toEqual(stages);
  });
});

describe('the own sheet', () => {
  it.each<[SubmissionState, readonly string[]]>([
    // draft, published, selfEvaluating, reviewing, feedback, approved, archived
    ['notStarted', ['', '', '', '', 'closed', 'closed', 'closed']],
    ['filling', ['', '', '', '', 'closed', 'closed', 'closed']],
    ['submitted', ['submitted', 'submitted', 'submitted', 'submitted', 'submitted', 'closed', 'closed']],
    ['returned', ['', '', '', '', '', 'closed', 'closed']],
    ['accepted', ['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'closed', 'closed']],
  ])('%s is locked %j', (state, locks) => {
    expect(CYCLE_STATES.map((cycle) => selfLockOf(cycle, state))).toEqual(locks);
  });
});
