import { loadCurrentCycle, setCycleState } from '../../database/cycleRepository';
import type { Workspace } from '../workspace/workspace';
import { fillEvidence } from './fillEvidence';
import { fillSchemes } from './fillSchemes';
import { fillScores } from './fillScores';
import { fillSelfEvaluations } from './fillSelfEvaluations';

/** When everything in the demo was written: mid-January of the year after the cycle, always. */
const DEMO_TIME = '2021-01-15T01:30:00.000Z';

/** About ten pieces of evidence for each of the sample's 36 units. */
const DEMO_PIECES = 360;

/**
 * Fills a new workspace with plausible scores, self-evaluations, last year's results, evidence and comprehensive
 * schemes: always the same figures for the same units and indicator system. Its cycle stands where such a workspace
 * would: under review.
 */
export async function fillDemo(workspace: Workspace): Promise<void> {
  await fillScores(workspace, DEMO_TIME);
  await fillSelfEvaluations(workspace, DEMO_TIME);
  await fillEvidence(workspace, { pieces: DEMO_PIECES, now: DEMO_TIME });
  await fillSchemes(workspace);
  const cycle = await loadCurrentCycle(workspace.db);
  await setCycleState(workspace.db, cycle.id, 'reviewing');
}
