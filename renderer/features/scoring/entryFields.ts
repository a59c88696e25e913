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

/** Reasons used for the same item in other units, most frequent first, each once. At most `limit`. */
export function frequentReasons(
  rows: readonly { readonly unitId: number; readonly entry: ScoreEntry }[],
  exceptUnit: number,
  limit = 12,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const reason = row.entry.reason.trim();
    if (reason !== '' && row.unitId !== exceptUnit) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'zh-CN'))
    .slice(0, limit)
    .map(([reason]) => reason);
}
