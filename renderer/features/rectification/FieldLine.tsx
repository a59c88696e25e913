import { Input, Select } from 'antd';
import { DateField } from '../../components/DateField';
import { useCall } from '../../shell/useCall';
import { FormLine } from './FormLine';

interface LineProps {
  readonly label: string;
  readonly id: string;
  readonly required?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line with a short text. */
export function TextLine({
  label,
  id,
  required,
  value,
  onChange,
  maxLength = 60,
  placeholder,
}: LineProps & { readonly maxLength?: number; readonly placeholder?: string }) {
  return (
    <FormLine label={label} id={id} required={required}>
      <Input
        id={id}
        maxLength={maxLength}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FormLine>
  );
}

/** A line with a text of several rows. */
export function AreaLine({
  label,
  id,
  required,
  value,
  onChange,
  rows = 2,
  autoFocus,
}: LineProps & { readonly rows?: number; readonly autoFocus?: boolean }) {
  return (
    <FormLine label={label} id={id} required={required}>
      <Input.TextArea
        id={id}
        autoFocus={autoFocus}
        rows={rows}
        maxLength={2000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FormLine>
  );
}

/** A line with a date, ISO or ''. */
export function DateLine({ label, id, required, value, onChange }: LineProps) {
  return (
    <FormLine label={label} id={id} required={required}>
      <DateField id={id} value={value} onChange={onChange} />
    </FormLine>
  );
}

/** 「单位」, by its code; '' for none yet. */
export function UnitLine({
  id,
  value,
  onChange,
  disabled,
}: Pick<LineProps, 'id' | 'value' | 'onChange'> & { readonly disabled?: boolean }) {
  const units = useCall('units:list', {});
  return (
    <FormLine label="单位" id={id} required>
      <Select
        id={id}
        aria-label="单位"
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        value={value || undefined}
        onChange={onChange}
        options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FormLine>
  );
}
