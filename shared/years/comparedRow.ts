import { fraction, roundHalfUp, scaleHalfUp, subtract } from '../domain/fraction';
import { formatPoints, type Points } from '../domain/points';
import {
  MISSING_NAMES,
  type ComparedCell,
  type ComparedRow,
  type Measure,
  type Missing,
  type YearScore,
} from './comparison';

export function missingCell(missing: Missing): ComparedCell {
  return { value: null, text: MISSING_NAMES[missing], missing };
}

export function pointsCell(points: Points): ComparedCell {
  return { value: points, text: formatPoints(points), missing: null };
}

/** What a score comes to; undefined: the year does not know the place. */
export function scoreCell(score: YearScore | undefined): ComparedCell {
  if (!score) return missingCell('noData');
  if (score.status === 'scored' && score.points !== null) return pointsCell(score.points);
  return missingCell(score.status === 'notApplicable' ? 'notApplicable' : 'unscored');
}

export function rankCell(rank: number | null): ComparedCell {
  if (rank === null) return { value: null, text: '不排名', missing: null };
  return { value: rank, text: `第${rank}名`, missing: null };
}

export function wordCell(text: string): ComparedCell {
  return { value: null, text, missing: null };
}

/** A rate as it is added up: Σ scores over Σ applicable points, both in hundredths. */
export interface ExactRate {
  readonly scored: Points;
  readonly applicable: Points;
}

/** Hundredths of a percent, rounded half up once. */
export function rateOf({ scored, applicable }: ExactRate): number {
  return scaleHalfUp(scored, 10_000, applicable);
}

/** 92.35%. @param rate  hundredths of a percent, signed. */
export function rateText(rate: number): string {
  return `${rate < 0 ? '-' : ''}${formatPoints(Math.abs(rate))}%`;
}

/** A rate, or why there is none. */
export type RateOrMissing = ExactRate | Missing;

function rateCell(rate: RateOrMissing): ComparedCell {
  if (typeof rate === 'string') return missingCell(rate);
  if (rate.applicable === 0) return missingCell('notApplicable');
  const value = rateOf(rate);
  return { value, text: rateText(value), missing: null };
}

type Facts = Pick<ComparedRow, 'key' | 'kind' | 'code' | 'name' | 'group'>;

/** How a row is compared: the same for all rows of a comparison, so that changes are between the same years. */
export interface RowOptions {
  /** Index of the latest year that has any figure; a row without one there has no change. */
  readonly latest: number;
  /** 口径有变: what differs between years; left out: nothing. */
  readonly changed?: string;
}

/** A row of figures: the change is the latest year's less the one before it that has one. */
export function comparedRow(
  facts: Facts,
  measure: Measure,
  cells: readonly ComparedCell[],
  { latest, changed = '' }: RowOptions,
): ComparedRow {
  const last = cells[latest]?.value ?? null;
  const before = cells.slice(0, Math.max(0, latest)).findLast(({ value }) => value !== null)?.value ?? null;
  const change = before === null || last === null ? null : last - before;
  return { ...facts, measure, cells, change, changed };
}

/** A row of rates: the change is the exact difference, rounded half up once, not the difference of rounded rates. */
export function rateRow(
  facts: Facts,
  rates: readonly RateOrMissing[],
  { latest, changed = '' }: RowOptions,
): ComparedRow {
  const last = exactRate(rates[latest]);
  const before = rates
    .slice(0, Math.max(0, latest))
    .map(exactRate)
    .findLast((rate) => rate !== null);
  const change = before && last ? rateDifference(before, last) : null;
  return { ...facts, measure: 'rate', cells: rates.map(rateCell), change, changed };
}

function exactRate(rate: RateOrMissing | undefined): ExactRate | null {
  return rate === undefined || typeof rate === 'string' || rate.applicable === 0 ? null : rate;
}

function rateDifference(before: ExactRate, last: ExactRate): number {
  const percent = ({ scored, applicable }: ExactRate) => fraction(BigInt(scored) * 10_000n, applicable);
  return Number(roundHalfUp(subtract(percent(last), percent(before))));
}
