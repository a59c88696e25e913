import type { Transaction } from 'kysely';
import { checkFindings, scoreReview, type ReviewFindings } from '@shared/caseFiles/reviewScore';
import { findingRefused, reviewNotFound } from '@shared/errors/caseFile';
import type { SavedReview } from '@shared/ipc/practice/caseFile';
import { findTemplate, readCaseSettings, updateReview } from '../../database/caseReviewRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertMayReview } from './assertMayReview';
import { locateReview, type LocatedReview } from './locateReview';

export interface TypedReview {
  readonly reviewId: number;
  readonly findings: ReviewFindings;
  readonly highlights: string;
  readonly opinion: string;
  /** Saves of one visit share it. */
  readonly editId: string;
}

/**
 * Saves what a reviewer found so far, with the score it comes to.
 *
 * @throws {AppError} those of `assertMayReview`; CASE_FINDING_REFUSED where a finding cites no entry of the standard.
 */
export async function saveReview(workspace: Workspace, typed: TypedReview): Promise<SavedReview> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, now, audit) => {
    const located = await locateReview(trx, assessment.cycle.id, typed.reviewId);
    assertMayReview(workspace, assessment, located);
    return { revision: await saveReviewIn(trx, assessment, located, typed, now, audit), savedAt: now };
  });
}

/** The writing of `saveReview` alone, for those who have a transaction of their own. */
export async function saveReviewIn(
  trx: Transaction<Schema>,
  assessment: Assessment,
  { review, pick }: LocatedReview,
  { findings, highlights, opinion, editId }: Omit<TypedReview, 'reviewId'>,
  now: string,
  audit: Audit,
): Promise<number> {
  const template = await findTemplate(trx, review.templateId);
  if (!template) throw reviewNotFound();
  const [problem] = checkFindings(template, findings);
  if (problem) throw findingRefused({ number: pick.number, message: problem.message });
  const settings = await readCaseSettings(trx, assessment.cycle.id);
  const { score, legal } = scoreReview(template, findings, settings);
  const revision = await updateReview(trx, review.id, { findings, highlights, opinion, score, legal }, now);
  // What was found goes on the trail with the result: before, the other reviewer could read it there.
  await audit({
    action: 'caseReview.save',
    subject: `${assessment.unitById.get(pick.unitId)?.name ?? ''} · ${pick.type} · ${pick.number}`,
    unitId: pick.unitId,
    editId,
    after: { round: review.round },
  });
  return revision;
}
