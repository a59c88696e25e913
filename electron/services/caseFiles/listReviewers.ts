import type { FileReviewerView } from '@shared/ipc/practice/caseFile';
import { listPicks } from '../../database/caseFileRepository';
import { listFileReviewers, listReviewsOfDraw } from '../../database/caseReviewRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { maySeeReviews } from './caseAccess';
import { findCurrentDraw } from './currentDraw';

/** Who reviews case files, and how far each has come; for the office. */
export async function listReviewers(workspace: Workspace): Promise<readonly FileReviewerView[]> {
  if (!maySeeReviews(workspace.actor)) return [];
  const { cycle, unitByCode } = await loadAssessment(workspace);
  const { reader } = workspace;
  const draw = await findCurrentDraw(reader, cycle.id);
  const active = new Set(
    draw
      ? (await listPicks(reader, draw.id)).flatMap(({ id, state }) => (state === 'active' ? [id] : []))
      : [],
  );
  const reviews = draw
    ? (await listReviewsOfDraw(reader, draw.id)).filter(({ pickId }) => active.has(pickId))
    : [];
  return (await listFileReviewers(reader)).map(({ accountId, name, unitCode }) => {
    const own = reviews.filter((review) => review.accountId === accountId);
    return {
      accountId,
      name,
      unitName: unitByCode.get(unitCode)?.name ?? unitCode,
      files: own.length,
      locked: own.filter(({ lockedAt }) => lockedAt !== null).length,
    };
  });
}
