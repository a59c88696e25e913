import { formatPoints, type Points } from '../domain/points';
import { defineError, keptUntouched } from './appError';

interface ScorePlace {
  readonly unit: string;
  readonly code: string;
}

const KEPT_SCORE = '原来的得分没有改动。';

export const adjustmentUnscored = defineError<ScorePlace>('ADJUSTMENT_UNSCORED', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 还没有得分，不能调整。`,
  kept: KEPT_SCORE,
  todo: '请先在“评分”里评出审核分；不适用的，请按缺项办理。',
}));

export const adjustmentOutOfRange = defineError<ScorePlace & { readonly limit: Points }>(
  'ADJUSTMENT_OUT_OF_RANGE',
  ({ unit, code, limit }) => ({
    what: `“${unit}”的指标 ${code} 只能调整到 0.00 至 ${formatPoints(limit)} 分之间，最多两位小数。`,
    kept: KEPT_SCORE,
    todo: '请按允许的范围填写调整后的得分。',
  }),
);

export const adjustmentOfVeto = defineError<ScorePlace>('ADJUSTMENT_OF_VETO', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 是否决项，没有分值，不能调整得分。`,
  kept: KEPT_SCORE,
  todo: '确需改正的，请考核办公室写明理由把年度退回评审阶段，在“评分”里改正这一项。',
}));

export const adjustmentChangesNothing = defineError<ScorePlace & { readonly points: Points }>(
  'ADJUSTMENT_CHANGES_NOTHING',
  ({ unit, code, points }) => ({
    what: `“${unit}”的指标 ${code} 现在就是 ${formatPoints(points)} 分，没有可调整的。`,
    kept: KEPT_SCORE,
    todo: '维持原得分的，请选择“属实”或“维持”；要调整的，请填写不同的得分。',
  }),
);

/** A field that has to be written: the reason, finding, grounds or opinion. */
export const reviewTextMissing = defineError<{ readonly field: string }>(
  'REVIEW_TEXT_MISSING',
  ({ field }) => ({
    what: `没有填写“${field}”。`,
    kept: keptUntouched,
    todo: `请写明${field}后重试：它要印在复核表上，也要记入审计记录。`,
  }),
);
