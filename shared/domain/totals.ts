import type { Points } from './points';
import type { VetoEffect } from './score';

/**
 * Weights of the parts of a composite final score (合成), hundredths of a percent; they sum to 10000, `indicators` is never
 * 0. Practice page §7.
 */
export interface CompositeWeights {
  /** 指标考核 */
  readonly indicators: number;
  /** 案卷评查 */
  readonly caseFiles: number;
  /** 满意度 */
  readonly survey: number;
}

/** What a unit has beside its indicators where a composite is on. A part it does not have is null. */
export interface CompositeParts {
  readonly weights: CompositeWeights;
  /**
   * Its reviewed case files: Σ results in hundredths and how many, so that their mean stays exact. None of them, 0 of 0:
   * it should have handed in a list of its files and did not, which counts 0.
   */
  readonly caseFiles: { readonly sum: Points; readonly count: number } | null;
  /** Satisfaction score. */
  readonly survey: Points | null;
}

/** The parts a composite final score was made of. */
export interface CompositeTotal extends CompositeParts {
  /** The final score of §7.5, which is the final one where no composite is on. */
  readonly indicators: Points;
}

/**
 * Sums over the stored scores of one unit, as the database adds them up. All points in hundredths.
 * Only items that belong to the unit (group and tags) count.
 */
export interface UnitSums {
  /** Σ points of the base items that belong to the unit, before 不适用 by request or empty denominator. */
  readonly belongingPoints: Points;
  readonly belongingItems: number;
  /** Σ points and number of base items not applicable by request or empty denominator. */
  readonly notApplicablePoints: Points;
  readonly notApplicableItems: number;
  /** Σ scores and number of the scored base items. */
  readonly scoredPoints: Points;
  readonly scoredItems: number;
  readonly bonus: Points;
  readonly deduction: Points;
  readonly veto: VetoEffect | null;
  /** For the tie-break by level-1 part 4 (严格规范公正文明执法). */
  readonly enforcementScored: Points;
  readonly enforcementApplicable: Points;
  readonly caseFileSum: Points;
  readonly caseFileCount: number;
  /** groupAverage only: what the not applicable items earn; exact hundredths after rounding each item once. */
  readonly notApplicableCredit: Points;
  /** groupAverage only: points of not applicable items nobody in the group scored; they leave the denominator. */
  readonly notApplicableWithoutAverage: Points;
  /** Left out: no composite is on. */
  readonly composite?: CompositeParts;
}

/** A unit's result. Terms of the practice page §7–9; points in hundredths. */
export interface UnitTotal {
  readonly raw: Points;
  readonly applicable: Points;
  readonly converted: Points;
  readonly bonus: Points;
  readonly deduction: Points;
  readonly final: Points;
  readonly veto: VetoEffect | null;
  /** Applicable base items without a score. While it is not 0 the totals are provisional (暂计). */
  readonly unscored: number;
  readonly scored: number;
  /** What `final` was put together from; left out: `final` is that of the indicators alone. */
  readonly composite?: CompositeTotal;
}

export interface RankedUnitTotal extends UnitTotal {
  readonly unitId: string;
  /** Within the group; competition ranking 1,2,2,4; null below the lowest applicable points. */
  readonly rank: number | null;
  /** null where the office decides (not ranked, no failing veto). */
  readonly grade: string | null;
  /** Set where quota or veto lowered the grade the score alone would give. */
  readonly gradeNote: string | null;
}

/** A line of a comprehensive scheme (组成部分). */
export interface SchemeComponent {
  readonly name: string;
  /** 权重 in hundredths of a point of the comprehensive total: 10/100 is 1000, 99.6/1000 is 9960. */
  readonly weight: Points;
  readonly ruleOfLaw: boolean;
}

/** The comprehensive scheme (综合考核方案) of one group. Weights sum to 100 or to 1000 points. */
export interface ComprehensiveScheme {
  readonly group: string;
  readonly components: readonly SchemeComponent[];
}
