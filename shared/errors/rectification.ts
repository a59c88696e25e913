import { PROBLEM_STATE_NAMES, type ProblemState } from '../rectification/problem';
import { defineError, keptUntouched } from './appError';

export const problemNotFound = defineError('PROBLEM_NOT_FOUND', () => ({
  what: '整改台账里没有这个问题。',
  kept: keptUntouched,
  todo: '请刷新台账后重新选择。',
}));

export const measureNotFound = defineError('MEASURE_NOT_FOUND', () => ({
  what: '这条整改措施已经不在台账里。',
  kept: keptUntouched,
  todo: '请刷新台账后重新选择。',
}));

export const problemNotReady = defineError<{ readonly open: number; readonly measures: number }>(
  'PROBLEM_NOT_READY',
  ({ open, measures }) => ({
    what:
      measures === 0
        ? '这个问题还没有整改措施，不能申请销号。'
        : `还有 ${open} 条整改措施没有完成，不能申请销号。`,
    kept: keptUntouched,
    todo: '请先逐条填写措施的进展和完成日期。',
  }),
);

export const problemStateForbids = defineError<{ readonly state: ProblemState; readonly what: string }>(
  'PROBLEM_STATE_FORBIDS',
  ({ state, what }) => ({
    what: `这个问题处于“${PROBLEM_STATE_NAMES[state]}”，不能${what}。`,
    kept: keptUntouched,
    todo: '请先按顺序办理：制定措施、落实整改、申请销号、批准销号；已销号的可写明理由重新打开。',
  }),
);

export const problemTextMissing = defineError<{ readonly field: string }>(
  'PROBLEM_TEXT_MISSING',
  ({ field }) => ({
    what: `没有填写${field}。`,
    kept: keptUntouched,
    todo: `请写明${field}后重试。`,
  }),
);

export const problemKnown = defineError<{
  readonly unit: string;
  readonly code: string;
  readonly number: number;
}>('PROBLEM_ALREADY_LISTED', ({ unit, code, number }) => ({
  what: `“${unit}”指标 ${code} 的扣分已经列入台账（第 ${number} 号问题）。`,
  kept: keptUntouched,
  todo: '请在台账里直接办理那个问题。',
}));

export const nothingDeducted = defineError<{ readonly unit: string; readonly code: string }>(
  'NOTHING_DEDUCTED',
  ({ unit, code }) => ({
    what: `“${unit}”指标 ${code} 没有扣分，不能转为整改问题。`,
    kept: keptUntouched,
    todo: '请选择有扣分的指标，或在台账里直接登记问题。',
  }),
);

export const interviewNotFound = defineError('INTERVIEW_NOT_FOUND', () => ({
  what: '约谈登记里没有这一条。',
  kept: keptUntouched,
  todo: '请刷新后重新选择。',
}));
