import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import type { ScoreEntry } from '@shared/domain/score';
import { scoreIncomplete, scoreRefused } from '@shared/errors/scores';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import type { Schema } from '../../database/schema';
import { storeSettlement, type StoredSettlement } from '../../database/settlementRepository';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import { storeScoreIn } from '../scores/recordScore';
import { readSeat } from '../workspace/meta';
import { readPlaces, type MarkingPlace, type PlaceScope } from './readPlaces';

/** What a settling writes beside the score. */
type How = Pick<StoredSettlement, 'method' | 'spread' | 'points' | 'reason'>;

/**
 * Settles by the rule every place of the scope whose scorers have all locked. What the rule leaves to a decision stays
 * open; at an assessor's seat everything does, where nobody knows the others' markings. Call it in the transaction of
 * whatever may have completed a place.
 */
export async function settleReadyIn(
  trx: Kysely<Schema>,
  assessment: Assessment,
  actor: Actor,
  scope: PlaceScope,
  now: string,
  audit: Audit,
): Promise<{ readonly settled: number; readonly undecided: number }> {
  if ((await readSeat(trx)) !== 'office') return { settled: 0, undecided: 0 };
  const places = await readPlaces(trx, assessment, { ...scope, begunOnly: true });
  let settled = 0;
  let undecided = 0;
  for (const place of places) {
    if (place.state.state === 'undecided') undecided += 1;
    if (place.state.state !== 'ready') continue;
    const { spread, points, entry } = place.state.outcome;
    const { method } = place.setting;
    const how = { method, spread, points, reason: entry.reason };
    await settlePlaceIn(trx, assessment, actor, place, entry, how, now, audit);
    settled += 1;
  }
  return { settled, undecided };
}

/**
 * Writes the score of a settled place, and how it came about. The originals stay beside it.
 *
 * @throws {AppError} the code of the field's problem, SCORE_INCOMPLETE where the entry comes to nothing.
 */
export async function settlePlaceIn(
  trx: Kysely<Schema>,
  assessment: Assessment,
  actor: Actor,
  { unit, item, markings }: MarkingPlace,
  entry: ScoreEntry,
  how: How,
  now: string,
  audit: Audit,
): Promise<void> {
  const at = { unit: unit.name, item: item.code };
  const result = evaluateItem(item, entry, assessment.cycle.year, true);
  const [problem] = result.problems;
  if (problem) throw scoreRefused(problem, at);
  if (result.status === 'unscored') throw scoreIncomplete(undefined, at);
  const scorer = markings
    .filter(({ lockedAt }) => lockedAt !== null)
    .map((marking) => marking.scorer)
    .join('、');
  const place = { unitId: unit.id, itemId: item.id };
  await storeScoreIn(
    trx,
    assessment,
    { ...place, entry, result, scorer, editId: randomUUID(), settled: true, why: how.reason },
    now,
    audit,
  );
  await storeSettlement(trx, { ...place, ...how, person: actor.name, at: now });
}
