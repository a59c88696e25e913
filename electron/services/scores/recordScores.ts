import { randomUUID } from 'node:crypto';
import type { ScoreToStore } from '../../database/scoreRepository';
import { figuresOf } from '../../database/scoreRepository';
import { assertMayScore } from '../access/assertMayScore';
import { checkScorerNamed } from '../access/checkScorerNamed';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { splitMarkings } from '../marking/splitMarkings';
import { storeMarkingsIn } from '../marking/storeMarkings';
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
  const checkScorer = await checkScorerNamed(workspace);
  const checked = scores.map((score): ScoreToStore => {
    const { unit, item } = locate(assessment, score.unitId, score.itemId);
    assertMayScore(workspace, assessment, unit, item);
    if (!assessment.markingOf(score.itemId)) checkScorer(score.scorer, unit);
    return { ...score, figures: figuresOf(requireScore(unit, item, score.entry, assessment.cycle.year)) };
  });
  const { direct, markings } = splitMarkings(workspace, assessment, checked);
  const fact = { action: 'score.recordMany', subject: '多项评分' };
  await inTransaction(workspace, async (trx, now, audit) => {
    await storeScoresIn(trx, assessment, direct, fact, now, audit);
    await storeMarkingsIn(trx, assessment, workspace.actor, markings, randomUUID(), now, audit);
  });
  return { changed: checked.length };
}
