import { formatPoints, parsePoints, type Points } from '@shared/domain/points';
import type { ExplanationStep } from '@shared/domain/score';
import type { ItemView, ScoreRow } from '@shared/ipc/views';
import { ADJUSTMENT_KIND_NAMES, signedPoints } from '@shared/review/adjustment';
import { finalsAfter } from '@shared/review/foldAdjustments';
import { itemLimit } from '@shared/scoring/worth';
import type { StoredAdjustment } from '../../database/adjustmentRepository';
import { localTime } from '../localTime';

/**
 * 自评分, 审核分, 核查调整分 and 最终分 of a scored item side by side, and every adjustment between the last two: kind,
 * from → to, reason, who, when. Practice page §5.2. Empty where nothing is scored.
 *
 * @param selfText as the unit typed it; '' where it typed nothing.
 * @param anonymous nobody is named.
 */
export function explainLayers(
  item: ItemView,
  score: ScoreRow | undefined,
  selfText: string,
  adjustments: readonly StoredAdjustment[],
  anonymous = false,
): ExplanationStep[] {
  if (!score || score.points === null || score.finalPoints === null || item.section === 'veto') return [];
  const { points, adjustment, finalPoints } = score;
  const layers = [
    `自评分 ${selfFigure(selfText)}`,
    `审核分 ${formatPoints(points)}`,
    `核查调整分 ${adjustments.length === 0 ? '无' : signedPoints(adjustment, formatPoints)}`,
    `最终分 ${formatPoints(finalPoints)}`,
  ].join('，');
  return [{ text: layers, children: explainAdjustments(item, points, adjustments, anonymous) }];
}

function selfFigure(text: string): string {
  if (text === '') return '未填';
  const points = parsePoints(text);
  return points === null ? `“${text}”` : formatPoints(points);
}

function explainAdjustments(
  item: ItemView,
  points: Points,
  adjustments: readonly StoredAdjustment[],
  anonymous: boolean,
): ExplanationStep[] {
  const finals = finalsAfter(points, adjustments, itemLimit(item));
  return adjustments.map((step, index) => {
    const { kind, fromPoints, toPoints, reason, basis, person, at } = step;
    const change = `由 ${formatPoints(fromPoints)} 调整为 ${formatPoints(toPoints)}（${signedPoints(toPoints - fromPoints, formatPoints)}）`;
    const final = finals[index] ?? toPoints;
    // The score was entered anew since: what was decided then now comes to another figure.
    const now = final === toPoints ? '' : `，审核分此后有改动，现计 ${formatPoints(final)}`;
    return {
      text: `${ADJUSTMENT_KIND_NAMES[kind]}：${change}${now}`,
      children: [
        { text: `理由：${reason}` },
        ...(basis === '' ? [] : [{ text: `依据：${basis}` }]),
        { text: `办理：${anonymous ? '' : `${person || '未记录'}，`}${localTime(at)}` },
      ],
    };
  });
}
