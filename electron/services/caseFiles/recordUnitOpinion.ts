import { caseResultMissing } from '@shared/errors/caseFile';
import { setUnitOpinion } from '../../database/caseFileRepository';
import { findCaseResult } from '../../database/caseReviewRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';
import { requireActivePick } from './currentDraw';

/**
 * 被评单位意见 on the result of a file: by the unit's leader, or by the office from paper. Practice page §10 (Review record).
 *
 * @throws {AppError} NOT_PERMITTED, NOT_YOUR_UNIT, CYCLE_STATE_FORBIDS, CASE_PICK_NOT_FOUND,
 *   CASE_PICK_NOT_ACTIVE, CASE_RESULT_MISSING
 */
export async function recordUnitOpinion(
  workspace: Workspace,
  { pickId, opinion }: { readonly pickId: number; readonly opinion: string },
): Promise<null> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  await inTransaction(workspace, async (trx, _now, audit) => {
    const pick = await requireActivePick(trx, assessment.cycle.id, pickId);
    const unit = requireUnit(assessment, pick.unitId);
    assertMayFor(workspace, 'fileAppeal', unit);
    assertCasesOpen(assessment, '填写被评单位意见');
    if (!(await findCaseResult(trx, pickId))) throw caseResultMissing({ number: pick.number });
    if (pick.unitOpinion === opinion) return;
    await setUnitOpinion(trx, pickId, opinion);
    await audit({
      action: 'caseResult.unitOpinion',
      subject: `${unit.name} · ${pick.type} · ${pick.number}`,
      unitId: unit.id,
      before: pick.unitOpinion,
      after: opinion,
    });
  });
  return null;
}
