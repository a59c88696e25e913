import type { Kysely } from 'kysely';
import { markingNotApplicable } from '@shared/errors/marking';
import type { Schema } from '../../database/schema';
import { findExemptPlace } from '../../database/notApplicableRepository';
import type { Assessment } from '../assessment/assessment';
import { locate } from './locate';

/**
 * Nobody scores over an approved 缺项: the office takes the approval back first (`revokeNotApplicable`), with a reason.
 * Call it inside the transaction.
 *
 * @throws {AppError} MARKING_NOT_APPLICABLE, naming the first such place.
 */
export async function assertNotExempt(
  trx: Kysely<Schema>,
  assessment: Assessment,
  places: readonly { readonly unitId: number; readonly itemId: number }[],
): Promise<void> {
  const exempt = await findExemptPlace(trx, places);
  if (!exempt) return;
  const { unit, item } = locate(assessment, exempt.unitId, exempt.itemId);
  throw markingNotApplicable({ unit: unit.name, code: item.code });
}
