import type { Kysely } from 'kysely';
import type { Points } from '@shared/domain/points';
import { itemLimit } from '@shared/scoring/worth';
import { setAdjustment, sumAdjustments } from '../../database/adjustmentRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/**
 * Writes 核查调整分 of one score anew: the sum of its adjustments, cut so that 最终分 stays from 0 to what the item allows.
 * Call it after the score or its adjustments changed.
 *
 * @returns the adjustment in force, hundredths, signed; 0 where nothing is scored.
 */
export async function reapplyAdjustment(
  trx: Kysely<Schema>,
  { itemById }: Assessment,
  unitId: number,
  itemId: number,
): Promise<Points> {
  const item = itemById.get(itemId);
  if (!item) throw new Error(`item ${itemId} is not of this cycle`);
  const { points, sum } = await sumAdjustments(trx, unitId, itemId);
  const adjustment = points === null ? 0 : effectiveAdjustment(points, sum, itemLimit(item));
  await setAdjustment(trx, unitId, itemId, adjustment);
  return adjustment;
}

/** What of a sum of adjustments takes effect: the result stays from 0 to the limit. Hundredths. */
export function effectiveAdjustment(points: Points, sum: Points, limit: Points): Points {
  return Math.min(Math.max(points + sum, 0), limit) - points;
}
