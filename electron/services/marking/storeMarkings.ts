import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import type { ScoreEntry } from '@shared/domain/score';
import { markedBySeveral, markingLocked, markingNotApplicable, markingSettled } from '@shared/errors/marking';
import { upsertMarking, type StoredMarking } from '../../database/markingRepository';
import type { Schema } from '../../database/schema';
import type { ScoreFigures } from '../../database/scoreRepository';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import type { AuditFact } from '../audit/auditFact';
import { assertScoringOpenNow } from '../year/stageNow';
import { markingFact } from './auditedMarking';
import { readPlaces, type MarkingPlace } from './readPlaces';

/** A marking as it was typed, with what it came to. */
export interface TypedMarking {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly figures: Pick<ScoreFigures, 'status' | 'points'>;
}

/**
 * Writes drafts of whoever is signed in, in the transaction of the caller. Call `assertMayScore` before.
 *
 * @returns the places as they stand with them, in the order given.
 * @throws {AppError} MARKED_BY_SEVERAL for who is none of the scorers; MARKING_LOCKED, MARKING_SETTLED,
 *   MARKING_NOT_APPLICABLE, CYCLE_STATE_FORBIDS
 */
export async function storeMarkingsIn(
  trx: Kysely<Schema>,
  assessment: Assessment,
  actor: Actor,
  typed: readonly TypedMarking[],
  editId: string,
  now: string,
  audit: Audit,
): Promise<MarkingPlace[]> {
  if (typed.length === 0) return [];
  await assertScoringOpenNow(trx, assessment);
  const places = await placesOf(trx, assessment, typed);
  const stored: MarkingPlace[] = [];
  const facts: AuditFact[] = [];
  for (const marking of typed) {
    const { unitId, itemId, entry, figures } = marking;
    const place = places.get(`${unitId}:${itemId}`);
    if (!place) throw new Error(`item ${itemId} of unit ${unitId} is not scored by several`);
    assertMayMark(place, actor);
    const before = ownMarking(place, actor);
    const salt = randomBytes(16).toString('hex');
    const { accountId } = actor;
    const revision = await upsertMarking(trx, { ...marking, accountId, salt }, now);
    const after: StoredMarking = {
      ...{ unitId, itemId, accountId, entry, salt, revision },
      ...{ scorer: actor.name, scorerUid: actor.uid, status: figures.status, points: figures.points },
      ...{ lockedAt: null, updatedAt: now },
    };
    const reason = place.setting.blind ? '' : entry.reason;
    facts.push(markingFact(assessment, 'marking.record', before, after, { editId, reason }));
    const others = place.markings.filter(({ accountId: whose }) => whose !== accountId);
    // A draft waits for its lock as before, so the state of the place stays.
    stored.push({ ...place, markings: [...others, after].sort((a, b) => a.accountId - b.accountId) });
  }
  await audit(...facts);
  return stored;
}

export function ownMarking(place: MarkingPlace, actor: Pick<Actor, 'accountId'>): StoredMarking | undefined {
  return place.markings.find(({ accountId }) => accountId === actor.accountId);
}

/** Whether somebody is one of the scorers of this place now. */
export function scoresHere({ scorers }: MarkingPlace, actor: Pick<Actor, 'accountId'>): boolean {
  return scorers.some(({ accountId }) => accountId === actor.accountId);
}

/** @throws {AppError} MARKED_BY_SEVERAL, MARKING_LOCKED, MARKING_SETTLED, MARKING_NOT_APPLICABLE */
export function assertMayMark(place: MarkingPlace, actor: Pick<Actor, 'accountId'>): void {
  const { unit, item, scorers, state } = place;
  const at = { unit: unit.name, code: item.code };
  if (!scoresHere(place, actor)) {
    throw markedBySeveral({ code: item.code, scorers: scorers.map(({ name }) => name).join('、') });
  }
  if (state.state === 'settled') throw markingSettled(at);
  if (state.state === 'exempt') throw markingNotApplicable(at);
  if (ownMarking(place, actor)?.lockedAt) throw markingLocked(at);
}

async function placesOf(
  trx: Kysely<Schema>,
  assessment: Assessment,
  typed: readonly TypedMarking[],
): Promise<ReadonlyMap<string, MarkingPlace>> {
  const units = [...new Set(typed.map(({ unitId }) => unitId))];
  const items = [...new Set(typed.map(({ itemId }) => itemId))];
  const places = await readPlaces(trx, assessment, {
    units: units.flatMap((id) => assessment.unitById.get(id) ?? []),
    items: items.flatMap((id) => assessment.itemById.get(id) ?? []),
  });
  return new Map(places.map((place) => [`${place.unit.id}:${place.item.id}`, place]));
}
