import { fieldName, isForTheProgram } from './fieldNames';
import { valueText } from './valueText';

/** One field that changed, in Chinese; '' where there was nothing, or is nothing now. */
export interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Lines shown of one entry; an import may have thousands. */
const SHOWN = 300;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields in which two values differ, as lines a person reads. Fields that are themselves objects are gone into.
 *
 * @param before  parsed from an entry; undefined where there was nothing.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  const lines = [...compare(asFields(before), asFields(after), '')];
  if (lines.length <= SHOWN) return lines;
  const rest = { field: `另有 ${lines.length - SHOWN} 处`, before: '', after: '' };
  return [...lines.slice(0, SHOWN), rest];
}

function* compare(before: Fields, after: Fields, path: string): Generator<Difference> {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isForTheProgram(key)) continue;
    const [old, now] = [before[key], after[key]];
    const name = fieldName(key);
    const field = path === '' ? name : `${path} · ${name}`;
    if (isFields(old) || isFields(now)) yield* compare(asFields(old), asFields(now), field);
    else {
      const [oldText, nowText] = [valueText(key, old), valueText(key, now)];
      if (oldText !== nowText) yield { field, before: oldText, after: nowText };
    }
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that is no object is one without a name. */
function asFields(value: unknown): Fields {
  if (isFields(value)) return value;
  return value === undefined || value === null || value === '' ? {} : { value };
}

/** What a row of entries comes to: from what stood before the first to what stood after the last. */
export function combineDifferences(steps: readonly (readonly Difference[])[]): Difference[] {
  const fields = new Map<string, Difference>();
  for (const { field, before, after } of steps.flat()) {
    fields.set(field, { field, before: fields.get(field)?.before ?? before, after });
  }
  return [...fields.values()].filter(({ before, after }) => before !== after);
}

/** Differences on one line: “得分 0.80 → 1.00；理由 材料不全 →（空）”. */
export function differenceText(lines: readonly Difference[]): string {
  return lines
    .map(({ field, before, after }) =>
      before === '' ? `${field} ${after}` : `${field} ${before} → ${after === '' ? '（空）' : after}`,
    )
    .join('；');
}
