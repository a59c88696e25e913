import { formatPoints, type Points } from '@shared/domain/points';

export interface PointsTextProps {
  /** Hundredths; null where there is no figure: not scored is not zero. */
  readonly points: Points | null;
  readonly strong?: boolean;
  /** Marks a total that still lacks scores. */
  readonly provisional?: boolean;
  /** What null is called; 「未评」 unless told. */
  readonly missing?: string;
}

/** Points with two decimals in tabular figures. */
export function PointsText({ points, strong, provisional, missing = '未评' }: PointsTextProps) {
  if (points === null) return <span className="points points-missing">{missing}</span>;
  const text = formatPoints(points);
  return (
    <span className="points">
      {strong ? <strong>{text}</strong> : text}
      {provisional && <span className="points-provisional">暂计</span>}
    </span>
  );
}
