import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A date as ISO text, '' for none; shown as 2020年3月5日. */
export function DateField({
  id,
  value,
  onChange,
  disabled,
  label,
}: {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (date: string) => void;
  readonly disabled?: boolean;
  /** Accessible name where no label element points to it. */
  readonly label?: string;
}) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      className="date-field"
      format={['YYYY年M月D日', 'YYYY-MM-DD']}
      value={value === '' ? null : dayjs(value)}
      onChange={(date) => onChange(date ? date.format('YYYY-MM-DD') : '')}
      disabled={disabled}
    />
  );
}
