import { add, compare, divide, fractionOf, roundToPoints, ZERO, type Fraction } from '../domain/fraction';
import type { ScoringItem } from '../domain/indicatorSystem';
import { formatPoints, type Points } from '../domain/points';
import type { ItemResult, ScoreEntry } from '../domain/score';
import { exactOf, exactText, markedText } from './exactMark';
import { FEWEST_TO_DROP, type MarkingMethod, type MarkingSetting } from './method';
import { mergeDocuments, sameInputs } from './sharedInputs';

/** One scorer's locked figure of one unit and item, with what it came to. */
export interface LockedMarking {
  readonly scorer: string;
  readonly entry: ScoreEntry;
  /** Never `unscored`: only complete markings can be locked. */
  readonly result: ItemResult;
}

/** Why the rule alone does not settle it. */
export type DecisionCause = 'spread' | 'consensus' | 'applicability';

export const DECISION_CAUSE_NAMES: Readonly<Record<DecisionCause, string>> = {
  spread: '分差超限',
  consensus: '意见不一致',
  applicability: '是否适用不一致',
};

interface Figures {
  /** Highest less lowest of all figures, hundredths. */
  readonly spread: Points;
  /** What the method comes to; null where not applicable was agreed, and for 否决. */
  readonly points: Points | null;
}

export type Settlement =
  | (Figures & { readonly kind: 'settled'; readonly entry: ScoreEntry })
  | (Figures & { readonly kind: 'undecided'; readonly cause: DecisionCause });

/**
 * What several scorers' locked markings come to: the mean, the mean without highest and lowest (from three on), or what
 * all agree on. The mean is taken of the marks before their rounding and rounded half up once after it; the reason prints
 * such a mark exactly, so that anyone can repeat it. Spread and 合议 go by the marks as they are shown. A spread above the
 * limit, a mixed 不适用 and a 合议 that is none are left to somebody's decision; `points` is then what the method would
 * propose. 否决 counts only when all agree. Practice page §6 (number rules) and §6.10, peers.md 1.6.
 *
 * @param markings one or more.
 */
export function settleMarkings(
  item: ScoringItem,
  markings: readonly LockedMarking[],
  { method, spreadLimit }: Pick<MarkingSetting, 'method' | 'spreadLimit'>,
): Settlement {
  const scored = markings.flatMap(({ result }) => (result.status === 'scored' ? [result] : []));
  const figures = scored.map(({ points }) => points);
  const spread = spreadOf(figures);
  if (scored.length === 0) {
    return { kind: 'settled', spread, points: null, entry: notApplicableEntry(markings) };
  }
  const points = item.section === 'veto' ? null : average(scored.map(exactOf), method);
  if (scored.length < markings.length) return { kind: 'undecided', cause: 'applicability', spread, points };
  if (item.section === 'veto') return settleVeto(markings, scored);
  if (method === 'consensus' && spread > 0) return { kind: 'undecided', cause: 'consensus', spread, points };
  if (spread > spreadLimit) return { kind: 'undecided', cause: 'spread', spread, points };
  return { kind: 'settled', spread, points, entry: scoredEntry(item, markings, points ?? 0, method) };
}

/** Highest less lowest, hundredths; 0 for none or one. */
export function spreadOf(figures: readonly Points[]): Points {
  return figures.length === 0 ? 0 : Math.max(...figures) - Math.min(...figures);
}

/** The mean of the figures that count, exact hundredths, rounded half up once after it. */
export function average(figures: readonly Fraction[], method: MarkingMethod): Points {
  const counted = method === 'dropHighLow' ? withoutHighLow(figures) : figures;
  return roundToPoints(divide(counted.reduce(add, ZERO), fractionOf(counted.length)));
}

/** Without one highest and one lowest; with fewer than three, all of them. */
function withoutHighLow(figures: readonly Fraction[]): readonly Fraction[] {
  if (figures.length < FEWEST_TO_DROP) return figures;
  return [...figures].sort(compare).slice(1, -1);
}

