import type { AdjustmentView, FeedbackLine, FeedbackView } from '@shared/ipc/practice/review';
import type { UnitView } from '@shared/ipc/views';
import { deductedPoints, evidenceNumbers } from '@shared/reports/scoreDetail';
import { listLatestAppeals } from '../../database/feedbackRepository';
import { countItemEvidence, listSelfPoints } from '../../database/reportRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { feedbackWindow } from './feedbackWindow';
import { feedbackBegan } from './finalAppeal';
import { requireTold, toldItems, type ToldItem } from './told';

/**
 * 反馈 at a unit's own seat: what the office's latest 反馈包 or 决定包 told, beside the unit's own sheet.
 *
 * @throws {AppError} FEEDBACK_NOT_RECEIVED
 */
export async function toldFeedback(
  { reader, clock }: Workspace,
  assessment: Assessment,
  unit: UnitView,
): Promise<FeedbackView> {
  const { totals } = await requireTold(reader, unit.id);
  const items = await toldItems(reader, assessment, unit.id);
  const window = await feedbackWindow(reader, assessment, clock());
  const appeals = (
    await listLatestAppeals(reader, [unit.id], await feedbackBegan(reader, assessment, unit.id))
  ).get(unit.id);
  const self = (await listSelfPoints(reader, [unit.id])).get(unit.id);
  const files = (await countItemEvidence(reader, [unit.id])).get(unit.id);
  const { composite, ...figures } = totals;
  return {
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    group: unit.group,
    window,
    appealOpen: assessment.cycle.state === 'feedback' && window !== null && window.daysLeft >= 0,
    ...figures,
    ...(composite ? { composite } : {}),
    lines: assessment.itemsOf(unit).flatMap((item): FeedbackLine[] => {
      const line = items.get(item.id);
      if (!line || line.assessed === null || line.final === null) return [];
      const deducted = Math.max(0, deductedPoints(item, line.final));
      if (deducted === 0 && line.adjustments.length === 0) return [];
      return [
        {
          itemId: item.id,
          itemCode: item.code,
          itemName: item.name,
          section: item.section,
          itemPoints: item.points,
          selfPoints: self?.get(item.id) ?? '',
          assessedPoints: line.assessed,
          adjustment: line.final - line.assessed,
          finalPoints: line.final,
          deducted,
          matter: line.matter,
          evidence: evidenceNumbers(item, files?.get(item.id) ?? 0),
          adjustments: toldAdjustments(line),
          appeal: appeals?.get(item.id) ?? null,
        },
      ];
    }),
  };
}

/** Steps between 审核分 and 最终分 of one item, as they were told: without who took them. */
export function toldAdjustments({ adjustments }: Pick<ToldItem, 'adjustments'>): readonly AdjustmentView[] {
  return adjustments.map((step, index) => ({ ...step, id: index + 1, person: '' }));
}
