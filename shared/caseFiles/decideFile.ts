import { scaleHalfUp } from '../domain/fraction';
import { formatPoints, type Points } from '../domain/points';
import type { CaseSettings } from './caseSettings';

/** 等次 of a file, and of a unit's mean. Practice page §8. */
export type CaseGrade = '优秀' | '合格' | '不合格';

/** ≥90 优秀, 60–<90 合格, <60 不合格; a file that fails the legality part is 不合格 whatever its score. */
export function gradeCase(
  { score, legal }: { readonly score: Points; readonly legal: boolean },
  { passLine, excellentLine }: Pick<CaseSettings, 'passLine' | 'excellentLine'>,
): CaseGrade {
  if (!legal || score < passLine) return '不合格';
  return score >= excellentLine ? '优秀' : '合格';
}

/** A locked review. */
export interface LockedReview {
  /** Hundredths. */
  readonly score: Points;
  readonly legal: boolean;
}

export type FileDecision =
  | { readonly state: 'open' }
  /** Two reviewers differ: a third one is called in. */
  | { readonly state: 'needsThird'; readonly why: string }
  | {
      readonly state: 'decided';
      readonly score: Points;
      readonly legal: boolean;
      readonly grade: CaseGrade;
      /** How it came from the reviews. */
      readonly method: string;
    };

/**
 * The result of a file from its locked reviews. Practice page §10: two reviewers; further apart than the limit, or of
 * different minds about legality, a third one; then the median of the three scores and the majority's verdict. Else the
 * mean of the two, rounded half up once.
 *
 * @param locked in the order of the rounds; only those that are locked.
 */
export function decideFile(locked: readonly LockedReview[], settings: CaseSettings): FileDecision {
  const [first, second, third] = locked;
  if (!first || locked.length < settings.reviewers) return { state: 'open' };
  if (!second) return decided(first.score, first.legal, `一人评查 ${formatPoints(first.score)}`, settings);
  if (third) return decideByThree([first, second, third], settings);
  const why = differenceOf(first, second, settings);
  if (why !== '') return { state: 'needsThird', why };
  const mean = scaleHalfUp(first.score + second.score, 1, 2);
  const method = `两人评查 ${formatPoints(first.score)}、${formatPoints(second.score)}，取平均 ${formatPoints(mean)}`;
  return decided(mean, first.legal, method, settings);
}

function differenceOf(first: LockedReview, second: LockedReview, { differenceLimit }: CaseSettings): string {
  if (first.legal !== second.legal) return '两人的合法性结论不同';
  const difference = Math.abs(first.score - second.score);
  if (difference <= differenceLimit) return '';
  return `两人相差 ${formatPoints(difference)} 分，超过 ${formatPoints(differenceLimit)} 分`;
}

function decideByThree(reviews: readonly LockedReview[], settings: CaseSettings): FileDecision {
  const scores = reviews.map(({ score }) => score).sort((a, b) => a - b);
  const median = scores[1] ?? 0;
  const legal = reviews.filter((review) => review.legal).length >= 2;
  const verdict = reviews.every((review) => review.legal === legal)
    ? ''
    : `，合法性按多数意见（${legal ? '符合' : '不符合'}）`;
  const method = `三人评查 ${reviews.map(({ score }) => formatPoints(score)).join('、')}，取中间值 ${formatPoints(median)}${verdict}`;
  return decided(median, legal, method, settings);
}

function decided(score: Points, legal: boolean, method: string, settings: CaseSettings): FileDecision {
  return { state: 'decided', score, legal, grade: gradeCase({ score, legal }, settings), method };
}
