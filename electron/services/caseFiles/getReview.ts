import { mayDo } from '@shared/domain/role';
import { reviewNotFound, reviewNotYours } from '@shared/errors/caseFile';
import type { CaseReviewView, OtherReview } from '@shared/ipc/practice/caseFile';
import {
  findTemplate,
  listReviewsOfPick,
  readCaseSettings,
  type StoredReview,
} from '../../database/caseReviewRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { locateReview } from './locateReview';
import { maySeeFindings } from './maySeeFindings';

/**
 * One review with its standard, and what the others found once that may be seen.
 *
 * @throws {AppError} CASE_REVIEW_NOT_FOUND, CASE_PICK_NOT_ACTIVE, CASE_REVIEW_NOT_YOURS
 */
export async function getReview(workspace: Workspace, reviewId: number): Promise<CaseReviewView> {
  const { cycle, unitById } = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const { review, pick } = await locateReview(reader, cycle.id, reviewId);
  const reviews = await listReviewsOfPick(reader, pick.id);
  if (!maySeeFindings(actor, review, reviews)) {
    throw reviewNotYours({ person: actor.name, number: pick.number });
  }
  const template = await findTemplate(reader, review.templateId);
  if (!template) throw reviewNotFound();
  const mine = review.accountId === actor.accountId;
  const { unitCode, number, matter, party, type, procedure, closedOn, handler, fine } = pick;
  const { round, reviewer, findings, highlights, opinion, lockedAt, revision } = review;
  return {
    reviewId,
    file: {
      ...{ unitCode, number, matter, party, type, procedure, closedOn, handler, fine },
      unitName: unitById.get(pick.unitId)?.name ?? '',
    },
    ...{ round, reviewer, mine, template, findings, highlights, opinion, lockedAt, revision },
    settings: await readCaseSettings(reader, cycle.id),
    editable: mine && lockedAt === null && !workspace.readOnly && mayDo(actor, 'reviewCaseFile'),
    others: reviews
      .filter((other) => other.id !== reviewId && maySeeFindings(actor, other, reviews))
      .flatMap(toOther),
  };
}

function toOther(review: StoredReview): OtherReview[] {
  const { id, reviewer, round, score, legal, findings, highlights, opinion } = review;
  if (score === null || legal === null) return [];
  return [{ reviewId: id, ...{ reviewer, round, score, legal, findings, highlights, opinion } }];
}
