import type { ScoringItem } from '../domain/indicatorSystem';
import { halfWidth, parsePoints, shortPoints, type Points } from '../domain/points';
import type { ScoreEntry } from '../domain/score';
import { itemLimit } from '../scoring/worth';
import { REASON_SEPARATOR, splitReasons, type DeductionReason } from './reason';

/**
 * The entry after a usual reason was chosen: its text joins 扣分理由, and where it carries points and the item is judged
 * (酌情, or points given directly) they come off what is left. Applying the same reason again changes nothing, whatever
 * full stops or semicolons it is written with.
 * What it leaves can be typed over like anything else.
 */
export function applyReason(item: ScoringItem, entry: ScoreEntry, reason: DeductionReason): ScoreEntry {
  const already = new Set(splitReasons(entry.reason));
  // A reason of several sentences counts part by part, as it is written and read again.
  const missing = splitReasons(reason.text).filter((part) => !already.has(part));
  if (missing.length === 0) return entry;
  const before = entry.reason.trim().replace(/[；;。]$/, '');
  const told = {
    ...entry,
    reason: [before, ...missing].filter((part) => part !== '').join(REASON_SEPARATOR),
  };
  if (reason.points === null || entry.notApplicable || item.section !== 'base') return told;
  return withPoints(item, told, reason.points);
}

function withPoints(item: ScoringItem, entry: ScoreEntry, deduction: Points): ScoreEntry {
  if (isManual(item)) {
    const typed = entry.inputs[0]?.['得分'] ?? '';
    if (entry.points !== '') return { ...entry, points: less(entry.points, item, deduction) };
    return { ...entry, inputs: [{ ...entry.inputs[0], 得分: less(typed, item, deduction) }] };
  }
  // Rules with inputs compute their deduction themselves; only points given directly are touched.
  return entry.points === '' ? entry : { ...entry, points: less(entry.points, item, deduction) };
}

/** What is left of the points typed so far, of full points where none are. Never below zero. */
function less(typed: string, item: ScoringItem, deduction: Points): string {
  const before = typed.trim() === '' ? itemLimit(item) : parsePoints(halfWidth(typed));
  // Half-typed figures stay as they are: a person is at them.
  return before === null ? typed : shortPoints(Math.max(0, before - deduction));
}

function isManual({ rules }: ScoringItem): boolean {
  return rules.length === 1 && rules[0]?.kind === 'manual';
}
