import type { CycleState } from '@shared/domain/cycleState';
import { openMatters, type OpenMatter } from '@shared/year/openMatters';
import { directionOf } from '@shared/year/transitions';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { readYearFacts } from './yearFacts';

/** What is open before the year enters a stage; nothing for a move back, or one it cannot make. */
export async function checkMove(
  workspace: Workspace,
  { to }: { readonly to: CycleState },
): Promise<readonly OpenMatter[]> {
  const assessment = await loadAssessment(workspace);
  if (directionOf(assessment.cycle.state, to) !== 'forward') return [];
  return openMatters(to, await readYearFacts(workspace.reader, assessment, to, workspace.clock()));
}
