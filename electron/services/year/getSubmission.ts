import type { SubmissionView } from '@shared/ipc/practice/year';
import { daysLate, deadlineText } from '@shared/year/dates';
import { isStageOpen, isStepPossible, selfLockOf, type SubmissionStep } from '@shared/year/submission';
import { findSubmission, listHandIns, listReturns, newSubmission } from '../../database/submissionRepository';
import { listDeadlines } from '../../database/yearRepository';
import { assertMaySeePapers } from '../access/assertMaySee';
import { loadAssessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { localDay } from '../localTime';
import { readSubmissionState } from './submissionAccess';

/** How far one unit's self-evaluation is, with every return and handing in. @throws {AppError} UNIT_NOT_FOUND, NOT_YOUR_UNIT */
export async function getSubmission(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<SubmissionView> {
  const { cycle, ...assessment } = await loadAssessment(workspace);
  const unit = requireUnit({ cycle, ...assessment }, unitId);
  assertMaySeePapers(workspace, unit);
  const { db } = workspace;
  const stored = await findSubmission(db, unitId);
  const state = await readSubmissionState(db, unitId, stored);
  const submission = stored ?? newSubmission(unitId);
  const dueOn = submission.dueOn || ((await listDeadlines(db, cycle.id)).get('selfEvaluating') ?? '');
  const isOpen = state !== 'submitted' && state !== 'accepted';
  const today = localDay(workspace.clock());
  const may = (step: SubmissionStep): boolean =>
    isStageOpen(cycle.state, state, step) && isStepPossible(state, step);
  return {
    ...submission,
    state,
    dueOn,
    dueText: isOpen ? deadlineText(dueOn, today) : '',
    late: isOpen && daysLate(dueOn, today) > 0,
    lock: selfLockOf(cycle.state, state),
    returns: (await listReturns(db, unitId)).map(({ unitId: _unitId, ...kept }) => kept),
    handIns: (await listHandIns(db, unitId)).map(({ unitId: _unitId, ...kept }) => kept),
    maySubmit: may('submit'),
    mayWithdraw: may('withdraw'),
  };
}
