import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextInterviewNumber } from '@shared/rectification/interviewNumber';
import {
  countLedger,
  inLedgerOrder,
  overdueDays,
  readyToClose,
  stateByMeasures,
  type MeasureState,
  type ProblemState,
} from '@shared/rectification/problem';

const measure = (change: Partial<MeasureState> = {}): MeasureState => ({
  responsible: '张三',
  dueOn: '2021-06-30',
  progress: '',
  doneOn: '',
  ...change,
});

describe('state of a problem by its measures', () => {
  it.each([
    ['no measure', [], 'open'],
    ['a measure nobody is responsible for', [measure({ responsible: '' })], 'open'],
    ['a measure without a date', [measure({ dueOn: '' })], 'open'],
    ['all planned', [measure(), measure()], 'planned'],
    ['one reported on', [measure(), measure({ progress: '已部署' })], 'inProgress'],
    ['all done', [measure({ doneOn: '2021-05-01' })], 'inProgress'],
  ] as const)('%s', (_name, measures, state) => {
    expect(stateByMeasures(measures)).toBe(state);
  });

  it('is ready to close only with measures, all of them done', () => {
    expect(readyToClose([])).toBe(false);
    expect(readyToClose([measure({ doneOn: '2021-05-01' }), measure()])).toBe(false);
    expect(readyToClose([measure({ doneOn: '2021-05-01' })])).toBe(true);
  });
});

const problem = (number: number, state: ProblemState, dueOn: string) => ({
  number,
  state,
  dueOn,
  year: 2020,
  measures: [measure({ doneOn: state === 'closed' ? '2021-01-01' : '' })],
});

describe('the ledger', () => {
  const today = '2021-07-10';
  const ledger = [
    problem(1, 'inProgress', ''),
    problem(2, 'closed', '2021-01-01'),
    problem(3, 'planned', '2021-07-10'),
    problem(4, 'open', '2021-07-01'),
    problem(5, 'closeRequested', '2021-06-30'),
  ];

  it('shows the longest overdue first, then by deadline, closed ones last', () => {
    expect(inLedgerOrder(ledger, today).map(({ number }) => number)).toEqual([5, 4, 3, 1, 2]);
  });

  it('counts days past the deadline, the day itself not, a closed problem never', () => {
    expect(ledger.map((one) => overdueDays(one, today))).toEqual([0, 0, 0, 9, 10]);
  });

  it('reports problems and measures apart', () => {
    expect(countLedger(ledger, today)).toEqual({
      problems: 5,
      closed: 1,
      overdue: 2,
      measures: 5,
      doneMeasures: 1,
    });
  });

  it('never loses or doubles a problem, and puts no overdue one behind one that is not', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2021-07-${String(date).padStart(2, '0')}`);
    const any = fc.record({
      number: fc.nat(),
      year: fc.constantFrom(2019, 2020),
      state: fc.constantFrom<ProblemState>('open', 'planned', 'inProgress', 'closeRequested', 'closed'),
      dueOn: fc.oneof(fc.constant(''), day),
    });
    fc.assert(
      fc.property(fc.array(any), day, (problems, now) => {
        const sorted = inLedgerOrder(problems, now);
        expect(new Set(sorted)).toEqual(new Set(problems));
        const late = sorted.map((one) => overdueDays(one, now) > 0);
        expect(late.lastIndexOf(true)).toBeLessThanOrEqual(
          late.includes(false) ? late.indexOf(false) : late.length,
        );
      }),
    );
  });
});

describe('number of an interview', () => {
  it.each([
    ['2025-07-01', [], '2025-Q3-001'],
    ['2025-09-30', ['2025-Q3-001', '2025-Q3-006'], '2025-Q3-007'],
    ['2025-10-01', ['2025-Q3-006'], '2025-Q4-001'],
    ['2026-01-05', ['2025-Q1-009'], '2026-Q1-001'],
    ['2025-12-31', ['2025-Q4-999'], '2025-Q4-1000'],
  ])('%s after %j is %s', (heldOn, taken, number) => {
    expect(nextInterviewNumber(heldOn, taken)).toBe(number);
  });
});
