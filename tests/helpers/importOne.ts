import { figuresOf } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { importScores } from '@electron/services/scores/importScores';
import type { ScoreToSet } from '@electron/services/scores/setScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { evaluateItem } from '@shared/scoring/evaluateItem';

/** Stores one score as a workbook would bring it, with its line of history among many. */
export async function importOne(workspace: Workspace, score: ScoreToSet): Promise<void> {
  const { cycle, itemById } = await loadAssessment(workspace);
  const item = itemById.get(score.itemId);
  if (!item) throw new Error(`no item ${score.itemId}`);
  const figures = figuresOf(evaluateItem(item, score.entry, cycle.year));
  await importScores(workspace, { systemId: cycle.systemId, scores: [{ ...score, figures }] });
}
