import type { Transaction } from 'kysely';
import { assignReviewers, type Assignments, type FileToAssign } from '@shared/caseFiles/assignReviewers';
import type { CaseSettings } from '@shared/caseFiles/caseSettings';
import { reviewersTooFew } from '@shared/errors/caseFile';
import { listPicks, type StoredPick } from '../../database/caseFileRepository';
import {
  insertReviews,
  listFileReviewers,
  listReviewsOfDraw,
  readCaseSettings,
  type NewReview,
  type StoredReview,
} from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';
import { requireCurrentDraw } from './currentDraw';
import { decidePick } from './pickDecision';
import { requireTemplateId } from './reviewTemplates';

/**
 * Hands every file that lacks reviewers to the least loaded ones of other units: two at first, a third one where two
 * differ. All files get theirs, or nothing changes. Practice page §10 (交叉评查).
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_DRAW_MISSING, CASE_REVIEWERS_TOO_FEW, CASE_TEMPLATE_MISSING
 */
export async function assignReviews(workspace: Workspace): Promise<{ readonly assigned: number }> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '分配评查员');
  return inTransaction(workspace, async (trx, now, audit) => {
    const draw = await requireCurrentDraw(trx, assessment.cycle.id);
    const settings = await readCaseSettings(trx, assessment.cycle.id);
    const picks = (await listPicks(trx, draw.id)).filter(({ state }) => state === 'active');
    const reviews = byPick(await listReviewsOfDraw(trx, draw.id));
    const reviewers = await listFileReviewers(trx);
    const loads = countLoads(picks, reviews);
    const outcome = assignReviewers(
      picks.map((pick) => toAssign(assessment, pick, reviews.get(pick.id) ?? [], settings)),
      reviewers.map(({ accountId, unitCode }) => ({
        ...{ id: accountId, unitCode, load: loads.get(accountId) ?? 0 },
      })),
    );
    if (outcome.short.length > 0) throw tooFew(assessment, picks, outcome, reviewers.length);
    const list = await newReviews(trx, picks, reviews, outcome, now);
    await insertReviews(trx, list, now);
    const names = new Map(reviewers.map(({ accountId, name }) => [accountId, name]));
    const numbers = new Map(picks.map((pick) => [pick.id, `${pick.unitCode} ${pick.type} ${pick.number}`]));
    if (list.length > 0) {
      await audit({
        action: 'caseReview.assign',
        subject: `分配评查 ${list.length} 份次`,
        after: list.map(({ pickId, accountId, round }) => [numbers.get(pickId), round, names.get(accountId)]),
      });
    }
    return { assigned: list.length };
  });
}

/** Reviews of each file by round. */
export function byPick(reviews: readonly StoredReview[]): ReadonlyMap<number, StoredReview[]> {
  const grouped = new Map<number, StoredReview[]>();
  for (const review of reviews) {
    const own = grouped.get(review.pickId);
    if (own) own.push(review);
    else grouped.set(review.pickId, [review]);
  }
  return grouped;
}

function countLoads(
  picks: readonly StoredPick[],
  reviews: ReadonlyMap<number, readonly StoredReview[]>,
): ReadonlyMap<number, number> {
  const loads = new Map<number, number>();
  for (const { accountId } of picks.flatMap(({ id }) => reviews.get(id) ?? [])) {
    loads.set(accountId, (loads.get(accountId) ?? 0) + 1);
  }
  return loads;
}

function toAssign(
  { unitById }: Assessment,
  pick: StoredPick,
  reviews: readonly StoredReview[],
  settings: CaseSettings,
): FileToAssign {
  const first = reviews.filter(({ round }) => round < 3).length;
  const third = reviews.length === first && decidePick(reviews, settings).state === 'needsThird' ? 1 : 0;
  return {
    id: pick.id,
    // As it is now, which is what conflicts of interest go by.
    unitCode: unitById.get(pick.unitId)?.code ?? pick.unitCode,
    taken: reviews.map(({ accountId }) => accountId),
    missing: Math.max(0, settings.reviewers - first) + third,
  };
}

async function newReviews(
  trx: Transaction<Schema>,
  picks: readonly StoredPick[],
  reviews: ReadonlyMap<number, readonly StoredReview[]>,
  { assignments }: Assignments,
  now: string,
): Promise<NewReview[]> {
  const byId = new Map(picks.map((pick) => [pick.id, pick]));
  const rounds = new Map<number, number[]>();
  const list: NewReview[] = [];
  const templates = new Map<string, number>();
  for (const { fileId, reviewerId } of assignments) {
    const own = reviews.get(fileId) ?? [];
    const taken = rounds.get(fileId) ?? own.map(({ round }) => round);
    const round = [1, 2, 3].find((candidate) => !taken.includes(candidate)) ?? 3;
    rounds.set(fileId, [...taken, round]);
    // Everybody judges one file by the same standard.
    const type = byId.get(fileId)?.type ?? '';
    const templateId = own[0]?.templateId ?? templates.get(type) ?? (await requireTemplateId(trx, type, now));
    if (own.length === 0) templates.set(type, templateId);
    list.push({ pickId: fileId, accountId: reviewerId, round, templateId });
  }
  return list;
}

function tooFew(
  assessment: Assessment,
  picks: readonly StoredPick[],
  { short }: Assignments,
  reviewers: number,
) {
  const first = picks.find(({ id }) => id === short[0]?.fileId);
  const unit = assessment.unitById.get(first?.unitId ?? 0)?.name ?? '';
  return reviewersTooFew({
    reviewers,
    short: `有 ${short.length} 份案卷缺评查员，如“${unit}”的 ${first?.number ?? ''} 还缺 ${short[0]?.missing ?? 0} 人`,
  });
}
