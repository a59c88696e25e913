import type { CaseSettings } from '@shared/caseFiles/caseSettings';
import { reviewsUnderWay } from '@shared/errors/caseFile';
import { readCaseSettings, writeCaseSettings, listReviewsOfDraw } from '../../database/caseReviewRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';
import { findCurrentDraw } from './currentDraw';

/** How case files are judged this year. */
export async function getCaseSettings(workspace: Workspace): Promise<CaseSettings> {
  const { cycle } = await loadAssessment(workspace);
  return readCaseSettings(workspace.reader, cycle.id);
}

/**
 * Sets pass line, difference limit and the like; before the first review is locked, so that all files are judged alike.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_REVIEWS_UNDER_WAY
 */
export async function saveCaseSettings(workspace: Workspace, settings: CaseSettings): Promise<CaseSettings> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '修改评查设置');
  const cycleId = assessment.cycle.id;
  await inTransaction(workspace, async (trx, _now, audit) => {
    const draw = await findCurrentDraw(trx, cycleId);
    const reviews = draw ? await listReviewsOfDraw(trx, draw.id) : [];
    if (reviews.some(({ lockedAt }) => lockedAt !== null)) throw reviewsUnderWay();
    const before = await readCaseSettings(trx, cycleId);
    await writeCaseSettings(trx, cycleId, settings);
    await audit({ action: 'caseSettings.save', subject: '案卷评查设置', before, after: settings });
  });
  return settings;
}
