import type { AppealView } from '@shared/ipc/practice/review';
import { closeAppeal } from '../../database/appealRepository';
import { assertMay, assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertStage, assertStageNow } from './assertStage';
import { requireOpen } from './decideAppeal';
import { findAppealView } from './listAppeals';

/**
 * The unit takes its appeal back before it is decided; it may appeal again within the window.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, NOT_YOUR_UNIT, CYCLE_STATE_FORBIDS, APPEAL_UNKNOWN,
 *   APPEAL_ALREADY_DECIDED
 */
export async function withdrawAppeal(
  workspace: Workspace,
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<AppealView> {
  assertWritable(workspace);
  assertMay(workspace, 'fileAppeal');
  const assessment = await loadAssessment(workspace);
  assertStage(assessment, 'feedback', '撤回申诉');
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertStageNow(trx, assessment, 'feedback', '撤回申诉');
    const { unitId, itemId } = await requireOpen(trx, assessment, id);
    assertMayFor(workspace, 'fileAppeal', requireUnit(assessment, unitId));
    await closeAppeal(trx, id, {
      state: 'withdrawn',
      decidedPoints: null,
      opinion: reason.trim(),
      decidedBy: workspace.person,
      decidedAt: now,
      adjustmentId: null,
    });
    await audit({
      action: 'appeal.withdraw',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { appeal: id, state: 'filed' },
      after: { appeal: id, state: 'withdrawn' },
      reason: reason.trim(),
    });
  });
  return findAppealView(workspace, id);
}
