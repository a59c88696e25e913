import { evidenceUnknown, judgementReasonMissing } from '@shared/errors/evidence';
import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import { assertAssigned } from '../access/assertMayScore';
import { assertNoConflict } from '../access/assertMay';
import { listItemEvidence } from '../../database/evidenceRepository';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertMayWithEvidence, evidenceFact, unitOfEvidence } from './assertBelongs';

/** Accepts or rejects a file for one item. @throws {AppError} JUDGEMENT_REASON_MISSING for a rejection without one. */
export async function judgeEvidence(
  workspace: Workspace,
  { evidenceId, itemId, judgement, reason }: Request<'evidence:judge'>,
): Promise<Response<'evidence:judge'>> {
  assertWritable(workspace);
  if (judgement === 'rejected' && reason.trim() === '') throw judgementReasonMissing();
  const unitId = await unitOfEvidence(workspace, evidenceId);
  await assertMayJudge(workspace, unitId, itemId);
  const fact = await evidenceFact(workspace, evidenceId, itemId);
  const judgementReason = judgement === 'pending' ? '' : reason.trim();
  await inTransaction(workspace, async (trx, _now, audit) => {
    const link = trx
      .selectFrom('evidence_link')
      .select(['judgement', 'judgement_reason as judgementReason'])
      .where('evidence_id', '=', evidenceId)
      .where('item_id', '=', itemId);
    const before = await link.executeTakeFirst();
    if (!before) throw evidenceUnknown();
    await trx
      .updateTable('evidence_link')
      .set({ judgement, judgement_reason: judgementReason })
      .where('evidence_id', '=', evidenceId)
      .where('item_id', '=', itemId)
      .execute();
    const after = { judgement, judgementReason };
    await audit({
      ...fact,
      action: 'evidence.judge',
      before,
      after,
      reason: judgementReason,
    });
  });
  return listItemEvidence(workspace.db, unitId, itemId);
}

/** Whoever scores an item judges what was handed in for it; never the own unit's. */
async function assertMayJudge(workspace: Workspace, unitId: number, itemId: number): Promise<void> {
  const unit = await assertMayWithEvidence(workspace, 'judgeEvidence', unitId);
  const assessment = await loadAssessment(workspace);
  const item = assessment.itemById.get(itemId);
  if (!item) throw evidenceUnknown();
  assertAssigned(workspace, assessment, item);
  assertNoConflict(workspace.actor, unit, '审核佐证材料');
}
