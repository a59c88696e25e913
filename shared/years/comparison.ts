import type { Points } from '../domain/points';

/** What the figures of a year rest on: frozen by approval, still being assessed, or only carried beside the items. */
export type YearBasis = 'approved' | 'provisional' | 'carried';

export const YEAR_BASIS_NAMES: Readonly<Record<YearBasis, string>> = {
  approved: '已审定',
  provisional: '暂计',
  carried: '仅有逐项得分',
};

export interface ComparedYear {
  readonly year: number;
  readonly basis: YearBasis;
}

/** Why a year has no figure. Not scored is not zero, and neither is not applicable. */
export type Missing = 'noData' | 'notApplicable' | 'unscored' | 'hidden';

export const MISSING_NAMES: Readonly<Record<Missing, string>> = {
  noData: '无数据',
  notApplicable: '不适用',
  unscored: '未评',
  hidden: '未公布',
};

/** What a row counts: points in hundredths, a rate in hundredths of a percent, a place, or words. */
export type Measure = 'points' | 'rate' | 'rank' | 'text';

export interface ComparedCell {
  /** Whole number in the measure of its row; null where it is missing or words. */
  readonly value: number | null;
  readonly text: string;
  readonly missing: Missing | null;
}

export interface ComparedRow {
  readonly key: string;
  readonly kind: 'total' | 'part' | 'item' | 'unit';
  readonly code: string;
  readonly name: string;
  /** Group of a unit, level-1 part of an item; '' otherwise. */
  readonly group: string;
  readonly measure: Measure;
  /** One for each year, earliest first. */
  readonly cells: readonly ComparedCell[];
  /** The latest year that has figures at all less the row's one before it; null where the row lacks either. */
  readonly change: number | null;
  /** 口径有变: what differs between years, in words; '' where nothing does. */
  readonly changed: string;
}

/** Years side by side, earliest first, for one unit, one item or one level-1 part. */
export interface YearComparison {
  readonly title: string;
  readonly years: readonly ComparedYear[];
  readonly rows: readonly ComparedRow[];
  readonly notes: readonly string[];
}

/** A score as one year has it. */
export interface YearScore {
  readonly status: 'scored' | 'notApplicable' | 'unscored';
  /** 最终分 in hundredths; null unless scored. */
  readonly points: Points | null;
}

/** Most years side by side. */
export const MOST_YEARS = 3;
