import type { DifferenceRow, ScorerMark } from '@shared/ipc/practice/marking';
import { PLACE_STATE_NAMES } from '@shared/marking/placeState';
import { DECISION_CAUSE_NAMES } from '@shared/marking/settle';
import { shownText } from '../scoring/markingText';

/** 待认定（分差超限） */
export function stateText({ state, cause }: Pick<DifferenceRow, 'state' | 'cause'>): string {
  return cause === null
    ? PLACE_STATE_NAMES[state]
    : `${PLACE_STATE_NAMES[state]}（${DECISION_CAUSE_NAMES[cause]}）`;
}

/** 2/3，等 王五 */
export function lockText({ locked, scorers, waitingFor }: DifferenceRow): string {
  const waiting = waitingFor.length === 0 ? '' : `，等 ${waitingFor.join('、')}`;
  return `${locked}/${scorers}${waiting}`;
}

/** The figure of one original, or why it is not shown. */
export function originalText({ begun, shown }: ScorerMark): string {
  return begun ? shownText(shown, '锁定前不显示') : '未评';
}

/** Which rows a choice of 「查看」 keeps. */
export const DIFFERENCE_VIEWS = {
  open: { name: '待认定', states: ['undecided', 'ready'] },
  waiting: { name: '评分中', states: ['waiting'] },
  settled: { name: '已认定', states: ['settled'] },
  all: { name: '全部', states: ['undecided', 'ready', 'waiting', 'settled', 'exempt'] },
} as const satisfies Record<
  string,
  { readonly name: string; readonly states: readonly DifferenceRow['state'][] }
>;

export type DifferenceView = keyof typeof DIFFERENCE_VIEWS;

export function rowsOf(rows: readonly DifferenceRow[], view: DifferenceView): readonly DifferenceRow[] {
  const states: readonly string[] = DIFFERENCE_VIEWS[view].states;
  return rows.filter(({ state }) => states.includes(state));
}
