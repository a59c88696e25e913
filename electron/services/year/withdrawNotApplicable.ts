import type { NotApplicableView } from '@shared/ipc/practice/year';
import { listRequestsOfUnit, writeDecision } from '../../database/notApplicableRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { requireOpenRequest } from './notApplicablePlace';

/**
 * Takes a 缺项 request back that nobody has decided yet.
 *
 * @returns every request of the unit.
 * @throws {AppError} NOT_PERMITTED, NOT_YOUR_UNIT, NOT_APPLICABLE_UNKNOWN, NOT_APPLICABLE_DECIDED, WORKSPACE_READ_ONLY
 */
export async function withdrawNotApplicable(
  workspace: Workspace,
  { requestId }: { readonly requestId: number },
): Promise<readonly NotApplicableView[]> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, now, audit) => {
    const { request, unit } = await requireOpenRequest(trx, assessment, requestId);
    assertMayFor(workspace, 'requestNotApplicable', unit);
    const { unitId, itemId } = request;
    await writeDecision(trx, requestId, {
      state: 'withdrawn',
      opinion: '',
      person: workspace.person,
      at: now,
    });
    await audit({
      action: 'notApplicable.withdraw',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { requestState: 'requested' },
      after: {
        requestState: 'withdrawn',
      },
    });
    return listRequestsOfUnit(trx, unitId);
  });
}
