import { evidenceUnknown, judgementReasonMissing } from '@shared/errors/evidence';
import type { Request, Response } from '@shared/ipc/contract';
import { listItemEvidence } from '../../database/evidenceRepository';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { unitOfEvidence } from './assertBelongs';

/** Accepts or rejects a file for one item. @throws {AppError} JUDGEMENT_REASON_MISSING for a rejection without one. */
export async function judgeEvidence(
  workspace: Workspace,
  { evidenceId, itemId, judgement, reason }: Request<'evidence:judge'>,
): Promise<Response<'evidence:judge'>> {
  assertWritable(workspace);
  if (judgement === 'rejected' && reason.trim() === '') throw judgementReasonMissing();
  const unitId = await unitOfEvidence(workspace, evidenceId);
  const result = await workspace.db
    .updateTable('evidence_link')
    .set({ judgement, judgement_reason: judgement === 'pending' ? '' : reason.trim() })
    .where('evidence_id', '=', evidenceId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw evidenceUnknown();
  return listItemEvidence(workspace.db, unitId, itemId);
}
