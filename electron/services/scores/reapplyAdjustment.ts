import type { Kysely } from 'kysely';
import type { Points } from '@shared/domain/points';
import { foldAdjustments } from '@shared/review/foldAdjustments';
import { itemLimit } from '@shared/scoring/worth';
import { findAssessedPoints, listAdjustments, setAdjustment } from '../../database/adjustmentRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/**
 * Writes 核查调整分 of one score anew: its adjustments in their order, 最终分 kept from 0 to what the item allows. Call it
 * after the score or its adjustments changed.
 *
 * @returns the adjustment in force, hundredths, signed; 0 where nothing is scored.
 */
export async function reapplyAdjustment(
  trx: Kysely<Schema>,
  { itemById }: Pick<Assessment, 'itemById'>,
  unitId: number,
  itemId: number,
): Promise<Points> {
  const item = itemById.get(itemId);
  if (!item) throw new Error(`item ${itemId} is not of this cycle`);
  const points = await findAssessedPoints(trx, unitId, itemId);
  const steps = await listAdjustments(trx, unitId, itemId);
  const adjustment = points === null ? 0 : foldAdjustments(points, steps, itemLimit(item));
  await setAdjustment(trx, unitId, itemId, adjustment);
  return adjustment;
}
