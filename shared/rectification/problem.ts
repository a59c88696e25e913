import { daysLate } from '../year/dates';

/** States of a problem in the ledger (整改台账). Practice page §5.2 and §13. */
export const PROBLEM_STATES = ['open', 'planned', 'inProgress', 'closeRequested', 'closed'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

export const PROBLEM_STATE_NAMES: Readonly<Record<ProblemState, string>> = {
  open: '待制定措施',
  planned: '已制定措施',
  inProgress: '整改中',
  closeRequested: '申请销号',
  closed: '已销号',
};

export const PROBLEM_SOURCES = ['assessment', 'inspection', 'caseReview', 'patrol', 'other'] as const;
export type ProblemSource = (typeof PROBLEM_SOURCES)[number];

export const PROBLEM_SOURCE_NAMES: Readonly<Record<ProblemSource, string>> = {
  assessment: '考核',
  inspection: '督察',
  caseReview: '评查',
  patrol: '巡视',
  other: '其他',
};

/** What of a measure decides about the state of its problem. */
export interface MeasureState {
  readonly responsible: string;
  readonly dueOn: string;
  readonly progress: string;
  /** ISO date; '' while open. */
  readonly doneOn: string;
}

/**
 * State a problem has by its measures, before anybody asks for closing: none → open; all with somebody responsible and a
 * date → planned; anything reported or done → inProgress.
 */
export function stateByMeasures(measures: readonly MeasureState[]): 'open' | 'planned' | 'inProgress' {
  if (measures.some(({ progress, doneOn }) => progress.trim() !== '' || doneOn !== '')) return 'inProgress';
  const planned = measures.length > 0 && measures.every((one) => one.responsible !== '' && one.dueOn !== '');
  return planned ? 'planned' : 'open';
}

/** A problem can be closed only when it has measures and all are done. Practice page §13. */
export function readyToClose(measures: readonly MeasureState[]): boolean {
  return measures.length > 0 && measures.every(({ doneOn }) => doneOn !== '');
}

interface Dated {
  readonly state: ProblemState;
  /** ISO date; '' for none. */
  readonly dueOn: string;
  readonly year: number;
  readonly number: number;
}

/** Whole days past the deadline on the given day, both ISO dates; 0 where not overdue. A closed problem never is. */
export function overdueDays({ state, dueOn }: Pick<Dated, 'state' | 'dueOn'>, today: string): number {
  return state === 'closed' ? 0 : daysLate(dueOn, today);
}

/** Overdue first, the longest overdue on top; then by deadline, those without one last; closed ones at the end. */
export function inLedgerOrder<T extends Dated>(problems: readonly T[], today: string): T[] {
  const rank = (one: T): number => (one.state === 'closed' ? 2 : overdueDays(one, today) > 0 ? 0 : 1);
  const due = (one: T): string => (one.dueOn === '' ? '9999-12-31' : one.dueOn);
  return [...problems].sort(
    (a, b) => rank(a) - rank(b) || due(a).localeCompare(due(b)) || a.year - b.year || a.number - b.number,
  );
}

export interface LedgerCounts {
  readonly problems: number;
  readonly closed: number;
  readonly overdue: number;
  readonly measures: number;
  readonly doneMeasures: number;
}

/** Both counts a district reports: problems closed and measures done. Practice page §13. */
export function countLedger(
  problems: readonly (Dated & { readonly measures: readonly MeasureState[] })[],
  today: string,
): LedgerCounts {
  const measures = problems.flatMap((problem) => problem.measures);
  return {
    problems: problems.length,
    closed: problems.filter(({ state }) => state === 'closed').length,
    overdue: problems.filter((problem) => overdueDays(problem, today) > 0).length,
    measures: measures.length,
    doneMeasures: measures.filter(({ doneOn }) => doneOn !== '').length,
  };
}
