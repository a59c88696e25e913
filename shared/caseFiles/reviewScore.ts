import { formatPoints, type Points } from '../domain/points';
import type { CaseSettings } from './caseSettings';
import { FULL_SCORE, type DeductionEntry, type GateEntry, type ReviewTemplate } from './reviewTemplate';

/** A gate the file fails. */
export interface GateFinding {
  readonly code: string;
  readonly pages: string;
  readonly reason: string;
}

/** A deduction found in the file; it cites an entry of the template. */
export interface DeductionFinding extends GateFinding {
  /** How often, from 1. */
  readonly count: number;
}

/** What a reviewer found, as stored. */
export interface ReviewFindings {
  readonly gates: readonly GateFinding[];
  readonly deductions: readonly DeductionFinding[];
}

export const NO_FINDINGS: ReviewFindings = { gates: [], deductions: [] };

/** More of one kind than any file has: a slip of the finger. */
export const MOST_OCCURRENCES = 100;

export interface DeductionLine {
  readonly entry: DeductionEntry;
  readonly finding: DeductionFinding;
  /** Hundredths: count × each, at most the entry's maximum. */
  readonly points: Points;
}

export interface ReviewOutcome {
  /** Whether the legality part is passed. */
  readonly legal: boolean;
  /** Hundredths, 0 to 10000. */
  readonly score: Points;
  /** 100 less all deductions, before the legality part. */
  readonly normative: Points;
  readonly failedGates: readonly { readonly entry: GateEntry; readonly finding: GateFinding }[];
  readonly lines: readonly DeductionLine[];
  /** How the score came about, in words. */
  readonly steps: readonly string[];
}

export interface FindingProblem {
  readonly entry: string;
  readonly message: string;
}

/**
 * What is wrong with findings: an entry the standard does not list, the same entry twice, a count that is none. A
 * deduction must cite an entry of the standard (practice page §10).
 */
export function checkFindings(template: ReviewTemplate, findings: ReviewFindings): FindingProblem[] {
  const gates = new Set(template.gates.map(({ code }) => code));
  const deductions = new Set(template.deductions.map(({ code }) => code));
  const problems: FindingProblem[] = [];
  const seen = new Set<string>();
  const once = (code: string): void => {
    if (seen.has(code)) problems.push({ entry: code, message: `条款 ${code} 重复` });
    seen.add(code);
  };
  for (const { code } of findings.gates) {
    if (!gates.has(code)) problems.push({ entry: code, message: `评查标准的合法性部分没有条款 ${code}` });
    once(code);
  }
  for (const { code, count } of findings.deductions) {
    if (!deductions.has(code)) {
      problems.push({ entry: code, message: `评查标准的规范性部分没有条款 ${code}，标准没有列明的不得扣分` });
    }
    if (!Number.isSafeInteger(count) || count < 1 || count > MOST_OCCURRENCES) {
      problems.push({ entry: code, message: `条款 ${code} 的次数应是 1 到 ${MOST_OCCURRENCES} 之间的整数` });
    }
    once(code);
  }
  return problems;
}

/** What is still missing before a review may be locked: each finding says where in the file, or why. */
export function incompleteFindings(findings: ReviewFindings, opinion: string): FindingProblem[] {
  const bare = ({ pages, reason }: GateFinding): boolean => pages.trim() === '' && reason.trim() === '';
  return [
    // The opinion may explain a failed gate as well: it decides the whole file.
    ...findings.gates.filter((finding) => bare(finding) && opinion.trim() === ''),
    ...findings.deductions.filter(bare),
  ].map(({ code }) => ({ entry: code, message: `条款 ${code} 还没有写页码或者理由` }));
}

/**
 * The score of one reviewer. Practice page §10: any failed gate makes the file 不合格 and its score 0 (or, where the office
 * chose so, at most just below the pass line); otherwise 100 less the deductions, never below 0.
 *
 * @throws {RangeError} where findings do not pass `checkFindings`: the caller must have refused them.
 */
export function scoreReview(
  template: ReviewTemplate,
  findings: ReviewFindings,
  settings: Pick<CaseSettings, 'passLine' | 'failedGate'>,
): ReviewOutcome {
  const failedGates = findings.gates.map((finding) => ({
    finding,
    entry: entryOf(template.gates, finding.code),
  }));
  const lines = findings.deductions.map((finding) => deductionLine(template, finding));
  const deducted = lines.reduce((sum, { points }) => sum + points, 0);
  const normative = Math.max(0, FULL_SCORE - deducted);
  const legal = failedGates.length === 0;
  const score = legal
    ? normative
    : settings.failedGate === 'zero'
      ? 0
      : Math.min(normative, settings.passLine - 1);
  const steps = [
    `规范性：100.00 − ${formatPoints(deducted)} = ${formatPoints(normative)}${deducted > FULL_SCORE ? '（扣完为止）' : ''}`,
    legal
      ? '合法性：全部符合'
      : `合法性：不符合 ${failedGates.map(({ entry }) => entry.code).join('、')}，本卷不合格，记 ${formatPoints(score)} 分`,
  ];
  return { legal, score, normative, failedGates, lines, steps };
}

function deductionLine(template: ReviewTemplate, finding: DeductionFinding): DeductionLine {
  const entry = entryOf(template.deductions, finding.code);
  return { entry, finding, points: Math.min(finding.count * entry.points, entry.maxPoints) };
}

function entryOf<E extends { readonly code: string }>(entries: readonly E[], code: string): E {
  const entry = entries.find((candidate) => candidate.code === code);
  if (!entry) throw new RangeError(`the standard has no entry ${code}`);
  return entry;
}
