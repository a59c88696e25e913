import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { listCycles } from '../../database/resultRepository';
import type { Schema } from '../../database/schema';
import { listTrailedWeights, readCompositeWeights } from '../../database/surveyRepository';

/**
 * The weights of the parts of the final score, of every year, against what the trail last said of them. A year that
 * nobody set any for has those it was begun with, which an earlier year had at some time.
 */
export async function verifySurvey(db: Kysely<Schema>): Promise<readonly VerifyFinding[]> {
  const trail = await listTrailedWeights(db);
  const findings: VerifyFinding[] = [];
  for (const { id, year, name } of await listCycles(db)) {
    const stands = await readCompositeWeights(db, id);
    const last = trail.findLast((step) => step.year === year);
    const inherited = trail.filter((step) => step.year < year).map(({ weights }) => weights);
    const expected = last ? [last.weights] : [null, ...inherited];
    if (expected.some((weights) => isDeepStrictEqual(weights, stands))) continue;
    findings.push({
      kind: 'practice',
      message: '合成权重与审计记录不符，在软件之外被改动过',
      place: `${year}年度 · ${name}`,
    });
  }
  return findings;
}
