import { Input } from 'antd';
import { formatPoints, parsePoints, type Points } from '@shared/domain/points';

/** Whether what is typed are points the item can have. */
export function readPointsField(text: string, limit: Points): Points | null {
  const points = parsePoints(text);
  return points === null || points > limit ? null : points;
}

/** Points as text, with the allowed range said beside them. */
export function PointsField({
  id,
  label,
  value,
  limit,
  onChange,
}: {
  readonly id: string;
  /** Accessible name. */
  readonly label: string;
  readonly value: string;
  /** null: not known yet. */
  readonly limit: Points | null;
  readonly onChange: (text: string) => void;
}) {
  const wrong = limit !== null && value.trim() !== '' && readPointsField(value, limit) === null;
  return (
    <span>
      <Input
        id={id}
        aria-label={label}
        aria-invalid={wrong}
        status={wrong ? 'error' : ''}
        style={{ width: 110 }}
        inputMode="decimal"
        maxLength={12}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />{' '}
      {limit !== null && (
        <span className={wrong ? 'text-danger' : 'muted'}>0.00 至 {formatPoints(limit)}</span>
      )}
    </span>
  );
}
