import { formatPoints, type Points } from '@shared/domain/points';

/** Points with two decimals; blank where there is no figure: not scored is not zero. */
export function figureText(points: Points | null): string {
  return points === null ? '' : formatPoints(points);
}
