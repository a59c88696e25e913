import { inTransaction } from '../assessment/inTransaction';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { storeScoresIn } from '../scores/storeScores';
import { demoPlan, demoScoresOf } from './demoScores';

/** Units written in one transaction: a few thousand rows. */
const UNITS_AT_A_TIME = 50;

/** Scores for every unit of the workspace, however many there are; the same for the same codes, always. */
export async function fillScores(workspace: Workspace, now: string): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const { units } = assessment;
  for (let from = 0; from < units.length; from += UNITS_AT_A_TIME) {
    const scores = units
      .slice(from, from + UNITS_AT_A_TIME)
      .flatMap((unit, index) => demoScoresOf(assessment, unit, demoPlan(from + index, units.length)));
    await inTransaction(workspace, (trx, _now, audit) =>
      storeScoresIn(trx, assessment, scores, { action: 'score.import', subject: '示例评分' }, now, audit),
    );
  }
}
