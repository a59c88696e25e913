import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { listAdjustedAmong } from '../../database/adjustmentRepository';
import { upsertScores, type ScoreToStore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { removeSettlements } from '../../database/settlementRepository';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import type { AuditFact } from '../audit/auditFact';
import { assertScoringOpenNow } from '../year/stageNow';
import { reapplyAdjustment } from './reapplyAdjustment';

/**
 * Writes many scores, each with its line of history, and one entry on the trail that pins those lines by their digest.
 * Call it inside a transaction. What was decided from several markings is written over too, and its settlement goes.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS
 */
export async function storeScoresIn(
  trx: Kysely<Schema>,
  assessment: Assessment,
  scores: readonly ScoreToStore[],
  fact: Pick<AuditFact, 'action' | 'subject' | 'reason'>,
  now: string,
  audit: Audit,
): Promise<void> {
  if (scores.length === 0) return;
  await assertScoringOpenNow(trx, assessment);
  const editId = randomUUID();
  const lines = await upsertScores(trx, scores, editId, now);
  await removeSettlements(trx, scores);
  for (const { unitId, itemId } of await listAdjustedAmong(trx, scores)) {
    await reapplyAdjustment(trx, assessment, unitId, itemId);
  }
  await audit({ ...fact, editId, after: { rows: scores.length }, pins: [lines] });
}
