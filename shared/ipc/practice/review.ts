import { z } from 'zod';
import type { Section } from '../../domain/indicatorSystem';
import type { Points } from '../../domain/points';
import type { AdjustmentKind } from '../../review/adjustment';
import type { AppealState } from '../../review/appealState';
import type { AppealWindow } from '../../review/appealWindow';
import type { CompositeTotal } from '../../domain/totals';
import type { FeedbackItem } from '../../reports/feedbackLines';
import type { DoubtKind } from '../../review/siteCheckDoubt';
import type { SiteCheckOutcome } from '../../review/siteCheckOutcome';
import type { StandingChange } from '../../review/standingChanges';
import { call, dateText, id, longText, none, shortText } from '../call';

/** One item on an on-site check (实地核查), with the figures it is about. Points in hundredths. */
export interface SiteCheckView {
  readonly id: number;
  readonly checkId: number;
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly team: string;
  readonly plannedOn: string;
  readonly checkedOn: string;
  readonly note: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly section: Section;
  readonly itemPoints: Points;
  readonly doubt: string;
  readonly outcome: SiteCheckOutcome;
  readonly finding: string;
  /** Where it was adjusted. */
  readonly fromPoints: Points | null;
  readonly toPoints: Points | null;
  /** 审核分 and 最终分 now. */
  readonly assessedPoints: Points | null;
  readonly finalPoints: Points | null;
  /** As typed by the unit. */
  readonly selfPoints: string;
  readonly person: string;
  readonly at: string;
}

/** One item the program proposes to go and see. */
export interface ProposedCheckItem {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly finalPoints: Points;
  /** Gravest first. */
  readonly doubts: readonly { readonly kind: DoubtKind; readonly text: string }[];
  /** Stands on a check already, with or without a finding. */
  readonly listed: boolean;
}

export interface SiteCheckProposal {
  readonly seed: string;
  readonly items: readonly ProposedCheckItem[];
}

/** An appeal as stored, with the score as it stands now. Points in hundredths. */
export interface AppealRow {
  readonly id: number;
  /** Which appeal of its year, from 1: as people name it. */
  readonly number: number;
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly groupId: number;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly grounds: string;
  readonly requestedPoints: Points | null;
  /** 最终分 when it was filed. */
  readonly originalPoints: Points | null;
  readonly state: AppealState;
  readonly decidedPoints: Points | null;
  readonly opinion: string;
  readonly filedBy: string;
  readonly filedAt: string;
  /** Why it was taken after the window; '' within it. */
  readonly lateReason: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly assessedPoints: Points | null;
  readonly adjustment: Points | null;
  readonly finalPoints: Points | null;
  readonly scorer: string;
  /** 自评分 as typed by the unit. */
  readonly selfPoints: string;
  readonly evidence: readonly { readonly id: number; readonly name: string }[];
  /** At a unit's seat: its final score before and after the decision; null where it did not move. */
  readonly totals: { readonly before: Points; readonly after: Points } | null;
}

/** An item an appeal can be about, with the 最终分 it would be against. */
export interface AppealableItem {
  readonly itemId: number;
  readonly finalPoints: Points;
}

export interface AppealView extends AppealRow {
  /** The most the item can come to. */
  readonly limit: Points;
  /** Date by which it should be answered, and how many days are left; null once it is. */
  readonly answerBy: AppealWindow | null;
  /** Whether whoever is signed in may decide it; otherwise why not. */
  readonly mayDecide: boolean;
  readonly mayNotDecideBecause: string;
}

export interface AppealList {
  /** null where the cycle has not come to 反馈申诉. */
  readonly window: AppealWindow | null;
  readonly appeals: readonly AppealView[];
  /** At a unit's seat: open appeals that went into no 申诉包 yet. Elsewhere 0. */
  readonly unsent: number;
}

/** Units before and after a change of scores; nothing is written. */
export interface Simulation {
  /** The score of each changed place: as it is, as it would be. */
  readonly scores: readonly {
    readonly unitId: number;
    readonly itemId: number;
    readonly unitName: string;
    readonly itemCode: string;
    readonly before: Points | null;
    readonly after: Points;
  }[];
  readonly standings: readonly StandingChange[];
}

export interface DecidedAppeal {
  readonly appeal: AppealView;
  readonly effect: Simulation;
}

