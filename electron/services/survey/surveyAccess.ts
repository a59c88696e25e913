import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { seesTotal } from '@shared/domain/visibility';
import { cycleStateForbids } from '@shared/errors/access';
import type { UnitView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/** Why survey and weights may not change now, in Chinese; '' while they may: as long as scores may. */
export function surveyClosed({ cycle }: Pick<Assessment, 'cycle'>): string {
  return scoringOpen(cycle.state)
    ? ''
    : `本年度处于“${CYCLE_STATE_NAMES[cycle.state]}”阶段，测评结果和合成权重不能再改。`;
}

/**
 * What every service of the survey that changes something begins with.
 *
 * @param what what is refused, as in “修改合成权重”.
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_SIGNED_IN, NOT_PERMITTED, CYCLE_STATE_FORBIDS from 反馈申诉 on
 */
export async function openSurvey(workspace: Workspace, what: string): Promise<Assessment> {
  assertWritable(workspace);
  assertMay(workspace, 'manageSystem');
  const assessment = await loadAssessment(workspace);
  const { state } = assessment.cycle;
  if (!scoringOpen(state)) throw cycleStateForbids({ state: CYCLE_STATE_NAMES[state], what });
  return assessment;
}

/** Whether a unit's survey is shown: it is part of the total, so whoever sees the total. */
export function seesSurvey(
  { actor }: Pick<Workspace, 'actor'>,
  { cycle }: Pick<Assessment, 'cycle'>,
  unit: Pick<UnitView, 'code'>,
): boolean {
  return seesTotal(actor, cycle.state, unit);
}
