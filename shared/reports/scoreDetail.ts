import type { Points } from '../domain/points';
import type { ScoreEntry, VetoEffect } from '../domain/score';
import type { ItemView, UnitView } from '../ipc/views';
import type { AdjustmentKind } from '../review/adjustment';
import type { AdjustmentStep } from '../review/foldAdjustments';

/** One stored score as the detailed sheets need it. */
export interface ScoreDetail {
  readonly itemId: number;
  readonly status: 'unscored' | 'notApplicable' | 'scored';
  /** 审核分, hundredths; null unless scored. */
  readonly points: Points | null;
  /** 最终分, hundredths; null unless scored. */
  readonly finalPoints: Points | null;
  /** What lies between the two, in the order it was decided. */
  readonly adjustments: readonly AdjustmentNote[];
  readonly veto: VetoEffect | null;
  readonly entry: ScoreEntry;
  readonly scorer: string;
}

/** One adjustment of a score, as sheets tell of it. */
export interface AdjustmentNote extends AdjustmentStep {
  readonly kind: AdjustmentKind;
  readonly reason: string;
}

/** One unit's scores, self-evaluation and evidence, by item id. */
export interface UnitDetails {
  readonly unit: UnitView;
  readonly scores: ReadonlyMap<number, ScoreDetail>;
  /** 自评分 as typed by the unit. */
  readonly selfPoints: ReadonlyMap<number, string>;
  /** How many pieces of evidence each item has. */
  readonly evidence: ReadonlyMap<number, number>;
}

/** 证据编号 of an item's evidence, as its folders are numbered: `1.2.3-01`. Practice page §11. */
export function evidenceNumbers(item: ItemView, count: number): string {
  if (count === 0) return '';
  const number = (n: number): string => `${item.code}-${String(n).padStart(2, '0')}`;
  return count === 1 ? number(1) : `${number(1)} 至 ${number(count)}`;
}

/** Points a unit lost or was charged: what 扣分明细 lists. */
export interface DeductionLine {
  readonly item: ItemView;
  readonly detail: ScoreDetail;
  /** Hundredths, > 0. */
  readonly deducted: Points;
}

/** What a score takes off: a base item's missing points, a deduction item's points; 0 for the others. Hundredths. */
export function deductedPoints(item: ItemView, points: Points): Points {
  if (item.section === 'base') return item.points - points;
  return item.section === 'deduction' ? points : 0;
}

/**
 * Every base item whose final score is below its points, and every deduction item that took something off, in table
 * order.
 * @param own items of the unit's own table.
 */
export function deductionsOf(own: readonly ItemView[], details: UnitDetails): DeductionLine[] {
  const lines: DeductionLine[] = [];
  for (const item of own) {
    const detail = details.scores.get(item.id);
    if (detail?.status !== 'scored' || detail.finalPoints === null) continue;
    const deducted = deductedPoints(item, detail.finalPoints);
    if (deducted > 0) lines.push({ item, detail, deducted });
  }
  return lines;
}
