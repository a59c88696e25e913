import type { Kysely } from 'kysely';
import { formatPoints, type Points } from '@shared/domain/points';
import { listOtherScoresAt, writeOtherScores, type OtherScoreToStore } from '../../database/schemeRepository';
import type { Schema } from '../../database/schema';
import type { Audit } from '../assessment/inTransaction';

/** Writes other components' scores and puts those that change on the trail, by unit and component. */
export async function writeAuditedOtherScores(
  trx: Kysely<Schema>,
  audit: Audit,
  action: 'scheme.otherScores' | 'scheme.importScores',
  scores: readonly OtherScoreToStore[],
): Promise<void> {
  const known = await listOtherScoresAt(trx, scores);
  const changed = scores.flatMap(({ componentId, unitId, score }) => {
    const place = known.get(`${componentId} ${unitId}`);
    return place && place.score !== score ? [{ ...place, unitId, wanted: score }] : [];
  });
  await writeOtherScores(trx, scores);
  if (changed.length === 0) return;
  const [first] = changed;
  const alone = changed.length === 1 && first !== undefined;
  await audit({
    action,
    subject: alone ? `${first.unit} · ${first.component}` : `其他得分 ${changed.length} 项`,
    unitId: alone ? first.unitId : undefined,
    before: Object.fromEntries(changed.map((row) => [labelOf(row), textOf(row.score)])),
    after: Object.fromEntries(changed.map((row) => [labelOf(row), textOf(row.wanted)])),
  });
}

const labelOf = ({ unit, component }: { readonly unit: string; readonly component: string }): string =>
  `${unit} · ${component}`;

const textOf = (score: Points | null): string => (score === null ? '' : formatPoints(score));
