import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, nextState, stageOf } from '@shared/domain/cycleState';
import { actionOfMove, directionOf, isReason } from '@shared/year/transitions';

const state = fc.constantFrom(...CYCLE_STATES);

describe('directionOf', () => {
  it('is forward to the next stage only, backward to any earlier one', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const steps = stageOf(to) - stageOf(from);
        const expected = steps === 1 ? 'forward' : steps < 0 ? 'backward' : null;
        expect(directionOf(from, to)).toBe(expected);
      }),
    );
  });

  it('from anywhere, the end of the year is reached step by step', () => {
    fc.assert(
      fc.property(state, (from) => {
        let at = from;
        for (let next = nextState(at); next; next = nextState(at)) {
          expect(directionOf(at, next)).toBe('forward');
          at = next;
        }
        expect(at).toBe('archived');
      }),
    );
  });
});

describe('actionOfMove', () => {
  it('is approving only on the way into 审定', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const approving = from === 'feedback' && to === 'approved';
        expect(actionOfMove(from, to)).toBe(approving ? 'approveResult' : 'manageCycle');
      }),
    );
  });
});

describe('isReason', () => {
  it.each([
    ['', false],
    ['    ', false],
    ['重来', false],
    [' 重 来 ', false],
    ['重新核定', true],
    ['😀😀😀', false],
  ])('%j: %s', (text, expected) => {
    expect(isReason(text)).toBe(expected);
  });
});
