import type { Request, Response } from '@shared/ipc/contract';
import { insertEvidenceLinks, listItemEvidence, nextLinkPosition } from '../../database/evidenceRepository';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertBelongs, assertMayWithEvidence, evidenceFact, unitOfEvidence } from './assertBelongs';
import { assertEvidenceOpen } from './assertEvidenceOpen';
import { detachedLink } from './detachedLinks';

/**
 * Attaches evidence the unit handed in already to one more item. Also takes back a detachment, with the place and the
 * judgement it had.
 */
export async function linkEvidence(
  workspace: Workspace,
  { evidenceId, itemId }: Request<'evidence:link'>,
): Promise<Response<'evidence:link'>> {
  const unitId = await unitOfEvidence(workspace, evidenceId);
  await assertMayWithEvidence(workspace, 'addEvidence', unitId);
  await assertBelongs(workspace, unitId, itemId);
  await assertEvidenceOpen(workspace, { unitId, itemId, adds: true });
  const fact = await evidenceFact(workspace, evidenceId, itemId);
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = detachedLink(workspace, evidenceId, itemId);
    if (before) {
      await trx
        .insertInto('evidence_link')
        .values(before)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    } else {
      const position = await nextLinkPosition(trx, unitId, itemId);
      await insertEvidenceLinks(trx, [{ evidenceId, itemId, position }]);
    }
    await audit({
      ...fact,
      action: 'evidence.link',
      after: { linked: true },
    });
  });
  return listItemEvidence(workspace.db, unitId, itemId);
}
