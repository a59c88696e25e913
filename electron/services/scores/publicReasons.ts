import type { Kysely } from 'kysely';
import type { ScoreRow } from '@shared/ipc/views';
import type { ScoreDetail } from '@shared/reports/scoreDetail';
import { listSettledReasons, type SettledReasons } from '../../database/publicReasonRepository';
import type { Schema } from '../../database/schema';

/** By unit, by item: what a unit is told instead of the reason kept with a score of several markings. */
export type PublicReasons = ReadonlyMap<number, ReadonlyMap<number, string>>;

/**
 * Reasons as units are told them: of a score decided from several markings neither who gave how much nor who wrote what,
 * which the reason kept with the score holds. Practice page §4; peers.md 1.6.
 */
export async function readPublicReasons(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<PublicReasons> {
  const byUnit = new Map<number, Map<number, string>>();
  for (const settled of await listSettledReasons(db, unitIds)) {
    const items = byUnit.get(settled.unitId) ?? new Map<number, string>();
    byUnit.set(settled.unitId, items.set(settled.itemId, publicText(settled)));
  }
  return byUnit;
}

function publicText({ method, reason, own }: SettledReasons): string {
  return method === 'decided' ? reason : own.join('；') || '多人评分';
}

/** Scores of a unit as sheets tell the unit of them. */
export function publicDetails(
  scores: ReadonlyMap<number, ScoreDetail>,
  reasons: ReadonlyMap<number, string> | undefined,
): ReadonlyMap<number, ScoreDetail> {
  if (!reasons) return scores;
  return new Map(
    [...scores].map(([itemId, detail]) => {
      const reason = reasons.get(itemId);
      return [itemId, reason === undefined ? detail : { ...detail, entry: { ...detail.entry, reason } }];
    }),
  );
}

/** One score as the unit it is of sees it. */
export function publicScore(score: ScoreRow, reason: string | undefined): ScoreRow {
  const { settled, entry } = score;
  return { ...score, scorer: '', entry: settled ? { ...entry, reason: reason ?? '' } : entry };
}
