import { z } from 'zod';
import type { CycleState } from '../../domain/cycleState';
import type { Points } from '../../domain/points';
import type { StandingChange } from '../../review/standingChanges';
import type { YearComparison } from '../../years/comparison';
import type { YearOverview } from '../../years/overview';
import { call, id, longText, none, shortText, type Call } from '../call';
import type { UnitResult } from '../views';

/** One year kept in the workspace. */
export interface CycleSummary {
  readonly id: number;
  readonly year: number;
  readonly name: string;
  readonly state: CycleState;
  /** The latest year: the one people work on. */
  readonly current: boolean;
  readonly units: number;
  /** Number of its latest approved result; 0 before the approval. */
  readonly results: number;
}

/** One approved result without its units. */
export interface ApprovedResultView {
  readonly id: number;
  readonly cycleId: number;
  /** 1 is the approval, later ones its successors. */
  readonly number: number;
  readonly kind: 'approval' | 'correction';
  readonly reason: string;
  /** Document a correction rests on; '' for an approval. */
  readonly basis: string;
  /** What was still open when it was approved and was confirmed, as sentences. */
  readonly open: readonly string[];
  readonly person: string;
  readonly at: string;
  readonly appVersion: string;
  /** SHA-256 over all of it, its units, and the digest before it. */
  readonly digest: string;
  readonly units: number;
}

/** An approved result with the figures of every unit, frozen. */
export interface ApprovedFiguresView {
  readonly result: ApprovedResultView;
  readonly parts: readonly { readonly code: string; readonly name: string }[];
  readonly units: readonly UnitResult[];
}

/** 更正 of a frozen result: proposed by the office, confirmed or refused by the approver. */
export interface CorrectionView {
  readonly id: number;
  readonly cycleId: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly fromPoints: Points;
  readonly toPoints: Points;
  readonly reason: string;
  readonly basis: string;
  readonly state: 'proposed' | 'confirmed' | 'refused';
  readonly opinion: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** Number of the result it led to; null while it led to none. */
  readonly resultNumber: number | null;
}

/** What a correction would change, or changed: units whose total, rank, grade or comprehensive total moves. */
export interface CorrectionEffect {
  readonly fromPoints: Points;
  readonly toPoints: Points;
  readonly changes: readonly StandingChange[];
}

/** A unit and an item to choose for 更正, with what stands there. */
export interface CorrectablePlace {
  readonly itemId: number;
  readonly code: string;
  readonly name: string;
  /** Most it can become, hundredths. */
  readonly limit: Points;
  /** 最终分. */
  readonly points: Points;
  readonly reason: string;
}

const place = { unitId: id, itemId: id };
const toPoints = z.number().int().min(0).max(1_000_000);

/** Approved results, corrections, next year, comparison of years. */
export const resultCalls = {
  'cycles:list': call<readonly CycleSummary[]>()(none),
  'cycles:startNext': call<CycleSummary>()(
    z
      .object({
        year: z.number().int().min(1990).max(2200),
        name: shortText.optional(),
        systemId: id.optional(),
      })
      .strict(),
  ),
  'result:list': call<readonly ApprovedResultView[]>()(z.object({ cycleId: id.optional() }).strict()),
  'result:figures': call<ApprovedFiguresView>()(z.object({ resultId: id }).strict()),
  'result:compare': call<readonly StandingChange[]>()(z.object({ fromId: id, toId: id }).strict()),
  'correction:list': call<readonly CorrectionView[]>()(z.object({ cycleId: id.optional() }).strict()),
  'correction:places': call<readonly CorrectablePlace[]>()(z.object({ unitId: id }).strict()),
  'correction:preview': call<CorrectionEffect>()(z.object({ ...place, toPoints }).strict()),
  'correction:propose': call<CorrectionView>()(
    z.object({ ...place, toPoints, reason: longText, basis: longText }).strict(),
  ),
  'correction:decide': call<CorrectionView>()(
    z.object({ correctionId: id, confirm: z.boolean(), opinion: longText }).strict(),
  ),
  'years:compare': call<YearComparison>()(
    z.discriminatedUnion('by', [
      z.object({ by: z.literal('unit'), code: shortText }).strict(),
      z.object({ by: z.literal('item'), code: shortText }).strict(),
      z.object({ by: z.literal('part'), name: shortText }).strict(),
    ]),
  ),
  'years:overview': call<YearOverview>()(none),
} as const satisfies Record<string, Call<z.ZodType, unknown>>;
