import { z } from 'zod';
import { formatPoints } from '@shared/domain/points';
import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { formatInputs } from '@shared/tables/inputText';

/** What a scorer typed for one unit and item, as it travels. */
export const entrySchema = z.strictObject({
  inputs: z.array(z.record(z.string().min(1).max(200), z.string().min(1).max(20_000))).max(200),
  points: z.string().max(200),
  notApplicable: z.boolean(),
  reason: z.string().max(20_000),
});

/** The same entry on every machine: fields that hold nothing are left out, the others in one order. */
export function plainEntry({ inputs, points, notApplicable, reason }: ScoreEntry): ScoreEntry {
  const records = inputs.map((record) =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([, value]) => value !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
  while (records.length > 0 && Object.keys(records.at(-1) ?? {}).length === 0) records.pop();
  return { inputs: records, points, notApplicable, reason };
}

/** Nothing was typed, or all of it was taken out again. */
export function isEmptyEntry(entry: ScoreEntry): boolean {
  const { inputs, points, notApplicable, reason } = plainEntry(entry);
  return inputs.length === 0 && points === '' && !notApplicable && reason === '';
}

/** An entry in words: 得分 0.80（分子=85; 分母=90），理由：…. */
export function entryText(item: ItemView, entry: ScoreEntry, cycleYear: number): string {
  const inputs = formatInputs(item, entry.inputs);
  const typed = inputs === '' ? '' : `（${inputs}）`;
  const reason = entry.reason.trim() === '' ? '' : `，理由：${entry.reason.trim()}`;
  return `${figureText(evaluateItem(item, entry, cycleYear))}${typed}${reason}`;
}

function figureText(result: ItemResult): string {
  if (result.status === 'notApplicable') return '不适用';
  if (result.status === 'unscored') return '没有填全';
  if (result.veto !== null) return '触发否决';
  return `得分 ${formatPoints(result.points)}`;
}

/** Whether an entry gives the unit less than another did. 不适用 on either side is neither more nor less. */
export function entryLowers(
  item: ItemView,
  before: ScoreEntry | null,
  next: ScoreEntry | null,
  cycleYear: number,
): boolean {
  const was = worth(item, before, cycleYear);
  if (was === null) return false;
  const is = worth(item, next, cycleYear);
  // What took points off and is gone gave something back.
  if (is === null) return !next?.notApplicable && !takesOff(item);
  return is < was;
}

/** Hundredths for the unit; null where nothing is scored, or not applicable. */
function worth(item: ItemView, entry: ScoreEntry | null, cycleYear: number): number | null {
  const result = entry && evaluateItem(item, entry, cycleYear);
  if (result?.status !== 'scored') return null;
  if (result.veto !== null) return -1;
  return takesOff(item) ? -result.points : result.points;
}

const takesOff = (item: ItemView): boolean => item.section === 'deduction' || item.section === 'veto';
