import { randomUUID } from 'node:crypto';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { markingMissing } from '@shared/errors/marking';
import type { Request } from '@shared/ipc/contract';
import type { PlaceView } from '@shared/ipc/practice/marking';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { setMarkingLock } from '../../database/markingRepository';
import { removeSettlement } from '../../database/settlementRepository';
import { inTransaction } from '../assessment/inTransaction';
import { storeScoreIn } from '../scores/recordScore';
import type { Workspace } from '../workspace/workspace';
import { assertScoringOpenNow } from '../year/stageNow';
import { openForSettling, requireForeignPlace } from './assertMaySettle';
import { markingFact } from './auditedMarking';
import { getMarkingPlace } from './getMarkingPlace';
import { readPlace } from './readPlaces';

/**
 * 解锁: lets one scorer, or all of them, mark a place again. What was settled from it counts no more: not scored is not
 * zero, so the unit has an open item until they have locked again. History and trail keep it.
 *
 * @throws {AppError} those of `openForSettling` and `requireForeignPlace`; MARKING_MISSING where nothing is locked.
 */
export async function unlockMarkings(
  workspace: Workspace,
  { unitId, itemId, accountId, reason }: Request<'marking:unlock'>,
): Promise<PlaceView> {
  const { assessment, unit, item } = await openForSettling(workspace, { unitId, itemId }, reason, '解锁');
  const at = { unit: unit.name, code: item.code };
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertScoringOpenNow(trx, assessment);
    const place = requireForeignPlace(await readPlace(trx, assessment, unit, item), workspace, at);
    const locked = place.markings.filter(
      (each) => each.lockedAt !== null && (accountId === undefined || each.accountId === accountId),
    );
    if (locked.length === 0) throw markingMissing(at);
    for (const before of locked) {
      await setMarkingLock(trx, before, null);
      const after = { ...before, lockedAt: null };
      await audit(markingFact(assessment, 'marking.unlock', before, after, { reason: reason.trim() }));
    }
    if (!place.settlement) return;
    await removeSettlement(trx, unitId, itemId);
    const result = evaluateItem(item, EMPTY_ENTRY, assessment.cycle.year);
    const emptied = { unitId, itemId, entry: EMPTY_ENTRY, result, scorer: '', editId: randomUUID() };
    await storeScoreIn(trx, assessment, { ...emptied, why: reason.trim() }, now, audit);
  });
  return getMarkingPlace(workspace, { unitId, itemId });
}
