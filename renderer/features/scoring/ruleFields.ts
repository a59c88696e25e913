import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { inputFields, type InputField } from '@shared/tables/inputFields';

export type RuleField = InputField;

export interface Choice {
  /** What is stored. */
  readonly value: string;
  readonly label: string;
}

const YES_NO: readonly Choice[] = [
  { value: '是', label: '是' },
  { value: '否', label: '否' },
];

const cache = new WeakMap<ScoringItem, readonly (readonly RuleField[])[]>();

/** The fields of each rule of an item; made once per item, because every keystroke asks. */
export function fieldsOf(item: ScoringItem): readonly (readonly RuleField[])[] {
  let fields = cache.get(item);
  if (!fields) {
    fields = item.rules.map((rule) => inputFields(rule, item));
    cache.set(item, fields);
  }
  return fields;
}

/** What can be chosen; null for fields one types into. */
export function choicesOf(field: RuleField): readonly Choice[] | null {
  if (field.type === 'boolean') return YES_NO;
  return field.type === 'choice' ? (field.options ?? []) : null;
}
