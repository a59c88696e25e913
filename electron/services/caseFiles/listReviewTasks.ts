import type { ReviewTask } from '@shared/ipc/practice/caseFile';
import { listPicks } from '../../database/caseFileRepository';
import { listReviewsOfDraw, type StoredReview } from '../../database/caseReviewRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { byPick } from './assignReviews';
import { maySeeReviews } from './caseAccess';
import { findCurrentDraw } from './currentDraw';
import { maySeeFindings } from './maySeeFindings';

/** Review tasks: one's own first; the office sees everybody's, without findings that are still blind. */
export async function listReviewTasks(workspace: Workspace): Promise<readonly ReviewTask[]> {
  const { cycle, unitById } = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const draw = await findCurrentDraw(reader, cycle.id);
  if (!draw) return [];
  const reviews = byPick(await listReviewsOfDraw(reader, draw.id));
  const picks = (await listPicks(reader, draw.id)).filter(({ state }) => state === 'active');
  const tasks = picks.flatMap((pick) =>
    (reviews.get(pick.id) ?? []).map((review): ReviewTask => ({
      reviewId: review.id,
      pickId: pick.id,
      unitName: unitById.get(pick.unitId)?.name ?? '',
      number: pick.number,
      matter: pick.matter,
      type: pick.type,
      round: review.round,
      reviewer: review.reviewer,
      mine: review.accountId === actor.accountId,
      state: stateOf(review),
      score: maySeeFindings(actor, review, reviews.get(pick.id) ?? []) ? review.score : null,
    })),
  );
  const seen = maySeeReviews(actor) ? tasks : tasks.filter(({ mine }) => mine);
  return seen.sort((a, b) => Number(b.mine) - Number(a.mine));
}

function stateOf({ lockedAt, revision }: StoredReview): ReviewTask['state'] {
  if (lockedAt !== null) return 'locked';
  return revision > 1 ? 'started' : 'open';
}
