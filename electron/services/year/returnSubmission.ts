import { deadlineInvalid, reasonRequired } from '@shared/errors/year';
import type { SubmissionRow } from '@shared/ipc/practice/year';
import { isIsoDay } from '@shared/year/dates';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { findSubmission, insertReturn, writeSubmission } from '../../database/submissionRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate, requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { listSubmissions } from './listSubmissions';
import { stageNow } from './stageNow';
import { assertStep } from './submissionAccess';

export interface SubmissionReturn {
  readonly unitId: number;
  readonly reason: string;
  readonly items: readonly { readonly itemId: number; readonly reason: string }[];
  /** A deadline of its own; '' leaves the year's. */
  readonly dueOn: string;
}

/**
 * 退回补正: opens a unit's sheet again, saying why in general and for each item. Never without a reason; evidence and
 * earlier rounds are kept. Practice page §5.2.
 *
 * @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, NOT_PERMITTED, REASON_REQUIRED, DEADLINE_INVALID,
 *   CYCLE_STATE_FORBIDS, SUBMISSION_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function returnSubmission(
  workspace: Workspace,
  { unitId, reason: typed, items: wanted, dueOn }: SubmissionReturn,
): Promise<readonly SubmissionRow[]> {
  assertWritable(workspace);
  assertMay(workspace, 'acceptSubmission');
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  const reason = typed.trim();
  if (!isReason(reason)) throw reasonRequired({ what: '退回自评', least: LEAST_REASON });
  if (dueOn !== '' && !isIsoDay(dueOn)) throw deadlineInvalid({ text: dueOn });
  const items = wanted.map((item) => {
    const { item: found } = locate(assessment, unitId, item.itemId);
    const why = item.reason.trim();
    if (why === '') throw reasonRequired({ what: `退回指标 ${found.code}`, least: 1 });
    return { itemId: found.id, reason: why };
  });
  await inTransaction(workspace, async (trx, now, audit) => {
    const stored = await findSubmission(trx, unitId);
    assertStep(await stageNow(trx, assessment), unit, stored?.state ?? 'notStarted', 'return');
    if (!stored) return;
    const returned = { ...stored, state: 'returned', round: stored.round + 1, dueOn } as const;
    await writeSubmission(trx, { ...returned, acceptedBy: '', acceptedAt: '' }, now);
    await insertReturn(trx, {
      unitId,
      round: stored.round,
      reason,
      items,
      dueOn,
      person: workspace.person,
      at: now,
    });
    await audit({
      action: 'submission.return',
      subject: unit.name,
      unitId,
      before: { state: stored.state, round: stored.round },
      after: {
        state: 'returned',
        round: returned.round,
        dueOn,
        items: items.map((item) => ({ ...item, code: assessment.itemById.get(item.itemId)?.code })),
      },
      reason,
    });
  });
  return listSubmissions(workspace);
}
