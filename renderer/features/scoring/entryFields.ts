import { EMPTY_ENTRY, type FieldProblem, type ScoreEntry } from '@shared/domain/score';

/** The typed text of one field; '' where nothing was typed. `rule` counts from 0. */
export function fieldText(entry: ScoreEntry, rule: number, key: string): string {
  return entry.inputs[rule]?.[key] ?? '';
}

/** The entry with one field changed. A blank field is left out, so that clearing all fields gives the empty entry. */
export function withField(entry: ScoreEntry, rule: number, key: string, text: string): ScoreEntry {
  const inputs: Readonly<Record<string, string>>[] = [...entry.inputs];
  while (inputs.length <= rule) inputs.push({});
  const { [key]: _replaced, ...others } = inputs[rule] ?? {};
  inputs[rule] = text === '' ? others : { ...others, [key]: text };
  while (inputs.length > 0 && Object.keys(inputs.at(-1) ?? {}).length === 0) inputs.pop();
  return { ...entry, inputs };
}

/** Whether nothing at all was typed. */
export function isBlank(entry: ScoreEntry): boolean {
  return (
    entry.points === EMPTY_ENTRY.points &&
    !entry.notApplicable &&
    entry.reason === '' &&
    entry.inputs.every((fields) => Object.values(fields).every((text) => text === ''))
  );
}

/** The problem of one field, as `evaluateItem` names it: rules after the first carry a prefix. */
export function problemOf(
  problems: readonly FieldProblem[],
  rule: number,
  key: string,
): FieldProblem | undefined {
  const name = rule === 0 ? key : `[${rule + 1}]${key}`;
  return problems.find((problem) => problem.field === name || (rule === 0 && problem.field === `[1]${key}`));
}
