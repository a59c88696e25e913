import type { ScoreEntry } from '../domain/score';

type Inputs = ScoreEntry['inputs'];

const DOCUMENT = '文号';

/** Fields that hold something, in a fixed order, so that a field never touched is the same as a blank one. */
function typed(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record)
    .map(([key, value]) => [key, value.trim()] as const)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether all entries hold inputs, and the same ones. */
export function sameInputs(entries: readonly ScoreEntry[]): boolean {
  const texts = entries.map(({ inputs }) => JSON.stringify(inputs.map(typed)));
  const any = entries[0]?.inputs.some((record) => typed(record).length > 0) ?? false;
  return any && texts.every((text) => text === texts[0]);
}

/** The inputs with every document number any of the entries names: 加分 and 否决 must rest on a document. */
export function mergeDocuments(inputs: Inputs, entries: readonly ScoreEntry[]): Inputs {
  const documents = entries.flatMap((entry) =>
    entry.inputs.map((record) => record[DOCUMENT]?.trim() ?? '').filter((text) => text !== ''),
  );
  const merged = [...new Set(documents)].join('、');
  if (merged === '') return inputs;
  const [first = {}, ...rest] = inputs;
  return [{ ...first, [DOCUMENT]: merged }, ...rest];
}
