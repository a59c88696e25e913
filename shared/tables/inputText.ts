import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { halfWidth } from '@shared/domain/points';
import type { FieldProblem } from '@shared/domain/score';
import { inputFields } from './inputFields';
import { escapeText, splitEntries, splitEntry, splitMarkers, unescapeText } from './parameterText';

export { inputFields, type InputField, type InputFieldType } from './inputFields';

type Inputs = readonly Readonly<Record<string, string>>[];

/** Column 评分输入: `分子=85; 分母=90`, `[1] 实际=4 [2] 1=2; 2=0`. Blank fields are left out; nothing typed gives ''. */
export function formatInputs(item: ScoringItem, inputs: Inputs): string {
  const texts = inputs.map((record, index) => recordText(item, record, index));
  if (item.rules.length === 1 && texts.slice(1).every((text) => text === '')) return texts[0] ?? '';
  return texts
    .map((text, index) => (text === '' ? '' : `[${index + 1}] ${text}`))
    .filter((text) => text !== '')
    .join(' ');
}

function recordText(item: ScoringItem, record: Readonly<Record<string, string>>, index: number): string {
  const rule = item.rules[index];
  const order = rule ? inputFields(rule).map((field) => field.key) : [];
  const rest = Object.keys(record).filter((key) => !order.includes(key));
  return [...order, ...rest]
    .filter((key) => (record[key] ?? '').trim() !== '')
    .map((key) => `${key}=${valueText((record[key] ?? '').trim())}`)
    .join('; ');
}

/** The bars of 得分=92|78|55 part a list and stay as they are; the other signs are protected. */
function valueText(value: string): string {
  return escapeText(value).replace(/\\([|｜])/g, '$1');
}

/**
 * Reads 评分输入 into one record per rule, values as typed. Judges form only; `evaluateItem` judges the values.
 * Half- and full-width signs. An empty text gives no records: not scored.
 */
export function parseInputs(
  item: ScoringItem,
  text: string,
): { readonly inputs: Record<string, string>[]; readonly problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  // A field on a line of its own (Alt+Enter) needs no semicolon.
  const parts = splitMarkers(text.replace(/\r?\n(?=[^=＝;；\n]+[=＝])/g, ';'));
  if (parts.length === 0) return { inputs: [], problems };
  const inputs: Record<string, string>[] = item.rules.map(() => ({}));
  for (const part of parts) {
    // An item with one rule needs no marker.
    const number = part.number === 0 && item.rules.length === 1 ? 1 : part.number;
    const record = inputs[number - 1];
    if (!record) {
      problems.push(misplaced(item, part.number, part.text));
      continue;
    }
    readRecord(part.text, record, number === 1 ? '' : `[${number}]`, problems);
  }
  return { inputs, problems };
}

function misplaced(item: ScoringItem, number: number, text: string): FieldProblem {
  const count = item.rules.length;
  const message =
    number === 0
      ? `本指标有${count}条规则，“${text}”没有写明属于哪一条，请写成“[1] … [2] …”`
      : `没有第[${number}]条规则，本指标有${count}条规则`;
  return { field: '评分输入', code: 'MALFORMED_INPUT', message };
}

function readRecord(
  text: string,
  record: Record<string, string>,
  prefix: string,
  problems: FieldProblem[],
): void {
  let last = '';
  for (const entry of splitEntries(text)) {
    const pair = splitEntry(entry);
    if (pair === null) {
      // The only free words among inputs: 苏法〔2020〕3号；苏法〔2020〕9号
      if (last === '文号') {
        record[last] = `${record[last]}；${unescapeText(entry)}`;
        continue;
      }
      const message = `“${unescapeText(entry)}”不是“名称=值”的形式，多项用分号隔开，如“分子=85; 分母=90”`;
      problems.push({ field: '评分输入', code: 'MALFORMED_INPUT', message });
      continue;
    }
    const key = halfWidth(pair.key);
    if (Object.hasOwn(record, key)) {
      problems.push({
        field: prefix + key,
        code: 'DUPLICATE_INPUT',
        message: `“${key}”写了两次，请只保留一个`,
      });
      continue;
    }
    record[key] = unescapeText(pair.value);
    last = key;
  }
}
