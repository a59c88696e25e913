import { markingMissing, markingNotApplicable, markingNotReady } from '@shared/errors/marking';
import type { ScoreEntry } from '@shared/domain/score';
import type { PlaceView } from '@shared/ipc/practice/marking';
import { decidedEntry, spreadOf } from '@shared/marking/settle';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertScoringOpenNow } from '../year/stageNow';
import { openForSettling, requireForeignPlace } from './assertMaySettle';
import { getMarkingPlace } from './getMarkingPlace';
import { lockedMarkings, readPlace } from './readPlaces';
import { settlePlaceIn } from './settleReady';

/** What somebody decided: points, 不适用 or the inputs of a 否决, with the reason. */
export interface Decision {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
}

/**
 * 认定: somebody who scored neither decides what several locked markings come to, with a reason; the originals stay. It
 * may be decided again until scoring closes; history and trail keep what stood before. Peers.md 1.6.
 *
 * @throws {AppError} those of `openForSettling` and `requireForeignPlace`; MARKING_NOT_READY, MARKING_MISSING,
 *   MARKING_NOT_APPLICABLE; the code of the field's problem.
 */
export async function settleDifference(
  workspace: Workspace,
  { unitId, itemId, entry }: Decision,
): Promise<PlaceView> {
  const { assessment, unit, item } = await openForSettling(
    workspace,
    { unitId, itemId },
    entry.reason,
    '认定',
  );
  const at = { unit: unit.name, code: item.code };
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertScoringOpenNow(trx, assessment);
    const place = requireForeignPlace(await readPlace(trx, assessment, unit, item), workspace, at);
    if (place.state.state === 'exempt') throw markingNotApplicable(at);
    if (place.state.state === 'waiting') {
      throw markingNotReady({ ...at, waiting: place.state.for.join('、') || '评分人' });
    }
    const locked = lockedMarkings(place.markings, item, assessment.cycle.year);
    if (locked.length === 0) throw markingMissing(at);
    const decided = decidedEntry(locked, entry);
    const figures = locked.flatMap(({ result }) => (result.status === 'scored' ? [result.points] : []));
    const result = evaluateItem(item, decided, assessment.cycle.year, true);
    const points = result.status === 'scored' && item.section !== 'veto' ? result.points : null;
    const how = {
      method: 'decided',
      spread: spreadOf(figures),
      points,
      reason: entry.reason.trim(),
    } as const;
    await settlePlaceIn(trx, assessment, workspace.actor, place, decided, how, now, audit);
  });
  return getMarkingPlace(workspace, { unitId, itemId });
}
