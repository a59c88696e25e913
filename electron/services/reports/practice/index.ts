import type { ReportContext } from '../../../../shared/reports/reportContext';
import type { PracticeReportKind } from '../../../../shared/reports/reportKinds';
import type { ReportSheet } from '../../../../shared/reports/reportSheet';
import type { Workspace } from '../../workspace/workspace';
import { bonusSheets } from './bonusSheets';
import { interviewSheets } from './interviewSheets';

/** The sheets of a document, read in the snapshot the context was read in. */
export type PracticeSheets = (
  workspace: Workspace,
  context: ReportContext,
) => Promise<readonly ReportSheet[]>;

/** Every document of PRACTICE_DOCUMENTS; a missing one does not compile. */
export const practiceSheets: Readonly<Record<PracticeReportKind, PracticeSheets>> = {
  bonus: bonusSheets,
  interviews: interviewSheets,
};
