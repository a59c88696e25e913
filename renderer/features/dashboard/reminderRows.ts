import type { RemindersView } from '@shared/ipc/practice/year';
import { SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import type { Place } from '../../shell/navigation';

/** One line of 催办. */
export interface ReminderRow {
  readonly key: string;
  readonly kind: '单位自评' | '评分' | '申诉';
  readonly name: string;
  readonly open: string;
  readonly dueOn: string;
  readonly daysLate: number;
  readonly place: Place;
}

/** Everybody who is late or has something open, the latest first. */
export function reminderRows({ units, scorers, appeals }: RemindersView): readonly ReminderRow[] {
  const rows: readonly ReminderRow[] = [
    ...appeals.map((appeal) => ({
      key: `appeal${appeal.appealId}`,
      kind: '申诉' as const,
      name: appeal.unitName,
      open: `${appeal.itemCode} 还没有作出决定`,
      dueOn: appeal.dueOn,
      daysLate: appeal.daysLate,
      place: { screen: 'reviews', tab: 'appeals', unitId: appeal.unitId, itemId: appeal.itemId } as const,
    })),
    ...units.map((unit) => ({
      key: `unit${unit.unitId}`,
      kind: '单位自评' as const,
      name: unit.name,
      open: `${SUBMISSION_STATE_NAMES[unit.state]}，未填自评 ${unit.withoutSelfScore} 项，缺佐证 ${unit.withoutEvidence} 项`,
      dueOn: unit.dueOn,
      daysLate: unit.daysLate,
      place: { screen: 'selfEvaluation', unitId: unit.unitId } as const,
    })),
    ...scorers.map((scorer) => ({
      key: `scorer${scorer.accountId}`,
      kind: '评分' as const,
      name: scorer.name,
      open: `未评 ${scorer.unscored} / ${scorer.assigned} 项`,
      dueOn: scorer.dueOn,
      daysLate: scorer.daysLate,
      place: { screen: 'system', tab: 'assignments' } as const,
    })),
  ];
  return rows.toSorted((a, b) => b.daysLate - a.daysLate);
}
