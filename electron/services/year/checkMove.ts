import type { CycleState } from '@shared/domain/cycleState';
import { mayDo } from '@shared/domain/role';
import { openMatters, type OpenMatter } from '@shared/year/openMatters';
import { directionOf } from '@shared/year/transitions';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { readYearFacts } from './yearFacts';

/**
 * What is open before the year enters a stage; nothing for a move back, or one it cannot make. It names units, so it is for
 * whoever takes the step: the office, and who approves.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function checkMove(
  workspace: Workspace,
  { to }: { readonly to: CycleState },
): Promise<readonly OpenMatter[]> {
  if (!mayCheckMove(workspace)) assertMay(workspace, 'manageCycle');
  const assessment = await loadAssessment(workspace);
  if (directionOf(assessment.cycle.state, to) !== 'forward') return [];
  return openMatters(to, await readYearFacts(workspace.reader, assessment, to, workspace.clock()));
}

export function mayCheckMove({ actor }: Pick<Workspace, 'actor'>): boolean {
  return mayDo(actor, 'manageCycle') || mayDo(actor, 'approveResult');
}
