import { randomUUID } from 'node:crypto';
import type { Actor } from '@shared/domain/role';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { markingIncomplete, markingSettled } from '@shared/errors/marking';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { setMarkingLock } from '../../../database/markingRepository';
import { removeSettlement } from '../../../database/settlementRepository';
import type { Assessment } from '../../assessment/assessment';
import { markingFact } from '../../marking/auditedMarking';
import { readPlaces, type MarkingPlace, type PlaceScope } from '../../marking/readPlaces';
import { settleReadyIn } from '../../marking/settleReady';
import { ownMarking, storeMarkingsIn, type TypedMarking } from '../../marking/storeMarkings';
import { storeScoreIn } from '../../scores/recordScore';
import type { CellWriting } from '../merge/cellKind';
import { placeKey } from './placeOfCell';

/** A marking as it came, with what it comes to. */
export type MergedMarking = TypedMarking & { readonly locked: boolean };

/**
 * Writes markings of one scorer, locked as they came, by the same ways as the scorer's own: what was locked is opened
 * first, what the rule had settled from it is settled anew. Each step is on the trail.
 *
 * @throws {AppError} those of `storeMarkingsIn`; MARKING_SETTLED over somebody's decision, MARKING_INCOMPLETE
 */
export async function storeMergedMarkings(
  writing: CellWriting,
  scorer: Actor,
  markings: readonly MergedMarking[],
): Promise<void> {
  const { trx, workspace, assessment, audit, now } = writing;
  const scope = scopeOf(assessment, markings);
  const before = await placesByKey(writing, scope);
  for (const marking of markings) {
    const place = before.get(placeKey(marking));
    if (place) await openPlace(writing, place, scorer);
  }
  const places = await storeMarkingsIn(trx, assessment, scorer, markings, randomUUID(), now, audit);
  for (const [index, { locked }] of markings.entries()) {
    const place = places[index];
    const own = place && ownMarking(place, scorer);
    if (!locked || !own) continue;
    if (own.status === 'unscored') {
      throw markingIncomplete({ unit: place.unit.name, code: place.item.code });
    }
    await setMarkingLock(trx, own, now);
    const after = { ...own, lockedAt: now };
    await audit(markingFact(assessment, 'marking.lock', own, after, { reason: whyOf(writing) }));
  }
  // A seat knows one scorer of several, so nothing is complete there.
  if (workspace.seat === 'office') await settleReadyIn(trx, assessment, scorer, scope, now, audit);
}

/** 评分结果包（张三）, and what whoever merged it gave as a reason. */
function whyOf({ subject, reason = '' }: CellWriting): string {
  return reason === '' ? subject : `${subject}：${reason}`;
}

function scopeOf({ unitById, itemById }: Assessment, markings: readonly MergedMarking[]): PlaceScope {
  const unitIds = [...new Set(markings.map(({ unitId }) => unitId))];
  const itemIds = [...new Set(markings.map(({ itemId }) => itemId))];
  return {
    units: unitIds.flatMap((id) => unitById.get(id) ?? []),
    items: itemIds.flatMap((id) => itemById.get(id) ?? []),
  };
}

async function placesByKey(
  { trx, assessment }: CellWriting,
  scope: PlaceScope,
): Promise<ReadonlyMap<string, MarkingPlace>> {
  const places = await readPlaces(trx, assessment, { ...scope, begunOnly: true });
  return new Map(places.map((place) => [placeKey({ unitId: place.unit.id, itemId: place.item.id }), place]));
}

/** Makes a place writable for its scorer: takes back what the rule came to, and the scorer's lock. */
async function openPlace(writing: CellWriting, place: MarkingPlace, scorer: Actor): Promise<void> {
  const { trx, assessment, audit, now } = writing;
  const { unit, item, settlement } = place;
  if (settlement?.method === 'decided') throw markingSettled({ unit: unit.name, code: item.code });
  const own = ownMarking(place, scorer);
  if (own?.lockedAt) {
    await setMarkingLock(trx, own, null);
    const after = { ...own, lockedAt: null };
    await audit(markingFact(assessment, 'marking.unlock', own, after, { reason: whyOf(writing) }));
  }
  if (!settlement) return;
  await removeSettlement(trx, unit.id, item.id);
  const result = evaluateItem(item, EMPTY_ENTRY, assessment.cycle.year);
  const emptied = { unitId: unit.id, itemId: item.id, entry: EMPTY_ENTRY, result, scorer: '' };
  await storeScoreIn(trx, assessment, { ...emptied, editId: randomUUID(), why: whyOf(writing) }, now, audit);
}
