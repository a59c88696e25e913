import { casePickNotActive, casePickReviewed, caseSparesUsedUp } from '@shared/errors/caseFile';
import type { CaseDrawsView } from '@shared/ipc/practice/caseFile';
import { listPicks, setPickState } from '../../database/caseFileRepository';
import { listReviewsOfPick } from '../../database/caseReviewRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen, requireReason } from './caseAccess';
import { requireCurrentDraw, requirePick } from './currentDraw';
import { getCaseDraws } from './getCaseDraws';

/**
 * Puts the next spare of the same unit and type in the place of a file that cannot be reviewed (涉密, 在诉). Once a review
 * of the file is locked it stays, so that nobody trades a bad mark for another file. Practice page §10.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING, CASE_PICK_NOT_FOUND, CASE_PICK_NOT_ACTIVE,
 *   CASE_PICK_REVIEWED, CASE_SPARES_USED_UP
 */
export async function replacePick(
  workspace: Workspace,
  { pickId, reason }: { readonly pickId: number; readonly reason: string },
): Promise<CaseDrawsView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '替换案卷');
  const why = requireReason(reason, '替换案卷');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const draw = await requireCurrentDraw(trx, assessment.cycle.id);
    const picks = await listPicks(trx, draw.id);
    const pick = picks.find(({ id }) => id === pickId) ?? (await requirePick(trx, pickId));
    const { number, type, unitId, stratum } = pick;
    if (pick.state !== 'active' || !picks.includes(pick)) throw casePickNotActive({ number });
    if ((await listReviewsOfPick(trx, pickId)).some(({ lockedAt }) => lockedAt !== null)) {
      throw casePickReviewed({ number });
    }
    const unit = assessment.unitById.get(unitId)?.name ?? '';
    const spare = picks.find((candidate) => candidate.stratum === stratum && candidate.state === 'waiting');
    if (!spare) throw caseSparesUsedUp({ unit, type });
    await setPickState(trx, pickId, 'replaced', `已由 ${spare.number} 替换：${why}`);
    await setPickState(trx, spare.id, 'active', `替换 ${number}：${why}`);
    await audit({
      action: 'caseDraw.replace',
      subject: `${unit} · ${type} · ${number}`,
      unitId,
      before: { number },
      after: { number: spare.number },
      reason: why,
    });
  });
  return getCaseDraws(workspace);
}
