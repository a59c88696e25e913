import type { Points, Quantity } from './points';

/** What an empty ratio, value or case list means: the item leaves the denominator, earns its points, or earns nothing. */
export type WhenEmpty = 'na' | 'full' | 'zero';

interface PartOfItem {
  /**
   * Points this rule stands for when its item holds several rules (`分值=` among the parameters).
   * Left out: the whole item's points. See practice page §6.13.
   */
  readonly points?: Points;
}

export interface YesNoRule extends PartOfItem {
  readonly kind: 'yesNo';
  readonly condition: string;
}

export interface ChecklistRule extends PartOfItem {
  readonly kind: 'checklist';
  /** Their points sum to the item's points (or to this rule's `points`). */
  readonly parts: readonly { readonly name: string; readonly points: Points }[];
}

export interface GradedRule extends PartOfItem {
  readonly kind: 'graded';
  readonly criterion: string;
  readonly levels: readonly { readonly label: string; readonly score: Points }[];
}

export interface ManualRule extends PartOfItem {
  readonly kind: 'manual';
  readonly guidance: string;
  /** Allowed steps of the given points, in hundredths (10 = 0.1 points). Full points are always allowed. */
  readonly step: Points;
  readonly reasonRequired: boolean;
}

export interface DeductPerMissingRule extends PartOfItem {
  readonly kind: 'deductPerMissing';
  readonly subject: string;
  readonly required: Quantity;
  readonly unit: string;
  readonly perMissing: Points;
  readonly maxDeduct: Points;
}

interface RatioBase extends PartOfItem {
  readonly kind: 'ratio';
  readonly metric: string;
  /** What the numerator and the denominator count, in words. */
  readonly numerator: string;
  readonly denominator: string;
  /** Percent. */
  readonly target: Quantity;
  readonly whenEmpty: WhenEmpty;
}

export interface LinearRatioRule extends RatioBase {
  readonly mode: 'linear';
  /** Percent below which nothing is earned; null where there is no such line. */
  readonly zeroBelow: Quantity | null;
}

export interface StepRatioRule extends RatioBase {
  readonly mode: 'step';
  /** Percentage points in one step. */
  readonly stepSize: Quantity;
  readonly perStep: Points;
  readonly stepRounding: 'ceil' | 'floor';
}

export interface Band {
  readonly label: string;
  /** Closed below when higher is better, open below when lower is better. Null: no bound. */
  readonly min: Quantity | null;
  /** Open above when higher is better, closed above when lower is better. Null: no bound. */
  readonly max: Quantity | null;
  readonly score: Points;
}

export interface BandsRule extends PartOfItem {
  readonly kind: 'bands';
  readonly metric: string;
  readonly unit: string;
  readonly direction: 'higherBetter' | 'lowerBetter';
  readonly bands: readonly Band[];
  readonly whenEmpty: WhenEmpty;
}

export interface PerOccurrenceDeductRule extends PartOfItem {
  readonly kind: 'perOccurrenceDeduct';
  readonly events: readonly { readonly label: string; readonly unit: string; readonly each: Points }[];
  readonly maxDeduct: Points;
}

export interface CaseReviewRule extends PartOfItem {
  readonly kind: 'caseReview';
  readonly fileType: string;
  readonly fullScore: Quantity;
  readonly passScore: Quantity;
  readonly excellentScore: Quantity;
  readonly minFiles: number;
  readonly failDeductEach: Points;
  readonly notSubmitted: 'zero';
  readonly whenEmpty: WhenEmpty;
}

export interface DeadlineRule extends PartOfItem {
  readonly kind: 'deadline';
  readonly subject: string;
  readonly month: number;
  readonly day: number;
  /** Years after the cycle's year: 1 for 次年. */
  readonly yearOffset: number;
  readonly perDay: Points;
  readonly maxDeduct: Points;
}

export interface BonusPerOccurrenceRule {
  readonly kind: 'bonusPerOccurrence';
  readonly unit: string;
  readonly levels: readonly { readonly label: string; readonly each: Points }[];
  readonly cap: Points;
}

export interface VetoRule {
  readonly kind: 'veto';
  /** `fail` → 不合格 whatever the score; `capGood` → at most 良好. Practice page §8. */
  readonly effect: 'fail' | 'capGood';
  readonly triggers: readonly string[];
}

export type RatioRule = LinearRatioRule | StepRatioRule;

/** The closed set of rule kinds. Practice page §6. */
export type Rule =
  | YesNoRule
  | ChecklistRule
  | GradedRule
  | ManualRule
  | DeductPerMissingRule
  | RatioRule
  | BandsRule
  | PerOccurrenceDeductRule
  | CaseReviewRule
  | DeadlineRule
  | BonusPerOccurrenceRule
  | VetoRule;

export type RuleKind = Rule['kind'];

/** 评分方式, the names of the kinds in tables and on screens. */
export const RULE_KIND_NAMES: Readonly<Record<RuleKind, string>> = {
  yesNo: '是否',
  checklist: '分项',
  graded: '分档',
  manual: '酌情',
  deductPerMissing: '缺少扣分',
  ratio: '比例',
  bands: '区间',
  perOccurrenceDeduct: '按次扣分',
  caseReview: '案卷评查',
  deadline: '期限',
  bonusPerOccurrence: '按次加分',
  veto: '否决',
};
