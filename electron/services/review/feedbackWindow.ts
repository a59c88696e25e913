import type { Kysely } from 'kysely';
import { stageOf } from '@shared/domain/cycleState';
import { appealWindow, type AppealWindow } from '@shared/review/appealWindow';
import { daysBetween } from '@shared/year/dates';
import { findFeedbackDates } from '../../database/feedbackRepository';
import type { Schema } from '../../database/schema';
import { findToldUntil } from '../../database/toldRepository';
import type { Assessment } from '../assessment/assessment';
import { localDay } from '../localTime';

/**
 * Until when units may appeal: the deadline of 反馈申诉, or five working days after it began; at a unit's seat what it was
 * told. Practice page §5.3.
 *
 * @returns null before the cycle has come there.
 */
export async function feedbackWindow(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
  now: Date,
): Promise<AppealWindow | null> {
  if (stageOf(cycle.state) < stageOf('feedback')) return null;
  const today = localDay(now);
  const told = await findToldUntil(db, cycle.id);
  if (told !== undefined) return { dueOn: told, daysLeft: daysBetween(today, told) };
  const { enteredAt, dueOn } = await findFeedbackDates(db, cycle.id);
  return appealWindow(enteredAt === '' ? today : localDay(new Date(enteredAt)), dueOn, today);
}