/** One step between 审核分 and 最终分. */
export interface AdjustmentView {
  readonly id: number;
  readonly kind: AdjustmentKind;
  readonly fromPoints: Points;
  readonly toPoints: Points;
  readonly reason: string;
  readonly basis: string;
  readonly person: string;
  readonly at: string;
}

/** One line of 反馈单, with what was adjusted and appealed. */
export interface FeedbackLine extends FeedbackItem {
  readonly adjustments: readonly AdjustmentView[];
  /** The latest appeal about it; null where there was none. */
  readonly appeal: {
    readonly id: number;
    readonly number: number;
    readonly state: AppealState;
    /** Whether the item may be appealed against once more: withdrawn, or decided before the scores were fed back anew. */
    readonly again: boolean;
  } | null;
}

export interface FeedbackView {
  readonly unitId: number;
  readonly unitCode: string;
  readonly unitName: string;
  readonly group: string;
  readonly window: AppealWindow | null;
  /** Whether the unit may appeal now: the stage and the window allow it. */
  readonly appealOpen: boolean;
  readonly raw: Points;
  readonly applicable: Points;
  readonly converted: Points;
  readonly bonus: Points;
  readonly deduction: Points;
  readonly final: Points;
  /** Parts of the final score; left out: of the indicators alone. */
  readonly composite?: CompositeTotal;
  readonly unscored: number;
  readonly grade: string | null;
  /** Why there is no grade; null where there is one. */
  readonly gradeNote: string | null;
  /** False from 审定 on. */
  readonly provisional: boolean;
  /** Only where the office shows ranks. */
  readonly rank: number | null;
  readonly rankedOf: number;
  readonly rankShown: boolean;
  readonly lines: readonly FeedbackLine[];
}

const points = z.number().int().nonnegative().max(10_000_000);
const written = z.string().trim().min(1).max(20_000);

/** On-site checks, adjustments, appeals, 反馈单. */
export const reviewCalls = {
  'site:propose': call<SiteCheckProposal>()(
    z
      .object({
        unitIds: z.array(id).max(10_000).optional(),
        seed: z.string().trim().min(1).max(100).optional(),
        perUnit: z.number().int().min(1).max(200).optional(),
        controls: z.number().int().min(0).max(50).optional(),
      })
      .strict(),
  ),
  /** Makes one check per unit. */
  'site:add': call<readonly SiteCheckView[]>()(
    z
      .object({
        team: shortText,
        plannedOn: dateText,
        note: longText,
        items: z
          .array(z.object({ unitId: id, itemId: id, doubt: longText }).strict())
          .min(1)
          .max(100_000),
      })
      .strict(),
  ),
  'site:list': call<readonly SiteCheckView[]>()(none),
  /** Without points: 属实. */
  'site:record': call<readonly SiteCheckView[]>()(
    z.object({ id, finding: written, toPoints: points.nullable(), checkedOn: dateText }).strict(),
  ),
  'site:removeItem': call<readonly SiteCheckView[]>()(z.object({ id, reason: written }).strict()),

  'appeal:list': call<AppealList>()(z.object({ unitId: id.optional() }).strict()),
  /** Items of a unit that have a score to appeal against. */
  'appeal:items': call<readonly AppealableItem[]>()(z.object({ unitId: id }).strict()),
  'appeal:file': call<AppealView>()(
    z
      .object({
        unitId: id,
        itemId: id,
        grounds: written,
        requestedPoints: points.nullable(),
        evidenceIds: z.array(id).max(200),
        lateReason: longText,
      })
      .strict(),
  ),
  /** Without points: 维持. */
  'appeal:decide': call<DecidedAppeal>()(
    z.object({ id, toPoints: points.nullable(), opinion: written }).strict(),
  ),
  'appeal:withdraw': call<AppealView>()(z.object({ id, reason: longText }).strict()),

  /** Who moved with a decision, as it was then; null where nothing was adjusted. */
  'appeal:effect': call<Simulation | null>()(z.object({ id }).strict()),

  'review:simulate': call<Simulation>()(
    z
      .object({
        changes: z
          .array(z.object({ unitId: id, itemId: id, toPoints: points }).strict())
          .min(1)
          .max(500),
      })
      .strict(),
  ),
  'review:adjustments': call<readonly AdjustmentView[]>()(z.object({ unitId: id, itemId: id }).strict()),
  'feedback:unit': call<FeedbackView>()(z.object({ unitId: id }).strict()),
  'feedback:showRank': call<{ readonly rankShown: boolean }>()(z.object({ shown: z.boolean() }).strict()),
};
