import { randomUUID } from 'node:crypto';
import { scoreImportStale } from '@shared/errors/scores';
import { assertMayScore } from '../access/assertMayScore';
import { checkScorerNamed } from '../access/checkScorerNamed';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { splitMarkings } from '../marking/splitMarkings';
import { storeMarkingsIn } from '../marking/storeMarkings';
import type { Workspace } from '../workspace/workspace';
import { assertNotExempt } from './assertNotExempt';
import { locate } from './locate';
import { storeScoresIn } from './storeScores';
import type { ScoreImport } from './previewScoreImport';

/**
 * Stores what a previewed scoring workbook changes, in one transaction: all of it or nothing.
 *
 * @throws {AppError} SCORE_IMPORT_STALE if units or indicator system changed since the preview; WORKSPACE_READ_ONLY;
 *   those of `assertMayScore`, CONFLICT_OF_INTEREST; those of `storeMarkingsIn`, MARKING_OF_ANOTHER,
 *   MARKING_NOT_APPLICABLE.
 */
export async function importScores(
  workspace: Workspace,
  { systemId, scores }: ScoreImport,
): Promise<{ changed: number }> {
  const assessment = await loadAssessment(workspace);
  const stale =
    assessment.cycle.systemId !== systemId || scores.some(({ unitId }) => !assessment.unitById.has(unitId));
  if (stale) throw scoreImportStale();
  const checkScorer = await checkScorerNamed(workspace);
  for (const { unitId, itemId, scorer } of scores) {
    const { unit, item } = locate(assessment, unitId, itemId);
    assertMayScore(workspace, assessment, unit, item);
    if (!assessment.markingOf(itemId)) checkScorer(scorer, unit);
  }
  const { direct, markings } = splitMarkings(workspace, assessment, scores);
  const fact = { action: 'score.import', subject: '导入评分表' };
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertNotExempt(trx, assessment, direct);
    await storeScoresIn(trx, assessment, direct, fact, now, audit);
    await storeMarkingsIn(trx, assessment, workspace.actor, markings, randomUUID(), now, audit);
  });
  return { changed: scores.length };
}
