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

export const siteCheckItemUnknown = defineError('SITE_CHECK_ITEM_UNKNOWN', () => ({
  what: '实地核查清单里没有这一项。',
  kept: keptUntouched,
  todo: '请刷新清单后再试。',
}));

export const siteCheckAlreadyRecorded = defineError<ScorePlace>(
  'SITE_CHECK_ALREADY_RECORDED',
  ({ unit, code }) => ({
    what: `“${unit}”的指标 ${code} 这次核查已经记录了结果，不能再改。`,
    kept: '已记录的结果没有改动。',
    todo: '需要重新核查的，请考核办公室另列一次实地核查。',
  }),
);

export const siteCheckListed = defineError<ScorePlace>('SITE_CHECK_LISTED', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 已经在清单上，还没有记录结果。`,
  kept: keptUntouched,
  todo: '请去掉这一项后再列入；等它记录了结果，可以再列一次。',
}));

export const appealUnknown = defineError('APPEAL_UNKNOWN', () => ({
  what: '没有这件申诉。',
  kept: keptUntouched,
  todo: '请核对申诉编号，或刷新列表后再试。',
}));

export const appealNothingScored = defineError<ScorePlace>('APPEAL_NOTHING_SCORED', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 没有得分（未评或不适用），没有可以申诉的得分。`,
  kept: keptUntouched,
  todo: '对没有评分或是否适用有意见的，请考核办公室写明理由退回“评审”阶段后办理。',
}));

export const appealAlreadyOpen = defineError<ScorePlace & { readonly id: number }>(
  'APPEAL_ALREADY_OPEN',
  ({ unit, code, id }) => ({
    what: `“${unit}”对指标 ${code} 已经提出申诉（第 ${id} 号），还在复核。`,
    kept: keptUntouched,
    todo: '请等复核结果；要改理由或补材料的，请先撤回原申诉再重新提出。',
  }),
);

export const appealLate = defineError<{ readonly dueOn: string }>('APPEAL_LATE', ({ dueOn }) => ({
  what: `申诉期限到 ${dueOn} 为止，现在已经过了。`,
  kept: keptUntouched,
  todo: '确有正当理由的，请送考核办公室，由考核办公室写明逾期受理的理由代为提出。',
}));

export const appealLateReasonMissing = defineError<{ readonly dueOn: string }>(
  'APPEAL_LATE_REASON_MISSING',
  ({ dueOn }) => ({
    what: `申诉期限到 ${dueOn} 为止，逾期受理要写明理由。`,
    kept: keptUntouched,
    todo: '请填写“逾期受理理由”后再提出（命令行用 --late-reason）。',
  }),
);

export const appealAlreadyDecided = defineError<{ readonly number: number }>(
  'APPEAL_ALREADY_DECIDED',
  ({ number }) => ({
    what: `第 ${number} 号申诉已经办结（作出决定或撤回），不能再改。`,
    kept: '原来的决定没有改动。',
    todo: '撤回的，单位在期限内可以重新提出；决定是最终的，确有错误的由考核办公室更正。',
  }),
);

export const appealIsFinal = defineError<ScorePlace & { readonly id: number }>(
  'APPEAL_IS_FINAL',
  ({ unit, code, id }) => ({
    what: `“${unit}”对指标 ${code} 的申诉（第 ${id} 号）已经复核决定，决定是最终的，不再受理第二次申诉。`,
    kept: '原来的决定没有改动。',
    todo: '决定确有错误的，由考核办公室写明理由把年度退回评审改正，或者在审定以后更正。',
  }),
);

export const decidedByOwnJudge = defineError<{ readonly person: string } & ScorePlace>(
  'DECIDED_BY_OWN_JUDGE',
  ({ person, unit, code }) => ({
    what: `“${person}”评过、录入过或核查过“${unit}”的指标 ${code}，不能复核自己的评分。`,
    kept: keptUntouched,
    todo: '请由没有参与这一项评分、也没有录入它的人办理；需要增加人员的，请在“系统管理 · 人员”里添加。',
  }),
);

export const appealEvidenceNotOfUnit = defineError<{ readonly unit: string }>(
  'APPEAL_EVIDENCE_NOT_OF_UNIT',
  ({ unit }) => ({
    what: `补充材料里有不属于“${unit}”的材料。`,
    kept: keptUntouched,
    todo: '请只选本单位添加的材料。',
  }),
);

export const feedbackNotReceived = defineError('FEEDBACK_NOT_RECEIVED', () => ({
  what: '还没有收到考评办的反馈包。',
  kept: keptUntouched,
  todo: '收到后请在“数据交换”里收入，这里就列出本单位的得分和扣分理由；没有收到的，请联系考评办。',
}));
