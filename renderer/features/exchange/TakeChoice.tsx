import { Radio } from 'antd';
import type { Take } from './mergeDraft';

/** Which of two values stands. */
export function TakeChoice({
  label,
  value,
  disabled = false,
  onChange,
}: {
  /** Accessible name, with the place. */
  readonly label: string;
  readonly value: Take | undefined;
  readonly disabled?: boolean;
  readonly onChange: (take: Take) => void;
}) {
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Radio.Group
        size="small"
        aria-label={label}
        optionType="button"
        disabled={disabled}
        value={value ?? null}
        onChange={(event) => onChange(event.target.value as Take)}
        options={[
          { value: 'theirs', label: '来件' },
          { value: 'ours', label: '本地' },
        ]}
      />
    </span>
  );
}
