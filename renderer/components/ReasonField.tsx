import { Input } from 'antd';
import { useId } from 'react';
import { LEAST_REASON } from '@shared/year/transitions';

/** A reason that will be on the trail, with what is asked of it said beside its name. */
export function ReasonField({
  label,
  value,
  onChange,
  least = LEAST_REASON,
  rows = 2,
  maxLength = 2000,
  autoFocus = false,
  placeholder,
}: {
  /** Accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Characters it must have; 0: it may be left out. */
  readonly least?: number;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>
        {label}
        {demand(least)}
      </label>
      <Input.TextArea
        id={id}
        aria-label={label}
        autoFocus={autoFocus}
        rows={rows}
        maxLength={maxLength}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {value.length >= maxLength && <span className="text-danger">最多 {maxLength} 个字。</span>}
    </>
  );
}

function demand(least: number): string {
  if (least === 0) return '（可不填）';
  return least === 1 ? '（必填）' : `（必填，不少于 ${least} 个字）`;
}
