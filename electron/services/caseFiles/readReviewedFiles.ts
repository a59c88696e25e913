import { scoreReview, type ReviewOutcome } from '@shared/caseFiles/reviewScore';
import type { ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import { listPicks, type StoredPick } from '../../database/caseFileRepository';
import {
  listCaseResults,
  listReviewsOfDraw,
  listTemplates,
  readCaseSettings,
  type StoredCaseResult,
  type StoredReview,
} from '../../database/caseReviewRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { byPick } from './assignReviews';
import { maySeeUnit } from './caseAccess';
import { findCurrentDraw } from './currentDraw';

/** A file under review with what may leave the app: findings only once its result stands. */
export interface ReviewedFile {
  readonly pick: StoredPick;
  readonly result: StoredCaseResult | null;
  /** Empty until the result stands. */
  readonly reviews: readonly {
    readonly review: StoredReview;
    readonly template: ReviewTemplate;
    readonly outcome: ReviewOutcome;
  }[];
  /** Reviewers in the order of their rounds. */
  readonly reviewers: readonly string[];
}

/** The files of the draw in force, for forms and summaries. */
export async function readReviewedFiles(workspace: Workspace): Promise<readonly ReviewedFile[]> {
  const { cycle } = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const draw = await findCurrentDraw(reader, cycle.id);
  if (!draw) return [];
  const settings = await readCaseSettings(reader, cycle.id);
  const templates = new Map((await listTemplates(reader)).map((template) => [template.id, template]));
  const reviews = byPick(await listReviewsOfDraw(reader, draw.id));
  const results = await listCaseResults(reader, draw.id);
  const picks = (await listPicks(reader, draw.id)).filter(
    ({ state, unitCode }) => state === 'active' && maySeeUnit(actor, unitCode),
  );
  return picks.map((pick) => {
    const own = reviews.get(pick.id) ?? [];
    const result = results.get(pick.id) ?? null;
    return {
      pick,
      result,
      reviewers: own.map(({ reviewer }) => reviewer),
      reviews: result
        ? own.flatMap((review) => {
            const template = templates.get(review.templateId);
            if (!template || review.lockedAt === null) return [];
            return [{ review, template, outcome: scoreReview(template, review.findings, settings) }];
          })
        : [],
    };
  });
}
