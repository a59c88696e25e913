import type { Points } from '../domain/points';

/** One adjustment as it was decided: the final score then, and what it became. Hundredths. */
export interface AdjustmentStep {
  readonly fromPoints: Points;
  readonly toPoints: Points;
}

/**
 * 最终分 after adjustments in the order they were made. Each adds or takes off what it changed then, and the result stays
 * from 0 to the limit after every one: the last always lands on what was decided, and where 审核分 was entered anew
 * afterwards the differences still apply to it. Practice page §5.2.
 *
 * @param points  审核分, hundredths.
 * @param limit   the most the item can come to, hundredths.
 * @returns 最终分 after each step, hundredths, in their order; empty without steps.
 */
export function finalsAfter(points: Points, steps: readonly AdjustmentStep[], limit: Points): Points[] {
  let final = points;
  return steps.map(({ fromPoints, toPoints }) => {
    final = Math.min(Math.max(final + toPoints - fromPoints, 0), limit);
    return final;
  });
}

/** 核查调整分 in force: what all steps together add to 审核分. Hundredths, signed. */
export function foldAdjustments(points: Points, steps: readonly AdjustmentStep[], limit: Points): Points {
  return (finalsAfter(points, steps, limit).at(-1) ?? points) - points;
}
