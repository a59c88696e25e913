import { RULE_KIND_NAMES } from '@shared/domain/rule';
import type { FieldProblem, ScoreEntry } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import { fieldText, problemOf, withField } from './entryFields';
import { FieldInput } from './FieldInput';
import { fieldsOf } from './ruleFields';

/** The inputs of every rule of an item. Items with several rules name each by its kind. */
export function RuleFields({
  item,
  entry,
  problems,
  disabled,
  onEntry,
}: {
  readonly item: ItemView;
  readonly entry: ScoreEntry;
  readonly problems: readonly FieldProblem[];
  readonly disabled: boolean;
  readonly onEntry: (entry: ScoreEntry) => void;
}) {
  return item.rules.map((rule, index) => {
    const fields = (fieldsOf(item)[index] ?? []).map((field) => (
      <FieldInput
        key={field.key}
        field={field}
        value={fieldText(entry, index, field.key)}
        problem={problemOf(problems, index, field.key)?.message ?? ''}
        disabled={disabled}
        onChange={(text) => onEntry(withField(entry, index, field.key, text))}
      />
    ));
    if (item.rules.length === 1)
      return (
        <div key={rule.kind} className="score-rule">
          {fields}
        </div>
      );
    return (
      // Rules have no identity of their own: their place in the item is it.
      <div
        key={`${index}-${rule.kind}`}
        className="score-rule"
        role="group"
        aria-label={`第${index + 1}条 ${RULE_KIND_NAMES[rule.kind]}`}
      >
        <span className="score-rule-name">{`[${index + 1}] ${RULE_KIND_NAMES[rule.kind]}`}</span>
        {fields}
      </div>
    );
  });
}
