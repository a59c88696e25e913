import { stratumOf } from '@shared/caseFiles/draw';
import { casePickedAlready, casePickNotFound } from '@shared/errors/caseFile';
import type { CaseDrawsView } from '@shared/ipc/practice/caseFile';
import { findCaseFile, insertPicks, listPicks, setPickState } from '../../database/caseFileRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen, requireReason } from './caseAccess';
import { requireCurrentDraw } from './currentDraw';
import { getCaseDraws } from './getCaseDraws';

/**
 * Adds a file by hand beside those drawn (largest fine, complained about), with its reason and marked as such. A spare
 * that waits is put to use; its place in the draw stays. Practice page §10.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING, CASE_DRAW_MISSING, CASE_PICK_NOT_FOUND where it is
 *   not of the drawn list, CASE_PICKED_ALREADY
 */
export async function pickByHand(
  workspace: Workspace,
  { fileId, reason }: { readonly fileId: number; readonly reason: string },
): Promise<CaseDrawsView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '选定案卷');
  const why = requireReason(reason, '手工选定案卷');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const draw = await requireCurrentDraw(trx, assessment.cycle.id);
    const file = await findCaseFile(trx, draw.listId, fileId);
    if (!file) throw casePickNotFound();
    const picks = await listPicks(trx, draw.id);
    const known = picks.find(({ caseFileId }) => caseFileId === fileId);
    if (known && known.state !== 'waiting') throw casePickedAlready({ number: file.number });
    const note = `手工选定：${why}`;
    if (known) await setPickState(trx, known.id, 'active', note);
    else {
      const stratum = stratumOf(file);
      const place =
        Math.max(0, ...picks.filter((pick) => pick.stratum === stratum).map((pick) => pick.place)) + 1;
      const state = 'active' as const;
      await insertPicks(trx, draw.id, [
        { caseFileId: fileId, stratum, place, origin: 'manual', state, note },
      ]);
    }
    const unit = assessment.unitById.get(file.unitId);
    await audit({
      action: 'caseDraw.pickByHand',
      subject: `${unit?.name ?? ''} · ${file.type} · ${file.number}`,
      unitId: file.unitId,
      after: { number: file.number, spare: known !== undefined },
      reason: why,
    });
  });
  return getCaseDraws(workspace);
}
