import { PRACTICE_DOCUMENTS } from './practiceDocuments';

/** Workbooks of the assessment itself. */
const BASE_KINDS = ['summary', 'matrix', 'scorecards', 'deductions', 'rectification', 'all'] as const;

export type BaseReportKind = (typeof BASE_KINDS)[number];
export type PracticeReportKind = (typeof PRACTICE_DOCUMENTS)[number]['kind'];
export type ReportKind = BaseReportKind | PracticeReportKind;

/** Every workbook that can be exported, in the order in which they are offered. */
export const REPORT_KINDS = [
  ...BASE_KINDS,
  ...PRACTICE_DOCUMENTS.map(({ kind }) => kind),
] as readonly ReportKind[] as readonly [ReportKind, ...ReportKind[]];

/** The entry of a document that is not one of the assessment's own workbooks. */
export function practiceDocument(kind: ReportKind): (typeof PRACTICE_DOCUMENTS)[number] | undefined {
  return PRACTICE_DOCUMENTS.find((document) => document.kind === kind);
}

export function isPracticeKind(kind: ReportKind): kind is PracticeReportKind {
  return practiceDocument(kind) !== undefined;
}
