import type { Request, Response } from '@shared/ipc/contract';
import { listItemEvidence } from '../../database/evidenceRepository';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { unitOfEvidence } from './assertBelongs';

/** Detaches evidence from one item; file and evidence stay, so that it can be taken back. */
export async function unlinkEvidence(
  workspace: Workspace,
  { evidenceId, itemId }: Request<'evidence:unlink'>,
): Promise<Response<'evidence:unlink'>> {
  assertWritable(workspace);
  const unitId = await unitOfEvidence(workspace, evidenceId);
  await workspace.db
    .deleteFrom('evidence_link')
    .where('evidence_id', '=', evidenceId)
    .where('item_id', '=', itemId)
    .execute();
  return listItemEvidence(workspace.db, unitId, itemId);
}

export interface RemovedEvidenceLink {
  readonly evidenceId: number;
  readonly itemId: number;
  readonly position: number;
  readonly judgement: 'pending' | 'accepted' | 'rejected';
  readonly judgementReason: string;
}

/** Puts a detached link back with its place and judgement. */
export async function restoreEvidenceLink(
  workspace: Workspace,
  link: RemovedEvidenceLink,
): Promise<Response<'evidence:unlink'>> {
  assertWritable(workspace);
  const unitId = await unitOfEvidence(workspace, link.evidenceId);
  const changes = {
    position: link.position,
    judgement: link.judgement,
    judgement_reason: link.judgementReason,
  };
  await workspace.db
    .insertInto('evidence_link')
    .values({ evidence_id: link.evidenceId, item_id: link.itemId, ...changes })
    .onConflict((conflict) => conflict.columns(['evidence_id', 'item_id']).doUpdateSet(changes))
    .execute();
  return listItemEvidence(workspace.db, unitId, link.itemId);
}
