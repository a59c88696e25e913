import type { Kysely } from 'kysely';
import { findDecidedAppeal } from '../../database/appealRepository';
import { findFeedbackDates } from '../../database/feedbackRepository';
import { findTold } from '../../database/toldRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/**
 * The appeal whose decision is the last word on a score: decided since 反馈申诉 began. Where the year went back and the score
 * was fed back anew, that is another score to appeal against. Practice page §5.2 `appealed → upheld | adjusted → final`.
 *
 * @returns its number; undefined where the score may be appealed against.
 */
export async function finalAppeal(
  db: Kysely<Schema>,
  assessment: Pick<Assessment, 'cycle'>,
  unitId: number,
  itemId: number,
): Promise<number | undefined> {
  const began = await feedbackBegan(db, assessment, unitId);
  return (await findDecidedAppeal(db, unitId, itemId, began))?.number;
}

/** When the scores of a unit were fed back as they are now, ISO; '' where they were not yet. */
export async function feedbackBegan(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
  unitId: number,
): Promise<string> {
  // A unit's seat does not see the year go back: it is told when the feedback began.
  return (await findTold(db, unitId))?.began ?? (await findFeedbackDates(db, cycle.id)).enteredAt;
}
