import type { Transaction } from 'kysely';
import { incompleteFindings, scoreReview } from '@shared/caseFiles/reviewScore';
import { reviewIncomplete, reviewNotFound } from '@shared/errors/caseFile';
import type { CaseReviewView } from '@shared/ipc/practice/caseFile';
import {
  findTemplate,
  listReviewsOfPick,
  readCaseSettings,
  setReviewLock,
  updateReview,
  upsertCaseResult,
  type StoredReview,
} from '../../database/caseReviewRepository';
import type { StoredPick } from '../../database/caseFileRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertMayReview } from './assertMayReview';
import { getReview } from './getReview';
import { locateReview } from './locateReview';
import { decidePick } from './pickDecision';

/**
 * Locks one's review: it counts from now on. With the last one of a file its result stands, or a third reviewer is
 * needed. What was found goes on the trail with the result, all reviewers' at once: reviews are blind until then.
 * Practice page §10.
 *
 * @throws {AppError} those of `assertMayReview`; CASE_REVIEW_INCOMPLETE where a finding has neither page nor reason.
 */
export async function lockReview(workspace: Workspace, reviewId: number): Promise<CaseReviewView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  await inTransaction(workspace, async (trx, now, audit) => {
    const located = await locateReview(trx, assessment.cycle.id, reviewId);
    const unit = assertMayReview(workspace, assessment, located);
    const { review, pick } = located;
    const [missing] = incompleteFindings(review.findings, review.opinion);
    if (missing) throw reviewIncomplete({ number: pick.number, message: missing.message });
    const template = await findTemplate(trx, review.templateId);
    if (!template) throw reviewNotFound();
    const settings = await readCaseSettings(trx, assessment.cycle.id);
    // Scored anew: a file without fault may never have been saved, and settings may have changed since.
    const { score, legal } = scoreReview(template, review.findings, settings);
    const { findings, highlights, opinion } = review;
    await updateReview(trx, reviewId, { findings, highlights, opinion, score, legal }, now);
    await setReviewLock(trx, reviewId, now);
    await audit({
      action: 'caseReview.lock',
      subject: `${unit.name} · ${pick.type} · ${pick.number}`,
      unitId: unit.id,
      after: { round: review.round },
    });
    await decide(trx, assessment, pick, workspace.person, now, audit);
  });
  return getReview(workspace, reviewId);
}

async function decide(
  trx: Transaction<Schema>,
  assessment: Assessment,
  pick: StoredPick,
  person: string,
  at: string,
  audit: Audit,
): Promise<void> {
  const settings = await readCaseSettings(trx, assessment.cycle.id);
  const reviews = await listReviewsOfPick(trx, pick.id);
  const decision = decidePick(reviews, settings);
  const subject = `${assessment.unitById.get(pick.unitId)?.name ?? ''} · ${pick.type} · ${pick.number}`;
  if (decision.state === 'needsThird') {
    await audit({ action: 'caseResult.needsThird', subject, unitId: pick.unitId, reason: decision.why });
  }
  if (decision.state !== 'decided') return;
  const { score, legal, grade, method } = decision;
  await upsertCaseResult(trx, { pickId: pick.id, score, legal, grade, method, person, at });
  await audit({
    action: 'caseResult.decide',
    subject,
    unitId: pick.unitId,
    after: { score, legal, grade, caseReviews: reviews.map(found) },
    reason: method,
  });
}

const found = ({ reviewer, round, score, legal, findings, highlights, opinion }: StoredReview) => ({
  ...{ reviewer, round, score, legal, findings, highlights, opinion },
});
