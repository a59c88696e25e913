import type { SubmissionRow } from '@shared/ipc/practice/year';
import { findSubmission, writeSubmission } from '../../database/submissionRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { listSubmissions } from './listSubmissions';
import { stageNow } from './stageNow';
import { assertStep } from './submissionAccess';

/**
 * Accepts what units have handed in: all of them, or none. Their sheets are locked from then on, until returned.
 *
 * @throws {AppError} UNIT_NOT_FOUND, NOT_PERMITTED, CYCLE_STATE_FORBIDS, SUBMISSION_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function acceptSubmissions(
  workspace: Workspace,
  { unitIds }: { readonly unitIds: readonly number[] },
): Promise<readonly SubmissionRow[]> {
  assertWritable(workspace);
  assertMay(workspace, 'acceptSubmission');
  const assessment = await loadAssessment(workspace);
  const units = [...new Set(unitIds)].map((unitId) => requireUnit(assessment, unitId));
  await inTransaction(workspace, async (trx, now, audit) => {
    for (const unit of units) {
      const stored = await findSubmission(trx, unit.id);
      assertStep(await stageNow(trx, assessment), unit, stored?.state ?? 'notStarted', 'accept');
      if (!stored) continue;
      const accepted = { state: 'accepted', acceptedBy: workspace.person, acceptedAt: now } as const;
      await writeSubmission(trx, { ...stored, ...accepted }, now);
      await audit({
        action: 'submission.accept',
        subject: unit.name,
        unitId: unit.id,
        before: { state: stored.state },
        after: {
          state: 'accepted',
          round: stored.round,
        },
      });
    }
  });
  return listSubmissions(workspace);
}
