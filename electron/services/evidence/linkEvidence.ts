import type { Request, Response } from '@shared/ipc/contract';
import { insertEvidenceLinks, listItemEvidence, nextLinkPosition } from '../../database/evidenceRepository';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertBelongs, unitOfEvidence } from './assertBelongs';

/**
 * Attaches evidence the unit handed in already to one more item. Also takes back a detachment: evidence keeps its id
 * when its last link goes.
 */
export async function linkEvidence(
  workspace: Workspace,
  { evidenceId, itemId }: Request<'evidence:link'>,
): Promise<Response<'evidence:link'>> {
  assertWritable(workspace);
  const unitId = await unitOfEvidence(workspace, evidenceId);
  await assertBelongs(workspace, unitId, itemId);
  await workspace.db.transaction().execute(async (trx) => {
    const position = await nextLinkPosition(trx, unitId, itemId);
    await insertEvidenceLinks(trx, [{ evidenceId, itemId, position }]);
  });
  return listItemEvidence(workspace.db, unitId, itemId);
}
