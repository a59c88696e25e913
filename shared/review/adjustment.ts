import type { Points } from '../domain/points';

/** What may change a score after the desk review. Practice page §5.2. */
export type AdjustmentKind = 'siteCheck' | 'appeal' | 'correction';

export const ADJUSTMENT_KIND_NAMES: Readonly<Record<AdjustmentKind, string>> = {
  siteCheck: '实地核查',
  appeal: '申诉复核',
  correction: '更正',
};

/** A signed difference as people read it: +0.50, -0.50, 0.00. */
export function signedPoints(points: Points, format: (points: Points) => string): string {
  return points > 0 ? `+${format(points)}` : format(points);
}
