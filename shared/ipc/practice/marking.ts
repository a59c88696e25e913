import { z } from 'zod';
import type { Role } from '../../domain/role';
import type { Points } from '../../domain/points';
import type { ItemResult, ScoreEntry } from '../../domain/score';
import type { AssignmentFinding } from '../../marking/assignmentFindings';
import { MARKING_METHODS, type MarkingMethod, type MarkingSetting } from '../../marking/method';
import type { PlaceState } from '../../marking/placeState';
import type { DecisionCause } from '../../marking/settle';
import { call, entrySchema, id, longText, none } from '../call';

/** One scorer of a unit and item, with as much of the marking as the viewer may see. */
export interface ScorerMark {
  readonly accountId: number;
  readonly scorer: string;
  /** Something was typed. */
  readonly begun: boolean;
  readonly lockedAt: string | null;
  /** Null where the viewer may not see it, or nothing was typed. */
  readonly shown: {
    readonly entry: ScoreEntry;
    readonly status: ItemResult['status'];
    /** Hundredths; null unless scored. */
    readonly points: Points | null;
    /** The mark before its rounding, as `exactText` tells it; '' for whole hundredths. */
    readonly exact: string;
    readonly updatedAt: string;
  } | null;
}

/** How a unit and item that several score became its score. */
export interface SettlementView {
  readonly method: MarkingMethod | 'decided';
  readonly spread: Points;
  /** Null: not applicable, or 否决. */
  readonly points: Points | null;
  readonly reason: string;
  readonly person: string;
  readonly at: string;
}

/** What 评分 shows of an item that several score, beside the score that counts. */
export interface SheetMarking extends MarkingSetting {
  /** The viewer's own marking; null where the viewer is none of its scorers. An unbegun one has revision 0. */
  readonly own: {
    readonly entry: ScoreEntry;
    readonly status: ItemResult['status'];
    readonly points: Points | null;
    readonly lockedAt: string | null;
    readonly revision: number;
  } | null;
  readonly scorers: readonly ScorerMark[];
  readonly settlement: SettlementView | null;
}

/** One account in 评分分工. */
export interface ScorerView {
  readonly accountId: number;
  readonly name: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly roles: readonly Role[];
  /** Scores every item that one person scores, assigned or not. */
  readonly allItems: boolean;
}

export interface ItemAssignment {
  readonly itemId: number;
  readonly code: string;
  readonly name: string;
  readonly leadScorer: string;
  readonly points: Points;
  readonly section: 'base' | 'bonus' | 'deduction' | 'veto';
  /** In order of making. */
  readonly accountIds: readonly number[];
  /** Null: scored by one person. */
  readonly setting: MarkingSetting | null;
  readonly markings: number;
}

/** 评分分工: who scores which item, and how items of several scorers are settled. */
export interface AssignmentsView {
  /** Who may be given items. */
  readonly scorers: readonly ScorerView[];
  readonly items: readonly ItemAssignment[];
  readonly findings: readonly AssignmentFinding[];
}

/** How far one scorer is. */
export interface ScorerProgress {
  readonly accountId: number;
  readonly name: string;
  readonly unitName: string;
  /** Items assigned. */
  readonly items: number;
  /** Units × assigned items, less those of the own unit and those not applicable. */
  readonly places: number;
  readonly scored: number;
  /** Of those several score: how many there are, and how many are locked. */
  readonly severalPlaces: number;
  readonly locked: number;
}

/** One unit and item that several score, in 评分分歧. */
export interface DifferenceRow {
  readonly unitId: number;
  readonly unitName: string;
  readonly group: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  /** The most the item can come to, hundredths. */
  readonly limit: Points;
  readonly method: MarkingMethod;
  readonly spreadLimit: Points;
  readonly state: PlaceState['state'];
  readonly cause: DecisionCause | null;
  /** Whose lock is waited for. */
  readonly waitingFor: readonly string[];
  readonly locked: number;
  readonly scorers: number;
  /** Null while not all figures may be seen. */
  readonly spread: Points | null;
  readonly proposed: Points | null;
  /** What was settled; null where nothing was, or not applicable. */
  readonly settled: Points | null;
}

export interface PlaceView {
  readonly row: DifferenceRow;
  readonly section: ItemAssignment['section'];
  readonly marks: readonly ScorerMark[];
  readonly settlement: SettlementView | null;
}

export interface LockedMarkings {
  readonly locked: number;
  /** Codes of items left open because they are not complete. */
  readonly incomplete: readonly string[];
  /** Settled by the rule through this lock. */
  readonly settled: number;
  /** Left to somebody's decision through this lock. */
  readonly undecided: number;
}

const place = { unitId: id, itemId: id };
const ids = z.array(id).max(2_000);

/** Several scorers of one item and what they come to. */
export const markingCalls = {
  'marking:assignments': call<AssignmentsView>()(none),
  'marking:assign': call<AssignmentsView>()(
    z
      .object({
        items: z
          .array(z.object({ itemId: id, accountIds: z.array(id).max(200) }).strict())
          .min(1)
          .max(2_000),
      })
      .strict(),
  ),
  /** 「按牵头评分单位分配」: adds, takes nobody away. */
  'marking:assignByLead': call<{
    readonly view: AssignmentsView;
    readonly added: number;
    /** Codes of items whose lead unit has nobody who may score. */
    readonly unmatched: readonly string[];
  }>()(none),
  'marking:method': call<AssignmentsView>()(
    z
      .object({
        itemIds: ids.min(1),
        setting: z
          .object({
            method: z.enum(MARKING_METHODS as [MarkingMethod, ...MarkingMethod[]]),
            spreadLimit: z.number().int().nonnegative().max(1_000_000),
            blind: z.boolean(),
          })
          .strict()
          .nullable(),
        /** There are markings already, and the person knows. */
        confirmed: z.boolean(),
      })
      .strict(),
  ),
  /** Ids of the items the person scores; null: all. */
  'marking:myItems': call<readonly number[] | null>()(none),
  'marking:progress': call<readonly ScorerProgress[]>()(none),
  /** 「锁定评分」: without items, every complete one of the unit. */
  'marking:lock': call<LockedMarkings>()(z.object({ unitId: id, itemIds: ids.min(1).optional() }).strict()),
  /** Without an account: every locked marking of the place. */
  'marking:unlock': call<PlaceView>()(
    z.object({ ...place, accountId: id.optional(), reason: longText }).strict(),
  ),
  'marking:differences': call<readonly DifferenceRow[]>()(none),
  'marking:place': call<PlaceView>()(z.object(place).strict()),
  'marking:settle': call<PlaceView>()(z.object({ ...place, entry: entrySchema }).strict()),
} as const;
