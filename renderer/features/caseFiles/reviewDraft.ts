import {
  checkFindings,
  scoreReview,
  type ReviewFindings,
  type ReviewOutcome,
} from '@shared/caseFiles/reviewScore';
import type { CaseReviewView } from '@shared/ipc/practice/caseFile';

/** What a reviewer has typed, whole. */
export interface ReviewDraft {
  readonly findings: ReviewFindings;
  readonly highlights: string;
  readonly opinion: string;
}

export const draftOf = ({ findings, highlights, opinion }: CaseReviewView): ReviewDraft => ({
  findings,
  highlights,
  opinion,
});

/** Marks a gate as failed, or takes the mark away. */
export function setGate(draft: ReviewDraft, code: string, failed: boolean): ReviewDraft {
  const others = draft.findings.gates.filter((finding) => finding.code !== code);
  const gates = failed ? [...others, { code, pages: '', reason: '' }] : others;
  return { ...draft, findings: { ...draft.findings, gates } };
}

/** How often an entry was found; 0 takes it away. */
export function setCount(draft: ReviewDraft, code: string, count: number): ReviewDraft {
  const standing = draft.findings.deductions.find((finding) => finding.code === code);
  const others = draft.findings.deductions.filter((finding) => finding.code !== code);
  const next = { ...(standing ?? { code, pages: '', reason: '' }), count };
  const deductions = count > 0 ? [...others, next] : others;
  return { ...draft, findings: { ...draft.findings, deductions } };
}

/** Page numbers or reason of a finding. */
export function describe(
  draft: ReviewDraft,
  code: string,
  words: { readonly pages?: string; readonly reason?: string },
): ReviewDraft {
  const change = <F extends { readonly code: string }>(finding: F): F =>
    finding.code === code ? { ...finding, ...words } : finding;
  const { gates, deductions } = draft.findings;
  return { ...draft, findings: { gates: gates.map(change), deductions: deductions.map(change) } };
}

/** What the draft comes to, by the rule main stores by; null where it is not of its standard. */
export function outcomeOf(view: CaseReviewView, { findings }: ReviewDraft): ReviewOutcome | null {
  if (checkFindings(view.template, findings).length > 0) return null;
  return scoreReview(view.template, findings, view.settings);
}
