import { setCycleState } from '../../database/cycleRepository';
import { forgetAssessment, loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { fillEvidence } from './fillEvidence';
import { fillPractice } from './fillPractice';
import { fillSchemes } from './fillSchemes';
import { fillScores } from './fillScores';
import { fillSelfEvaluations } from './fillSelfEvaluations';

/** About ten pieces of evidence for each of the sample's 36 units. */
const DEMO_PIECES = 360;

/** When the sample of a year was written: always in mid-January of the year after. ISO time. */
export function demoTime(year: number): string {
  return `${year + 1}-01-15T01:30:00.000Z`;
}

/**
 * Fills a new workspace with plausible scores, self-evaluations, last year's results, evidence, comprehensive schemes
 * and the work of the review: always the same figures for the same units and indicator system. Its cycle stands where
 * such a workspace would: under review.
 *
 * @param today what the deadlines of its problems count from.
 */
export async function fillDemo(workspace: Workspace, today: Date): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  const now = demoTime(cycle.year);
  await fillScores(workspace, now);
  await fillSelfEvaluations(workspace, now);
  await fillEvidence(workspace, { pieces: DEMO_PIECES, now });
  await fillSchemes(workspace);
  await inTransaction(workspace, async (trx, _now, audit) => {
    await setCycleState(trx, cycle.id, 'reviewing');
    const [before, after] = [{ state: cycle.state }, { state: 'reviewing' }];
    await audit({ action: 'cycle.fill', subject: cycle.name, before, after, reason: '示例数据' });
  });
  forgetAssessment(workspace);
  await fillPractice(workspace, today);
}
