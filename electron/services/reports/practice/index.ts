import type { ReportContext } from '../../../../shared/reports/reportContext';
import type { PracticeReportKind } from '../../../../shared/reports/reportKinds';
import type { ReportSheet } from '../../../../shared/reports/reportSheet';
import type { Workspace } from '../../workspace/workspace';
import { approvedSheets } from './approvedSheets';
import { appealSheets } from './appealSheets';
import { assignmentSheets } from './assignmentSheets';
import { bonusSheets } from './bonusSheets';
import { gapSheets } from './gapSheets';
import { caseDrawSheets } from './caseDrawSheets';
import { caseReviewSheets } from './caseReviewSheets';
import { caseSummarySheets } from './caseSummarySheets';
import { feedbackSheets } from './feedbackSheets';
import { interviewSheets } from './interviewSheets';
import { yearsSheets } from './yearsSheets';
import { markingSheets } from './markingSheets';
import { notApplicableSheets } from './notApplicableSheets';
import { reminderSheets } from './reminderSheets';
import { siteCheckSheets } from './siteCheckSheets';
import { surveySheets } from './surveySheets';

/** The sheets of a document, read in the snapshot the context was read in. */
export type PracticeSheets = (
  workspace: Workspace,
  context: ReportContext,
) => Promise<readonly ReportSheet[] | AsyncIterable<ReportSheet>>;

/** Every document of PRACTICE_DOCUMENTS; a missing one does not compile. */
export const practiceSheets: Readonly<Record<PracticeReportKind, PracticeSheets>> = {
  bonus: bonusSheets,
  approved: approvedSheets,
  years: yearsSheets,
  interviews: interviewSheets,
  siteChecks: siteCheckSheets,
  feedback: feedbackSheets,
  appeals: appealSheets,
  caseDraw: caseDrawSheets,
  caseReviews: caseReviewSheets,
  caseSummary: caseSummarySheets,
  reminders: reminderSheets,
  notApplicable: notApplicableSheets,
  assignments: assignmentSheets,
  markings: markingSheets,
  gaps: gapSheets,
  survey: surveySheets,
};