function settleVeto(
  markings: readonly LockedMarking[],
  scored: readonly Extract<ItemResult, { status: 'scored' }>[],
): Settlement {
  const agreed = scored.every(({ veto }) => veto === scored[0]?.veto);
  if (!agreed) return { kind: 'undecided', cause: 'consensus', spread: 0, points: null };
  const inputs = mergeDocuments(
    markings[0]?.entry.inputs ?? [],
    markings.map(({ entry }) => entry),
  );
  const reason = sentence([`${names(markings)}意见一致`, ...reasonsOf(markings)]);
  return {
    kind: 'settled',
    spread: 0,
    points: null,
    entry: { inputs, points: '', notApplicable: false, reason },
  };
}

function notApplicableEntry(markings: readonly LockedMarking[]): ScoreEntry {
  const reason = sentence([`${names(markings)}均认定不适用`, ...reasonsOf(markings)]);
  return { inputs: [], points: '', notApplicable: true, reason };
}

function scoredEntry(
  item: ScoringItem,
  markings: readonly LockedMarking[],
  points: Points,
  method: MarkingMethod,
): ScoreEntry {
  const entries = markings.map(({ entry }) => entry);
  const reason = sentence([
    `${originalsText(markings)}${howText(markings, points, method)}`,
    ...reasonsOf(markings),
  ]);
  // Case files are part of the tie-break, so figures all scorers share are kept as they were typed.
  const ownFigures = item.rules.some(({ kind }) => kind === 'caseReview') && sameInputs(entries);
  return {
    inputs: ownFigures ? (entries[0]?.inputs ?? []) : mergeDocuments([], entries),
    points: ownFigures ? '' : formatPoints(points),
    notApplicable: false,
    reason,
  };
}

function howText(markings: readonly LockedMarking[], points: Points, method: MarkingMethod): string {
  if (markings.length === 1) return '';
  if (method === 'consensus') return '，意见一致';
  const figures = markings.flatMap(({ result }) => (result.status === 'scored' ? [result.points] : []));
  if (method === 'mean') return `，均分 ${formatPoints(points)}`;
  if (figures.length < FEWEST_TO_DROP) return `，不足三人不去高低分，均分 ${formatPoints(points)}`;
  const high = formatPoints(Math.max(...figures));
  const low = formatPoints(Math.min(...figures));
  return `，去掉一个最高分 ${high} 和一个最低分 ${low}，均分 ${formatPoints(points)}`;
}

/** What somebody decided, as the score's entry: all originals, the spread, the figure and why stand in its reason. */
export function decidedEntry(markings: readonly LockedMarking[], decision: ScoreEntry): ScoreEntry {
  const figures = markings.flatMap(({ result }) => (result.status === 'scored' ? [result.points] : []));
  const spread = figures.length > 1 ? `，分差 ${formatPoints(spreadOf(figures))}` : '';
  const merged =
    decision.inputs.length > 0
      ? decision.inputs
      : mergeDocuments(
          [],
          markings.map(({ entry }) => entry),
        );
  return {
    ...decision,
    inputs: decision.notApplicable ? [] : merged,
    reason: sentence([`${originalsText(markings)}${spread}`, `认定理由：${decision.reason.trim()}`]),
  };
}

/** 张三 0.80、李四 不适用 */
export function originalsText(
  markings: readonly { readonly scorer: string; readonly result: ItemResult }[],
): string {
  return markings.map(({ scorer, result }) => `${scorer} ${figureText(result)}`).join('、');
}

function figureText(result: ItemResult): string {
  if (result.status === 'notApplicable') return '不适用';
  if (result.status === 'unscored') return '未评';
  return result.veto === null ? markedText(result.points, exactText(result.exact)) : '触发否决';
}

const names = (markings: readonly LockedMarking[]): string => markings.map(({ scorer }) => scorer).join('、');

const reasonsOf = (markings: readonly LockedMarking[]): string[] =>
  markings.flatMap(({ scorer, entry }) =>
    entry.reason.trim() === '' ? [] : [`${scorer}：${entry.reason.trim()}`],
  );

const sentence = (parts: readonly string[]): string =>
  parts.map((part) => (/[。！？；]$/u.test(part) ? part : `${part}。`)).join('');
