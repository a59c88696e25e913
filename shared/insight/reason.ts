import type { Points } from '../domain/points';

/** A usual reason for a deduction (常用理由). */
export interface DeductionReason {
  readonly text: string;
  /** Hundredths to take off; null where the rule computes it. */
  readonly points: Points | null;
  /** 依据. */
  readonly basis: string;
}

/** Parts several reasons written one after the other in one 扣分理由. */
export const REASON_SEPARATOR = '；';

/** The single reasons of a text. */
export function splitReasons(text: string): readonly string[] {
  return text
    .split(/[；;\n]/)
    .map((part) => part.trim().replace(/[。.]$/, ''))
    .filter((part) => part !== '');
}
