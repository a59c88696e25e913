import type { Kysely } from 'kysely';
import type { Points } from '@shared/domain/points';
import { feedbackNotReceived } from '@shared/errors/review';
import type { FeedbackRow } from '@shared/exchange/feedbackRow';
import { findScore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { findTold } from '../../database/toldRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

export type ToldItem = FeedbackRow['items'][number];

/** What a unit's seat was told of its own items, by their ids here; none before the first 反馈包. */
export async function toldItems(
  db: Kysely<Schema>,
  { itemByCode }: Pick<Assessment, 'itemByCode'>,
  unitId: number,
): Promise<ReadonlyMap<number, ToldItem>> {
  const told = await findTold(db, unitId);
  return new Map(
    (told?.items ?? []).flatMap((line) => {
      const item = itemByCode.get(line.item);
      return item ? [[item.id, line] as const] : [];
    }),
  );
}

/** The same with everything else. @throws {AppError} FEEDBACK_NOT_RECEIVED */
export async function requireTold(db: Kysely<Schema>, unitId: number): Promise<FeedbackRow> {
  const told = await findTold(db, unitId);
  if (!told) throw feedbackNotReceived();
  return told;
}

/**
 * 最终分 an appeal is against, hundredths: the score, or at a unit's seat, which has no scores, what it was told of it.
 *
 * @returns null where there is none.
 */
export async function appealedPoints(
  db: Kysely<Schema>,
  { seat }: Pick<Workspace, 'seat'>,
  assessment: Pick<Assessment, 'itemByCode'>,
  { unitId, itemId }: { readonly unitId: number; readonly itemId: number },
): Promise<Points | null> {
  if (seat === 'unit') return (await toldItems(db, assessment, unitId)).get(itemId)?.final ?? null;
  return (await findScore(db, unitId, itemId))?.finalPoints ?? null;
}
