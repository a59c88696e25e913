import { mayDo } from '@shared/domain/role';
import { reasonRequired, submissionNotReady } from '@shared/errors/year';
import type { SubmissionView } from '@shared/ipc/practice/year';
import { daysLate } from '@shared/year/dates';
import { isBlocking, type PreflightReport } from '@shared/year/preflight';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import {
  findSubmission,
  insertHandIn,
  newSubmission,
  writeSubmission,
} from '../../database/submissionRepository';
import { listDeadlines } from '../../database/yearRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { readPreflight } from './checkSubmission';
import { getSubmission } from './getSubmission';
import { localDay } from '../localTime';
import { stageNow } from './stageNow';
import { assertStep, readSubmissionState } from './submissionAccess';

export interface HandIn {
  readonly unitId: number;
  /** Only the office may hand in what is not complete, from paper, and then says why; '' otherwise. */
  readonly reason: string;
}

/** How many findings a refusal names. */
const NAMED = 5;

/**
 * Hands a unit's self-evaluation in; what the check found is kept with it. Being late is noted, never refused. Practice
 * page §5.2, §15 “Data asked for within one day”.
 *
 * @throws {AppError} UNIT_NOT_FOUND, NOT_PERMITTED, NOT_YOUR_UNIT, CYCLE_STATE_FORBIDS, SUBMISSION_STATE_FORBIDS,
 *   SUBMISSION_NOT_READY, REASON_REQUIRED, WORKSPACE_READ_ONLY
 */
export async function submitSelfEvaluation(
  workspace: Workspace,
  { unitId, reason: typed }: HandIn,
): Promise<SubmissionView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { cycle } = assessment;
  const unit = requireUnit(assessment, unitId);
  assertMayFor(workspace, 'submit', unit);
  const reason = typed.trim();
  await inTransaction(workspace, async (trx, now, audit) => {
    const stored = await findSubmission(trx, unitId);
    const state = await readSubmissionState(trx, unitId, stored);
    assertStep(await stageNow(trx, assessment), unit, state, 'submit');
    const report = await readPreflight(trx, assessment, unit);
    assertComplete(workspace, unit.name, report, reason);
    const submission = stored ?? newSubmission(unitId);
    const { round } = submission;
    const dueOn = submission.dueOn || ((await listDeadlines(trx, cycle.id)).get('selfEvaluating') ?? '');
    const late = daysLate(dueOn, localDay(workspace.clock()));
    const person = workspace.person;
    const handedIn = { state: 'submitted', submittedBy: person, submittedAt: now } as const;
    await writeSubmission(trx, { ...submission, ...handedIn, acceptedBy: '', acceptedAt: '' }, now);
    await insertHandIn(trx, { unitId, round, report, reason, daysLate: late, person, at: now });
    await audit({
      action: 'submission.submit',
      subject: unit.name,
      unitId,
      before: { state },
      after: {
        state: 'submitted',
        round,
        daysLate: late,
        selfTotal: report.selfTotal,
        findings: report.findings.length,
      },
      reason,
    });
  });
  return getSubmission(workspace, { unitId });
}

/** The office may hand in from paper what is not complete; nobody else. */
function assertComplete(
  { actor }: Pick<Workspace, 'actor'>,
  unit: string,
  report: PreflightReport,
  reason: string,
): void {
  const blocking = report.findings.filter(isBlocking);
  if (blocking.length === 0) return;
  if (reason === '' || !mayDo(actor, 'acceptSubmission')) {
    throw submissionNotReady({
      unit,
      count: blocking.length,
      first: blocking.slice(0, NAMED).map(({ code, text }) => `${code} ${text}`.trim()),
    });
  }
  if (!isReason(reason)) throw reasonRequired({ what: '代单位提交不完整的自评', least: LEAST_REASON });
}
