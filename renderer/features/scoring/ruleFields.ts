import type { Rule } from '@shared/domain/rule';
import { inputFields } from '@shared/tables/inputText';

export type RuleField = ReturnType<typeof inputFields>[number];

const cache = new WeakMap<Rule, readonly RuleField[]>();

/** The fields of a rule; made once per rule, because every keystroke asks. */
export function fieldsOf(rule: Rule): readonly RuleField[] {
  let fields = cache.get(rule);
  if (!fields) {
    fields = inputFields(rule);
    cache.set(rule, fields);
  }
  return fields;
}
