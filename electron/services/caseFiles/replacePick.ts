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

interface PickToReplace {
  readonly pickId: number;
  readonly reason: string;
  readonly withoutSpare?: boolean | undefined;
}

/**
 * Puts the next spare of the same unit and type in the place of a file that cannot be reviewed (涉密, 在诉). Where none is
 * left it is taken out without one, if that is asked for: what cannot be read must not hold up the unit's result. Once a
 * review of the file is locked it stays, so that nobody trades a bad mark for another file. Practice page §10.
 *
 * @param withoutSpare take the file out where no spare is left; while one waits, it is put to use all the same.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, REASON_MISSING, CASE_PICK_NOT_FOUND, CASE_PICK_NOT_ACTIVE,
 *   CASE_PICK_REVIEWED, CASE_SPARES_USED_UP
 */
export async function replacePick(
  workspace: Workspace,
  { pickId, reason, withoutSpare = false }: PickToReplace,
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
    if (!spare && !withoutSpare) throw caseSparesUsedUp({ unit, type });
    await setPickState(
      trx,
      pickId,
      'replaced',
      spare ? `已由 ${spare.number} 替换：${why}` : `撤下，没有备选：${why}`,
    );
    if (spare) await setPickState(trx, spare.id, 'active', `替换 ${number}：${why}`);
    await audit({
      action: spare ? 'caseDraw.replace' : 'caseDraw.withdraw',
      subject: `${unit} · ${type} · ${number}`,
      unitId,
      before: { number },
      after: { number: spare?.number ?? null },
      reason: why,
    });
  });
  return getCaseDraws(workspace);
}
