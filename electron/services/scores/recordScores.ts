import type { ScoreToStore } from '../../database/scoreRepository';
import { figuresOf } from '../../database/scoreRepository';
import { assertScorerIsNotUnit } from '../access/assertMay';
import { assertMayScore } from '../access/assertMayScore';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { locate } from './locate';
import { storeScoresIn } from './storeScores';
import { requireScore, type ScoreToSet } from './setScore';

/**
 * Saves many scores in one transaction, all of them or none: one that is incomplete or wrong refuses all.
 *
 * @throws {AppError} those of `setScore`, naming unit and item.
 */
export async function recordScores(
  workspace: Workspace,
  scores: readonly ScoreToSet[],
): Promise<{ changed: number }> {
  const assessment = await loadAssessment(workspace);
  const checked = scores.map((score): ScoreToStore => {
    const { unit, item } = locate(assessment, score.unitId, score.itemId);
    assertMayScore(workspace, assessment, unit, item);
    assertScorerIsNotUnit(score.scorer, unit);
    return { ...score, figures: figuresOf(requireScore(unit, item, score.entry, assessment.cycle.year)) };
  });
  await inTransaction(workspace, (trx, now, audit) =>
    storeScoresIn(trx, assessment, checked, { action: 'score.recordMany', subject: '多项评分' }, now, audit),
  );
  return { changed: checked.length };
}
