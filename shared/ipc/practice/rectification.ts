import { z } from 'zod';
import {
  PROBLEM_SOURCES,
  type LedgerCounts,
  type ProblemSource,
  type ProblemState,
} from '../../rectification/problem';
import type { EvidenceAdded } from '../views';
import { call, dateText, id, longText, none, shortText, token } from '../call';

/** One measure (整改措施) of a problem. Dates are ISO, '' for none. */
export interface MeasureView {
  readonly id: number;
  readonly text: string;
  readonly responsible: string;
  readonly dueOn: string;
  readonly progress: string;
  readonly doneOn: string;
}

/** One problem of the ledger (整改台账). */
export interface ProblemView {
  readonly id: number;
  /** The year it was found in; older than the cycle: carried over. */
  readonly year: number;
  /** 序号 within that year. */
  readonly number: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly text: string;
  readonly source: ProblemSource;
  /** '' for none. */
  readonly itemCode: string;
  readonly itemName: string;
  readonly fromScore: boolean;
  readonly leader: string;
  readonly dueOn: string;
  readonly state: ProblemState;
  /** 0 where not overdue. */
  readonly overdueDays: number;
  readonly repeatOf: {
    readonly id: number;
    readonly year: number;
    readonly number: number;
    readonly text: string;
  } | null;
  readonly closingOpinion: string;
  readonly closedBy: string;
  readonly closedAt: string;
  readonly measures: readonly MeasureView[];
  readonly files: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly person: string;
    readonly at: string;
  }[];
}

export interface LedgerView {
  /** Of this year, and those of earlier years that are still open; overdue first. */
  readonly problems: readonly ProblemView[];
  readonly counts: LedgerCounts;
  /** ISO date the overdue days were counted on. */
  readonly today: string;
}

/** A deduction of one unit that could become a problem. */
export interface CandidateView {
  readonly unitId: number;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  /** Hundredths. */
  readonly deducted: number;
  readonly text: string;
  /** Number of the problem it already is; null: none. */
  readonly listedAs: number | null;
}

/** An interview (约谈) of the register. */
export interface InterviewView {
  readonly id: number;
  /** 2025-Q3-007 */
  readonly number: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly interviewee: string;
  readonly situation: string;
  readonly heldOn: string;
  readonly place: string;
  readonly host: string;
  readonly attendees: string;
  readonly problems: string;
  readonly demands: string;
  readonly dueOn: string;
  readonly reportOn: string;
  readonly outcome: string;
  readonly overdue: boolean;
}

const code = z.string().max(40);

/** 整改, 约谈. */
export const rectificationCalls = {
  'problem:list': call<LedgerView>()(none),
  'problem:save': call<ProblemView>()(
    z
      .object({
        id: id.nullable(),
        unitCode: code.min(1),
        text: longText.min(1),
        source: z.enum(PROBLEM_SOURCES),
        itemCode: code,
        leader: shortText,
        dueOn: dateText,
        /** The same problem of an earlier year; left out: looked for by unit and item. */
        repeatOf: id.nullable().optional(),
      })
      .strict(),
  ),
  'problem:remove': call<null>()(z.object({ id, reason: longText }).strict()),
  'problem:candidates': call<readonly CandidateView[]>()(z.object({ unitId: id }).strict()),
  'problem:fromScores': call<readonly ProblemView[]>()(
    z
      .object({
        places: z
          .array(z.object({ unitId: id, itemId: id }).strict())
          .min(1)
          .max(500),
        dueOn: dateText,
      })
      .strict(),
  ),
  'problem:saveMeasure': call<ProblemView>()(
    z
      .object({
        problemId: id,
        id: id.nullable(),
        text: longText.min(1),
        responsible: shortText,
        dueOn: dateText,
        progress: longText,
        doneOn: dateText,
      })
      .strict(),
  ),
  'problem:removeMeasure': call<ProblemView>()(z.object({ problemId: id, id }).strict()),
  'problem:requestClosing': call<ProblemView>()(z.object({ id }).strict()),
  'problem:decideClosing': call<ProblemView>()(
    z.object({ id, approve: z.boolean(), opinion: longText }).strict(),
  ),
  'problem:reopen': call<ProblemView>()(z.object({ id, reason: longText }).strict()),
  'problem:addFiles': call<{ readonly problem: ProblemView; readonly refused: EvidenceAdded['refused'] }>()(
    z.object({ id, files: z.array(token).min(1).max(100) }).strict(),
  ),

  'interview:list': call<readonly InterviewView[]>()(none),
  'interview:save': call<readonly InterviewView[]>()(
    z
      .object({
        id: id.nullable(),
        unitCode: code,
        interviewee: shortText.min(1),
        situation: longText,
        heldOn: dateText,
        place: shortText,
        host: shortText,
        attendees: shortText,
        problems: longText,
        demands: longText,
        dueOn: dateText,
        reportOn: dateText,
        outcome: longText,
      })
      .strict(),
  ),
} as const;
