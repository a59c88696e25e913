import type { Points } from '../domain/points';

/** How several scorers' figures of one item become its score. Practice page §6.10. */
export type MarkingMethod = 'mean' | 'dropHighLow' | 'consensus';

export const MARKING_METHOD_NAMES: Readonly<Record<MarkingMethod, string>> = {
  mean: '均分',
  dropHighLow: '去高低分',
  consensus: '合议',
};

export const MARKING_METHODS = Object.keys(MARKING_METHOD_NAMES) as readonly MarkingMethod[];

/** Fewer scorers than this, and dropping highest and lowest leaves nobody to average. */
export const FEWEST_TO_DROP = 3;

/** How one item is scored by several people. */
export interface MarkingSetting {
  readonly method: MarkingMethod;
  /** Hundredths between highest and lowest above which somebody must decide. */
  readonly spreadLimit: Points;
  /** 背靠背: nobody sees the others' figures before they are locked. */
  readonly blind: boolean;
}
