import type { Request } from '@shared/ipc/contract';
import type { CorrectionEffect } from '@shared/ipc/practice/result';
import { standingChanges } from '@shared/review/standingChanges';
import { findScore } from '../../database/scoreRepository';
import { assertMay } from '../access/assertMay';
import { assertAdjustable } from '../review/adjustScore';
import { computeFrom } from '../totals/computeCycle';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';
import { correctedPlace } from './correctScore';

/**
 * What a correction would change, by the engine that would do it; nothing is written.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, and those of `assertAdjustable`.
 */
export async function previewCorrection(
  workspace: Workspace,
  { unitId, itemId, toPoints }: Request<'correction:preview'>,
): Promise<CorrectionEffect> {
  assertMay(workspace, 'readAll');
  return readSnapshot(workspace, async ({ reader }) => {
    const { assessment, unit, item } = await correctedPlace(reader, unitId, itemId);
    const fromPoints = assertAdjustable(unit, item, await findScore(reader, unitId, itemId), toPoints);
    const before = await computeFrom(reader, assessment);
    const changes = new Map([[unitId, new Map([[itemId, toPoints]])]]);
    const after = await computeFrom(reader, assessment, { changes });
    return {
      fromPoints,
      toPoints,
      changes: standingChanges(before.units, after.units, new Set([unitId])),
    };
  });
}
