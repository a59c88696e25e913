import { assertScoringOpen } from '../access/assertMayScore';
import { markingIncomplete, markingMissing } from '@shared/errors/marking';
import type { Request } from '@shared/ipc/contract';
import type { LockedMarkings } from '@shared/ipc/practice/marking';
import { setMarkingLock } from '../../database/markingRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate, requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertScoringOpenNow } from '../year/stageNow';
import { markingFact } from './auditedMarking';
import { readPlaces, type MarkingPlace } from './readPlaces';
import { settleReadyIn } from './settleReady';
import { assertMayMark, ownMarking, scoresHere } from './storeMarkings';

/**
 * 锁定评分: fixes the own markings of a unit and shows them to those who may see them; all complete ones, or the named
 * ones. Where everybody has locked, the rule settles the score at once. Practice page §4, peers.md 1.6.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST; for named items also MARKED_BY_SEVERAL,
 *   MARKING_INCOMPLETE, MARKING_LOCKED, MARKING_SETTLED, MARKING_MISSING
 */
export async function lockMarkings(
  workspace: Workspace,
  { unitId, itemIds }: Request<'marking:lock'>,
): Promise<LockedMarkings> {
  assertWritable(workspace);
  assertMay(workspace, 'score');
  const assessment = await loadAssessment(workspace);
  assertScoringOpen(assessment.cycle.state);
  const unit = requireUnit(assessment, unitId);
  assertNoConflict(workspace.actor, unit, '评分');
  const named = itemIds?.map((itemId) => locate(assessment, unitId, itemId).item);
  const items = named ?? assessment.itemsOf(unit);
  const { actor } = workspace;
  return inTransaction(workspace, async (trx, now, audit) => {
    await assertScoringOpenNow(trx, assessment);
    const places = await readPlaces(trx, assessment, { units: [unit], items });
    for (const item of named ?? []) {
      const place = places.find((each) => each.item.id === item.id);
      if (!place) throw markingMissing({ unit: unit.name, code: item.code });
      assertMayLock(place, actor);
    }
    const open = places.filter((place) => scoresHere(place, actor) && isOpen(place, actor));
    const complete = open.filter((place) => ownMarking(place, actor)?.status !== 'unscored');
    for (const place of complete) {
      const before = ownMarking(place, actor);
      if (!before) continue;
      await setMarkingLock(trx, before, now);
      await audit(markingFact(assessment, 'marking.lock', before, { ...before, lockedAt: now }));
    }
    const scope = { units: [unit], items: complete.map(({ item }) => item) };
    const outcome = await settleReadyIn(trx, assessment, actor, scope, now, audit);
    return {
      locked: complete.length,
      incomplete: open.filter((place) => !complete.includes(place)).map(({ item }) => item.code),
      ...outcome,
    };
  });
}

type Locker = Workspace['actor'];

function isOpen(place: MarkingPlace, actor: Locker): boolean {
  const own = ownMarking(place, actor);
  return own !== undefined && own.lockedAt === null && place.state.state === 'waiting';
}

function assertMayLock(place: MarkingPlace, actor: Locker): void {
  assertMayMark(place, actor);
  const own = ownMarking(place, actor);
  if (!own || own.status === 'unscored') {
    throw markingIncomplete({ unit: place.unit.name, code: place.item.code });
  }
}
