import { z } from 'zod';
import { CYCLE_STATES, type CycleState } from '../../domain/cycleState';
import type { Points } from '../../domain/points';
import type { NotApplicableState } from '../../year/notApplicable';
import type { OpenMatter } from '../../year/openMatters';
import type { PreflightReport } from '../../year/preflight';
import type { SelfLock, SubmissionState } from '../../year/submission';
import { call, dateText, id, longText, none, shortText, type Call } from '../call';
import type { CycleView } from '../views';

/** One stage of the year. Days are ISO days, '' for none. */
export interface StageView {
  readonly state: CycleState;
  /** Day it should end on. */
  readonly dueOn: string;
  /** Time it was last entered; '' for the first stage and those not entered yet. */
  readonly enteredAt: string;
  readonly standing: 'past' | 'current' | 'coming';
  /** 还有 3 天, 已超期 2 天; only of the stage the year is in. */
  readonly dueText: string;
  /** Whether `dueText` says that it is late. */
  readonly late: boolean;
}

export interface TransitionView {
  readonly from: CycleState;
  readonly to: CycleState;
  readonly reason: string;
  /** What was still open and confirmed. */
  readonly open: readonly string[];
  readonly person: string;
  readonly at: string;
}

/** Where the year stands. */
export interface YearView {
  readonly cycle: CycleView;
  readonly stages: readonly StageView[];
  /** null at the end of the year. */
  readonly next: CycleState | null;
  readonly earlier: readonly CycleState[];
  /** Newest first. */
  readonly history: readonly TransitionView[];
}

export interface ReminderContact {
  readonly today: string;
  readonly stage: CycleState;
  /** Deadline of the stage; '' for none. */
  readonly dueOn: string;
}

/** A unit that has not handed in. */
export interface UnitReminder {
  readonly unitId: number;
  readonly code: string;
  readonly name: string;
  readonly group: string;
  readonly state: SubmissionState;
  /** '' where no deadline is set. */
  readonly dueOn: string;
  readonly daysLate: number;
  readonly withoutSelfScore: number;
  readonly withoutEvidence: number;
  /** What was sent back, as a person reads it: `1.1.1 缺盖章件`. */
  readonly returned: readonly string[];
}

/** A scorer with items of the own assignment still to be scored. */
export interface ScorerReminder {
  readonly accountId: number;
  readonly name: string;
  readonly dueOn: string;
  readonly daysLate: number;
  readonly unscored: number;
  readonly assigned: number;
}

/** An appeal nobody has decided. */
export interface AppealReminder {
  readonly appealId: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly filedAt: string;
  readonly dueOn: string;
  readonly daysLate: number;
}

/** Who is late or has something open, the latest first. */
export interface RemindersView extends ReminderContact {
  readonly units: readonly UnitReminder[];
  readonly scorers: readonly ScorerReminder[];
  readonly appeals: readonly AppealReminder[];
}

export interface ReturnView {
  readonly round: number;
  readonly reason: string;
  readonly items: readonly { readonly itemId: number; readonly reason: string }[];
  readonly dueOn: string;
  readonly person: string;
  readonly at: string;
}

export interface HandInView {
  readonly round: number;
  readonly report: PreflightReport;
  readonly reason: string;
  readonly daysLate: number;
  readonly person: string;
  readonly at: string;
}

/** How far one unit's self-evaluation is. */
export interface SubmissionView {
  readonly unitId: number;
  readonly state: SubmissionState;
  readonly round: number;
  /** Its own after a return, else the cycle's; '' for none. */
  readonly dueOn: string;
  readonly dueText: string;
  /** Whether `dueText` says that it is late. */
  readonly late: boolean;
  /** Why the sheet cannot be changed; '' where it can. */
  readonly lock: SelfLock;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly acceptedBy: string;
  readonly acceptedAt: string;
  /** Newest first. */
  readonly returns: readonly ReturnView[];
  readonly handIns: readonly HandInView[];
  /** What may be done now, as far as state and stage go. */
  readonly maySubmit: boolean;
  readonly mayWithdraw: boolean;
}

/** One unit in 自评接收. */
export interface SubmissionRow {
  readonly unitId: number;
  readonly code: string;
  readonly name: string;
  readonly group: string;
  readonly state: SubmissionState;
  readonly round: number;
  readonly dueOn: string;
  /** Days it was handed in late, or is late by now. */
  readonly daysLate: number;
  readonly items: number;
  readonly withoutSelfScore: number;
  readonly withoutEvidence: number;
  readonly submittedBy: string;
  readonly submittedAt: string;
}

/** One request for 缺项. Points in hundredths. */
export interface NotApplicableView {
  readonly id: number;
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly group: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly points: Points;
  readonly leadScorer: string;
  readonly reason: string;
  readonly basis: string;
  readonly leadOpinion: string;
  readonly leadBy: string;
  readonly officeOpinion: string;
  readonly state: NotApplicableState;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

const state = z.enum(CYCLE_STATES);
const unit = z.object({ unitId: id }).strict();

/** The year's stages, what units hand in, 缺项 requests. */
export const yearCalls = {
  'year:get': call<YearView>()(none),
  /** What is open before the year enters a stage. */
  'year:check': call<readonly OpenMatter[]>()(z.object({ to: state }).strict()),
  'year:move': call<YearView>()(z.object({ to: state, reason: longText, confirm: z.boolean() }).strict()),
  'year:deadline': call<YearView>()(z.object({ state, dueOn: dateText }).strict()),
  'year:reminders': call<RemindersView>()(none),

  'submission:get': call<SubmissionView>()(unit),
  'submission:check': call<PreflightReport>()(unit),
  'submission:submit': call<SubmissionView>()(z.object({ unitId: id, reason: longText }).strict()),
  'submission:withdraw': call<SubmissionView>()(unit),
  'submission:list': call<readonly SubmissionRow[]>()(none),
  'submission:accept': call<readonly SubmissionRow[]>()(
    z.object({ unitIds: z.array(id).min(1).max(10_000) }).strict(),
  ),
  'submission:return': call<readonly SubmissionRow[]>()(
    z
      .object({
        unitId: id,
        reason: longText,
        items: z.array(z.object({ itemId: id, reason: shortText }).strict()).max(500),
        dueOn: dateText,
      })
      .strict(),
  ),

  'notApplicable:list': call<readonly NotApplicableView[]>()(none),
  'notApplicable:ofUnit': call<readonly NotApplicableView[]>()(unit),
  'notApplicable:request': call<readonly NotApplicableView[]>()(
    z.object({ unitId: id, itemId: id, reason: longText, basis: longText }).strict(),
  ),
  'notApplicable:withdraw': call<readonly NotApplicableView[]>()(z.object({ requestId: id }).strict()),
  'notApplicable:opinion': call<readonly NotApplicableView[]>()(
    z.object({ requestId: id, opinion: longText }).strict(),
  ),
  'notApplicable:decide': call<readonly NotApplicableView[]>()(
    z.object({ requestIds: z.array(id).min(1).max(5_000), approve: z.boolean(), opinion: longText }).strict(),
  ),
  /** Takes an approval back: the item has to be scored again. */
  'notApplicable:revoke': call<readonly NotApplicableView[]>()(
    z.object({ requestId: id, reason: longText }).strict(),
  ),
} as const satisfies Record<string, Call<z.ZodType, unknown>>;
