import { defineError, keptUntouched } from './appError';

const RESULT_KEPT = '已审定的结果没有改动。';

export const resultAppealsOpen = defineError<{ readonly count: number }>(
  'RESULT_APPEALS_OPEN',
  ({ count }) => ({
    what: `还有 ${count} 件申诉没有复核，不能审定结果。`,
    kept: '年度的阶段和得分没有改动。',
    todo: '请先在“复核申诉 · 申诉复核”里逐件复核或由单位撤回，再审定。',
  }),
);

export const approvalNeedsAnother = defineError<{
  readonly person: string;
  /** Approvers who may. */
  readonly others: readonly string[];
}>('APPROVAL_NEEDS_ANOTHER', ({ person, others }) => ({
  what: `“${person}”推进过本年度的反馈申诉，或录入过本年度的评分，不能再由本人审定。`,
  kept: '年度的阶段和得分没有改动。',
  todo: `请由没有参与评审的审定领导登录后审定：${others.join('、')}。`,
}));

export const resultReasonMissing = defineError<{ readonly field: string }>(
  'RESULT_REASON_MISSING',
  ({ field }) => ({
    what: `没有写明“${field}”（不少于 4 个字）。`,
    kept: keptUntouched,
    todo: `请写明${field}后重试；它会随结果一起保存，也会记入审计记录。`,
  }),
);

export const resultNotFound = defineError('RESULT_NOT_FOUND', () => ({
  what: '找不到这个审定结果。',
  kept: keptUntouched,
  todo: '请在“综合考核 · 审定结果”的列表里重新选择。',
}));

export const cycleNotFound = defineError<{ readonly year: number; readonly known: readonly number[] }>(
  'CYCLE_NOT_FOUND',
  ({ year, known }) => ({
    what: `这个考评库里没有${year > 0 ? ` ${year} 年度` : '这个年度'}的考评。`,
    kept: keptUntouched,
    todo: `请选择已有的年度：${known.join('、')}。`,
  }),
);

export const cycleYearTaken = defineError<{ readonly year: number; readonly current: number }>(
  'CYCLE_YEAR_TAKEN',
  ({ year, current }) => ({
    what: `不能开始 ${year} 年度：新年度要晚于现在的 ${current} 年度。`,
    kept: keptUntouched,
    todo: `请填写 ${current + 1} 或更晚的年份。`,
  }),
);

export const correctionNotFound = defineError('CORRECTION_NOT_FOUND', () => ({
  what: '找不到这件更正。',
  kept: keptUntouched,
  todo: '请在“综合考核 · 审定结果”的更正列表里重新选择。',
}));

export const correctionDecided = defineError('CORRECTION_ALREADY_DECIDED', () => ({
  what: '这件更正已经有了审定意见，不能再改。',
  kept: RESULT_KEPT,
  todo: '仍需改正的，请另提一件更正。',
}));

export const correctionOpen = defineError<{ readonly unit: string; readonly code: string }>(
  'CORRECTION_ALREADY_PROPOSED',
  ({ unit, code }) => ({
    what: `“${unit}”的指标 ${code} 已有一件更正等待审定。`,
    kept: RESULT_KEPT,
    todo: '请先由审定领导对那一件提出意见。',
  }),
);

export const correctionStale = defineError<{ readonly unit: string; readonly code: string }>(
  'CORRECTION_STALE',
  ({ unit, code }) => ({
    what: `“${unit}”的指标 ${code} 的得分在提出更正以后已经变了。`,
    kept: RESULT_KEPT,
    todo: '请不予更正这一件，按现在的得分另提一件。',
  }),
);

export const correctionByScorer = defineError<{
  readonly person: string;
  readonly unit: string;
  readonly code: string;
}>('CORRECTION_BY_SCORER', ({ person, unit, code }) => ({
  what: `“${person}”评过、录入过或核查过“${unit}”的指标 ${code}，不能审定这一项的更正。`,
  kept: RESULT_KEPT,
  todo: '请由没有评过这一项的审定领导登录后确认。',
}));

export const comparisonUnknown = defineError<{ readonly what: string }>('COMPARISON_UNKNOWN', ({ what }) => ({
  what: `各年度里都没有${what}。`,
  kept: keptUntouched,
  todo: '请检查编码或名称。',
}));
