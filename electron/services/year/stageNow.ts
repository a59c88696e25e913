import type { Kysely } from 'kysely';
import type { CycleState } from '@shared/domain/cycleState';
import { findCycleState } from '../../database/cycleRepository';
import type { Schema } from '../../database/schema';
import { assertScoringOpen } from '../access/assertMayScore';
import type { Assessment } from '../assessment/assessment';

/**
 * The stage as it stands inside a transaction. Whoever writes asks again here: between the first question and the
 * transaction the year may have moved, and what was moved on is counted, approved and frozen.
 */
export async function stageNow(
  trx: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
): Promise<CycleState> {
  return findCycleState(trx, cycle.id);
}

/** First line of whatever writes scores or markings. @throws {AppError} CYCLE_STATE_FORBIDS from 反馈申诉 on */
export async function assertScoringOpenNow(
  trx: Kysely<Schema>,
  assessment: Pick<Assessment, 'cycle'>,
): Promise<void> {
  assertScoringOpen(await stageNow(trx, assessment));
}
