import type { Request, Response } from '@shared/ipc/contract';
import { upsertSelfEvaluation } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * Saves a unit's own score and statement as typed, right or wrong.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT
 */
export async function recordSelfEvaluation(
  workspace: Workspace,
  { unitId, itemId, points, statement }: Request<'self:record'>,
): Promise<Response<'self:record'>> {
  assertWritable(workspace);
  locate(await loadAssessment(workspace), unitId, itemId);
  return inTransaction(workspace, async (trx, now) => {
    await upsertSelfEvaluation(trx, unitId, itemId, { points, statement }, now);
    return { savedAt: now };
  });
}
