import { Input } from 'antd';
import { useId, useState } from 'react';

export interface TypedFieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly format: (value: T) => string;
  /** undefined: the text is no such value; it stays in the field and is not taken over. */
  readonly parse: (text: string) => T | undefined;
  readonly onChange: (value: T) => void;
  /** What may be typed, shown when something else is. */
  readonly allowed: string;
  readonly unit?: string;
  readonly width?: number;
  readonly hideLabel?: boolean;
}

/** A field for a value that has a text form. What is half typed stays as typed; only valid values go on. */
export function TypedField<T>(props: TypedFieldProps<T>) {
  const { value, format, parse } = props;
  const [text, setText] = useState(() => format(value));
  const problemId = useId();
  const id = useId();
  const bad = parse(text) === undefined;

  // A value that came from elsewhere replaces the text; one's own half-typed "1." is not rewritten to "1".
  const shown = format(value);
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    const own = parse(text);
    if (own === undefined || format(own) !== shown) setText(shown);
  }

  return (
    <span className="typed-field">
      {!props.hideLabel && <label htmlFor={id}>{props.label}</label>}
      <Input
        id={id}
        aria-label={props.hideLabel ? props.label : undefined}
        className="numeric"
        style={{ width: props.width ?? 96 }}
        value={text}
        suffix={props.unit}
        status={bad ? 'error' : undefined}
        aria-invalid={bad}
        aria-describedby={bad ? problemId : undefined}
        onChange={(event) => {
          setText(event.target.value);
          const next = parse(event.target.value);
          if (next !== undefined) props.onChange(next);
        }}
      />
      {bad && (
        <span id={problemId} role="alert" className="typed-problem">
          {props.allowed}，此处尚未保存
        </span>
      )}
    </span>
  );
}
