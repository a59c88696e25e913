import { useId, type KeyboardEvent } from 'react';
import type { RuleField } from './ruleFields';
import { choicesOf } from './ruleFields';

export interface FieldInputProps {
  readonly field: RuleField;
  readonly value: string;
  /** What is wrong with the value, with the allowed range; '' where nothing is. */
  readonly problem: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** One input of a rule, named exactly as the rule says. */
export function FieldInput(props: FieldInputProps) {
  const problemId = useId();
  const choices = choicesOf(props.field);
  const described = props.problem ? problemId : undefined;
  return (
    <div className={`score-field score-field-${props.field.type}`}>
      {choices ? (
        <ChoiceInput {...props} choices={choices} described={described} />
      ) : (
        <TextInput {...props} described={described} />
      )}
      {props.field.hint && <span className="score-hint">{props.field.hint}</span>}
      {props.problem && (
        <span id={problemId} className="score-problem" role="alert">
          {props.problem}
        </span>
      )}
    </div>
  );
}

const WIDTHS: Readonly<Record<string, number>> = { count: 64, number: 80, date: 120, list: 180, text: 200 };

function TextInput({
  field,
  value,
  problem,
  disabled,
  described,
  onChange,
}: FieldInputProps & { readonly described: string | undefined }) {
  const id = useId();
  const numeric = field.type === 'number' || field.type === 'count';
  return (
    <span className="score-text-field">
      <label htmlFor={id}>{field.label}</label>
      <input
        id={id}
        data-kind={numeric ? 'number' : 'text'}
        className={`score-input ${numeric ? 'numeric' : ''}`}
        style={{ width: WIDTHS[field.type] ?? 120 }}
        inputMode={numeric ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        disabled={disabled}
        aria-invalid={problem !== ''}
        aria-describedby={described}
        title={field.range}
        onChange={(event) => onChange(event.target.value)}
      />
      {field.unit && <span className="score-unit">{field.unit}</span>}
    </span>
  );
}

/** Radios: arrows and space as everywhere, digits choose at once, Delete takes the choice back (unscored again). */
function ChoiceInput({
  field,
  value,
  disabled,
  described,
  choices,
  onChange,
}: FieldInputProps & {
  readonly described: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const name = useId();
  const labelId = useId();
  const choose = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    const byDigit = choices[choiceOfDigit(event.key, field.type === 'boolean')];
    if (byDigit) onChange(byDigit.value);
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="score-choice"
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={described}
      onKeyDown={choose}
    >
      <span id={labelId} className="score-choice-label" title={field.label}>
        {field.label}
        {field.unit && <span className="score-unit" aria-hidden>{`（${field.unit}）`}</span>}
      </span>
      <span className="score-choice-options">
        {choices.map((choice) => (
          <label key={choice.value} className="score-option">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              disabled={disabled}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </span>
    </div>
  );
}

/** 1 is the first choice; for 是/否 also 0 for 否. -1 where the key is no digit. */
function choiceOfDigit(key: string, yesNo: boolean): number {
  if (!/^\d$/.test(key)) return -1;
  if (yesNo && key === '0') return 1;
  return Number(key) - 1;
}
