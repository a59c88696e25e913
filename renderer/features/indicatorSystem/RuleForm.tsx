import { Button, Flex, Input, Select } from 'antd';
import { RULE_KIND_NAMES, type Rule, type RuleKind } from '@shared/domain/rule';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { countText, optionalQuantityText, ownPointsText, pointsText, quantityText } from './fieldTexts';
import { blankRule, changeRule, fieldsOfRule, kindsOf, type Choice, type FormField } from './ruleForms';
import { TypedField } from './TypedField';

type Values = Readonly<Record<string, unknown>>;

/** The rules of an item as forms: kind and parameters of each. */
export function RuleForms({
  item,
  onChange,
}: {
  readonly item: ScoringItem;
  readonly onChange: (rules: readonly Rule[]) => void;
}) {
  const kinds = kindsOf(item.section).map((kind) => ({ value: kind, label: RULE_KIND_NAMES[kind] }));
  const replace = (index: number, rule: Rule) =>
    onChange(item.rules.map((old, place) => (place === index ? rule : old)));
  const several = item.rules.length > 1;
  return (
    <div>
      {item.rules.map((rule, index) => (
        // Rules have no identity of their own: their place and kind is it.
        <fieldset key={`${index}-${rule.kind}`} className="rule-form">
          <legend>{several ? `规则 [${index + 1}]` : '规则'}</legend>
          <Flex gap={8} wrap align="center">
            <Select
              aria-label={several ? `评分方式 [${index + 1}]` : '评分方式'}
              className="rule-kind"
              value={rule.kind}
              options={kinds}
              onChange={(kind: RuleKind) => replace(index, blankRule(kind, item.points))}
            />
            {several && (
              <Button
                danger
                onClick={() => onChange(item.rules.filter((_, place) => place !== index))}
                aria-label={`删除规则 [${index + 1}]`}
              >
                删除此规则
              </Button>
            )}
          </Flex>
          {several && <OwnPoints rule={rule} onChange={(next) => replace(index, next)} />}
          <RuleFieldList rule={rule} onChange={(next) => replace(index, next)} />
        </fieldset>
      ))}
      {item.section === 'base' && (
        <Button onClick={() => onChange([...item.rules, blankRule('yesNo', item.points)])}>增加规则</Button>
      )}
    </div>
  );
}

/** What one of several rules stands for; practice page §6.13. */
function OwnPoints({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }) {
  if (rule.kind === 'bonusPerOccurrence' || rule.kind === 'veto') return null;
  return (
    <TypedField
      label="本规则分值（留空为整项分值）"
      {...ownPointsText}
      value={rule.points ?? null}
      unit="分"
      onChange={(points) => {
        const { points: _before, ...rest } = rule;
        onChange(points === null ? (rest as Rule) : { ...rule, points });
      }}
    />
  );
}

function RuleFieldList({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }) {
  const values = rule as unknown as Values;
  return (
    <div className="rule-fields">
      {fieldsOfRule(rule).map((field) => (
        <RuleField
          key={field.key}
          field={field}
          value={values[field.key]}
          onChange={(value) => onChange(changeRule(rule, field.key, value))}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Accessible name inside rows, where the heading stands above: 名称 2. */
  readonly rowLabel?: string;
}

function RuleField({ field, value, onChange, rowLabel }: FieldProps) {
  const label = rowLabel ?? field.label;
  const common = { label, hideLabel: rowLabel !== undefined, onChange };
  switch (field.type) {
    case 'points':
      return <TypedField {...common} {...pointsText} value={Number(value)} unit={field.unit} />;
    case 'count':
      return <TypedField {...common} {...countText} value={Number(value)} unit={field.unit} />;
    case 'quantity':
      return <TypedField {...common} {...quantityText} value={String(value)} unit={field.unit} />;
    case 'optionalQuantity':
      return (
        <TypedField
          {...common}
          {...optionalQuantityText}
          value={value === null ? null : String(value)}
          unit={field.unit}
        />
      );
    case 'choice':
      return <ChoiceField {...common} options={field.options} value={value} />;
    case 'lines':
      return <LinesField label={label} value={value as readonly string[]} onChange={onChange} />;
    case 'rows':
      return <RowsField field={field} rows={value as readonly Values[]} onChange={onChange} />;
    case 'text':
      return (
        <label className="typed-field typed-wide">
          {rowLabel === undefined && <span>{label}</span>}
          <Input
            aria-label={label}
            value={String(value ?? '')}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      );
    default:
      return field satisfies never;
  }
}

function ChoiceField({
  label,
  hideLabel,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hideLabel: boolean;
  readonly options: readonly Choice[];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  return (
    <span className="typed-field">
      {!hideLabel && <span>{label}</span>}
      <Select
        aria-label={label}
        value={options.findIndex((option) => option.value === value)}
        options={options.map((option, index) => ({ value: index, label: option.label }))}
        onChange={(index: number) => onChange(options[index]?.value)}
        className="rule-choice"
      />
    </span>
  );
}

/** One text per line. */
export function LinesField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}) {
  return (
    <label className="typed-field typed-wide">
      <span>{label}（每行一条）</span>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={value.join('\n')}
        onChange={(event) => onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
      />
    </label>
  );
}

/** Lines of several fields each. */
export function RowsField({
  field,
  rows,
  least = 1,
  onChange,
}: {
  readonly field: Extract<FormField, { type: 'rows' }>;
  readonly rows: readonly Values[];
  /** Lines that must remain. */
  readonly least?: number;
  readonly onChange: (rows: readonly Values[]) => void;
}) {
  return (
    <div className="typed-wide" role="group" aria-label={field.label}>
      <div>{field.label}</div>
      <table className="rule-rows">
        <thead>
          <tr>
            {field.columns.map((column) => (
              <th key={column.key} scope="col">
                {column.label}
              </th>
            ))}
            <th>
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows are ordered lines of a rule; inputs refer to them by their place.
            <tr key={index}>
              {field.columns.map((column) => (
                <td key={column.key}>
                  <RuleField
                    field={column}
                    value={row[column.key]}
                    rowLabel={`${column.label} ${index + 1}`}
                    onChange={(value) =>
                      onChange(
                        rows.map((old, place) => (place === index ? { ...old, [column.key]: value } : old)),
                      )
                    }
                  />
                </td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  aria-label={`删除${field.label} ${index + 1}`}
                  disabled={rows.length <= least}
                  onClick={() => onChange(rows.filter((_, place) => place !== index))}
                >
                  删除
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => onChange([...rows, field.blank])}>
        增加{field.label}
      </Button>
    </div>
  );
}
