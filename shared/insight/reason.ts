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

/** The single reasons of a text, without the full stop that ends one. */
export function splitReasons(text: string): readonly string[] {
  return text
    .split(/[；;\n]/)
    .map((part) => part.trim().replace(/[\s。.]+$/, ''))
    .filter((part) => part !== '');
}

/** A reason as it is kept and compared: 「材料不全。」 and 「材料不全；」 are one. '' where it says nothing. */
export function plainReason(text: string): string {
  return splitReasons(text).join(REASON_SEPARATOR);
}
