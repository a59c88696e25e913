import { evidenceNumbers, deductionsOf, type UnitDetails } from './scoreDetail';
import { matterText } from './shortfall';
import type { Section } from '../domain/indicatorSystem';
import type { Points } from '../domain/points';
import type { ItemView } from '../ipc/views';

/** One item a unit lost points on. Points in hundredths. */
export interface FeedbackItem {
  readonly itemId: number;
  readonly itemCode: string;
  readonly itemName: string;
  readonly section: Section;
  readonly itemPoints: Points;
  /** As the unit typed it. */
  readonly selfPoints: string;
  readonly assessedPoints: Points;
  readonly adjustment: Points;
  readonly finalPoints: Points;
  readonly deducted: Points;
  /** What was found wanting, with the reason. */
  readonly matter: string;
  /** 证据编号. */
  readonly evidence: string;
}

/**
 * What 反馈单 tells a unit, item by item: every deduction by its final score, and every item an adjustment has changed,
 * so that an appeal that was won shows too. Practice page §1.9, §15.
 *
 * @param own items of the unit's own table.
 */
export function feedbackItems(own: readonly ItemView[], details: UnitDetails): FeedbackItem[] {
  const deducted = new Map(deductionsOf(own, details).map((line) => [line.item.id, line.deducted]));
  return own.flatMap((item): FeedbackItem[] => {
    const detail = details.scores.get(item.id);
    if (!detail || detail.points === null || detail.finalPoints === null) return [];
    if (!deducted.has(item.id) && detail.adjustments.length === 0) return [];
    return [
      {
        itemId: item.id,
        itemCode: item.code,
        itemName: item.name,
        section: item.section,
        itemPoints: item.points,
        selfPoints: details.selfPoints.get(item.id) ?? '',
        assessedPoints: detail.points,
        adjustment: detail.finalPoints - detail.points,
        finalPoints: detail.finalPoints,
        deducted: deducted.get(item.id) ?? 0,
        matter: matterText(item, detail),
        evidence: evidenceNumbers(item, details.evidence.get(item.id) ?? 0),
      },
    ];
  });
}
