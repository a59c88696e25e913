import { seesPapers } from '@shared/domain/visibility';
import type { SubmissionRow } from '@shared/ipc/practice/year';
import { daysLate } from '@shared/year/dates';
import type { SubmissionState } from '@shared/year/submission';
import { listDaysLate, listSubmissionRows, listUnitsFillingIn } from '../../database/submissionRepository';
import { listDeadlines } from '../../database/yearRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { localDay } from '../localTime';
import { submissionStateOf } from './submissionAccess';
import { readCompleteness } from './unitCompleteness';

/** Every unit with how far its self-evaluation is, in list order; those whose papers one may see. */
export async function listSubmissions(
  workspace: Workspace,
  _request: object = {},
): Promise<readonly SubmissionRow[]> {
  const { reader, actor } = workspace;
  const assessment = await loadAssessment(workspace);
  const { cycle } = assessment;
  const stored = await listSubmissionRows(reader, cycle.id);
  const late = await listDaysLate(reader, cycle.id);
  const typing = await listUnitsFillingIn(reader, cycle.id);
  const completeness = await readCompleteness(reader, assessment);
  const deadline = (await listDeadlines(reader, cycle.id)).get('selfEvaluating') ?? '';
  const today = localDay(workspace.clock());
  return assessment.units
    .filter((unit) => seesPapers(actor, unit))
    .map((unit) => {
      const submission = stored.get(unit.id);
      const complete = completeness(unit);
      const state = submissionStateOf(submission, typing.has(unit.id));
      const dueOn = submission?.dueOn || deadline;
      return {
        unitId: unit.id,
        code: unit.code,
        name: unit.name,
        group: unit.group,
        state,
        round: submission?.round ?? 1,
        dueOn,
        daysLate: isHandedIn(state) ? (late.get(unit.id) ?? 0) : daysLate(dueOn, today),
        ...complete,
        submittedBy: submission?.submittedBy ?? '',
        submittedAt: submission?.submittedAt ?? '',
      };
    });
}

/** Whether nothing is waited for from the unit. */
export const isHandedIn = (state: SubmissionState): boolean => state === 'submitted' || state === 'accepted';
