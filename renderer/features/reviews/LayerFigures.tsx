import { formatPoints, parsePoints, type Points } from '@shared/domain/points';
import { signedPoints } from '@shared/review/adjustment';

export interface Layers {
  /** As the unit typed it; '' where it typed nothing. */
  readonly selfText?: string;
  readonly assessed: Points | null;
  readonly adjustment: Points | null;
  readonly final: Points | null;
}

/** 自评分, 审核分, 核查调整分, 最终分 apart. */
export function LayerFigures({ selfText, assessed, adjustment, final }: Layers) {
  const figures: readonly (readonly [string, string])[] = [
    ...(selfText === undefined ? [] : [['自评分', selfFigure(selfText)] as const]),
    ['审核分', figure(assessed)],
    ['核查调整分', adjustment === null || adjustment === 0 ? '无' : signedPoints(adjustment, formatPoints)],
    ['最终分', figure(final)],
  ];
  return (
    <dl className="layer-figures" aria-label="四层得分">
      {figures.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const figure = (points: Points | null): string => (points === null ? '未评' : formatPoints(points));

/** A unit's own figure as points; its own words where it is no figure. */
export function selfFigure(text: string): string {
  if (text === '') return '未填';
  const points = parsePoints(text);
  return points === null ? text : formatPoints(points);
}
