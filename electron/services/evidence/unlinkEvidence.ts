import type { Request, Response } from '@shared/ipc/contract';
import { listItemEvidence } from '../../database/evidenceRepository';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertMayWithEvidence, evidenceFact, unitOfEvidence } from './assertBelongs';
import { assertEvidenceOpen } from './assertEvidenceOpen';
import { rememberDetached } from './detachedLinks';

/** Detaches evidence from one item; file and evidence stay, so that linking it again takes this back. */
export async function unlinkEvidence(
  workspace: Workspace,
  { evidenceId, itemId }: Request<'evidence:unlink'>,
): Promise<Response<'evidence:unlink'>> {
  const unitId = await unitOfEvidence(workspace, evidenceId);
  await assertMayWithEvidence(workspace, 'addEvidence', unitId);
  await assertEvidenceOpen(workspace, { unitId, itemId, takesOff: evidenceId });
  const fact = await evidenceFact(workspace, evidenceId, itemId);
  const taken = await inTransaction(workspace, async (trx, _now, audit) => {
    const link = await trx
      .deleteFrom('evidence_link')
      .where('evidence_id', '=', evidenceId)
      .where('item_id', '=', itemId)
      .returningAll()
      .executeTakeFirst();
    if (!link) return undefined;
    const { judgement, judgement_reason: judgementReason } = link;
    await audit({
      ...fact,
      action: 'evidence.unlink',
      before: { linked: true, judgement, judgementReason },
      after: { linked: false },
    });
    return link;
  });
  if (taken) rememberDetached(workspace, taken);
  return listItemEvidence(workspace.db, unitId, itemId);
}
