import type { Kysely } from 'kysely';
import { findDoubleDeductions } from '@shared/insight/doubleDeduction';
import type { VerifyFinding } from '@shared/ipc/views';
import { listCheckedIncidents } from '../../database/insightCheckRepository';
import type { Schema } from '../../database/schema';

/** Incidents of every year: no fact deducts twice from a unit without a word on why. Practice page §6.7. */
export async function verifyInsight(db: Kysely<Schema>): Promise<readonly VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const { title, places } of await listCheckedIncidents(db)) {
    if (findDoubleDeductions(places).some(({ explained }) => !explained)) {
      findings.push({
        kind: 'practice',
        message: '同一事实在多个指标扣分，没有说明',
        place: `事件“${title}”`,
      });
    }
  }
  return findings;
}
