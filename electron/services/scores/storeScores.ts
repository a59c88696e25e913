import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { listAdjustedAmong } from '../../database/adjustmentRepository';
import { upsertScores, type ScoreToStore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import type { AuditFact } from '../audit/auditFact';
import { reapplyAdjustment } from './reapplyAdjustment';

/**
 * Writes many scores, each with its line of history, and one entry on the trail that pins those lines by their digest.
 * Call it inside a transaction.
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
  const editId = randomUUID();
  const lines = await upsertScores(trx, scores, editId, now);
  for (const { unitId, itemId } of await listAdjustedAmong(trx, scores)) {
    await reapplyAdjustment(trx, assessment, unitId, itemId);
  }
  await audit({ ...fact, editId, after: { rows: scores.length }, pins: [lines] });
}
