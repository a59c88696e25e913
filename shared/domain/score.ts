import type { Fraction } from './fraction';
import type { Points } from './points';

/**
 * What a scorer entered for one unit and item, as typed. Half-typed and wrong values are kept too (nothing typed is
 * lost); `evaluateItem` says whether they make a score.
 */
export interface ScoreEntry {
  /** One record per rule of the item, keyed as in 评分输入: 分子, 分母, 实际, 数值, 得分, 满足, 档次, 日期, 未报送, 触发, 文号, 1, 2 … */
  readonly inputs: readonly Readonly<Record<string, string>>[];
  /** Points given directly (得分); '' where the rules compute them. */
  readonly points: string;
  /** 不适用 by approved request; needs a reason. */
  readonly notApplicable: boolean;
  /** 扣分理由, or the reason of 不适用. */
  readonly reason: string;
}

export const EMPTY_ENTRY: ScoreEntry = { inputs: [], points: '', notApplicable: false, reason: '' };

/** Something wrong with one field of an entry. `field` is the input's key; rules after the first prefix it: `[2]实际`. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** One line of the derivation of a figure. Children are the figures it was made from. */
export interface ExplanationStep {
  readonly text: string;
  readonly children?: readonly ExplanationStep[];
}

export type VetoEffect = 'fail' | 'capGood';

/** Sum and number of the reviewed case files of an item, exact: feeds the tie-break by case-file mean. */
export interface CaseFileSum {
  /** Hundredths. */
  readonly sum: Points;
  readonly count: number;
}

/** What an entry comes to. Not scored is not zero, anywhere. */
export type ItemResult =
  | {
      readonly status: 'unscored';
      readonly problems: readonly FieldProblem[];
      readonly steps: readonly ExplanationStep[];
    }
  | {
      readonly status: 'notApplicable';
      readonly source: 'request' | 'empty';
      readonly problems: readonly [];
      readonly steps: readonly ExplanationStep[];
    }
  | {
      readonly status: 'scored';
      /** Hundredths: of the item (base), added (bonus), taken off and positive (deduction), 0 (veto). */
      readonly points: Points;
      /** Before its one rounding, where that changed it: the mean of several scorers is taken of it. Hundredths. */
      readonly exact?: Fraction;
      readonly veto: VetoEffect | null;
      readonly caseFiles: CaseFileSum | null;
      readonly problems: readonly [];
      readonly steps: readonly ExplanationStep[];
    };
