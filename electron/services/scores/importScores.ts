import { randomUUID } from 'node:crypto';
import { scoreImportStale } from '@shared/errors/scores';
import { upsertScores } from '../../database/scoreRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import type { ScoreImport } from './previewScoreImport';

/**
 * Stores what a previewed scoring workbook changes, in one transaction: all of it or nothing.
 *
 * @throws {AppError} SCORE_IMPORT_STALE if units or indicator system changed since the preview; WORKSPACE_READ_ONLY.
 */
export async function importScores(
  workspace: Workspace,
  { systemId, scores }: ScoreImport,
): Promise<{ changed: number }> {
  const assessment = await loadAssessment(workspace);
  const stale =
    assessment.cycle.systemId !== systemId || scores.some(({ unitId }) => !assessment.unitById.has(unitId));
  if (stale) throw scoreImportStale();
  await inTransaction(workspace, (trx, now) => upsertScores(trx, scores, randomUUID(), now));
  return { changed: scores.length };
}
