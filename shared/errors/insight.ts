import { defineError, keptUntouched } from './appError';

export const reasonTextMissing = defineError('REASON_TEXT_MISSING', () => ({
  what: '没有写扣分理由的内容。',
  kept: keptUntouched,
  todo: '请写明理由后再保存。',
}));

export const reasonPointsTooHigh = defineError<{ readonly code: string; readonly limit: string }>(
  'REASON_POINTS_TOO_HIGH',
  ({ code, limit }) => ({
    what: `扣分超过了指标 ${code} 的分值 ${limit}。`,
    kept: keptUntouched,
    todo: `请填 0 到 ${limit} 之间的扣分，或留空由规则计算。`,
  }),
);

export const reasonNotFound = defineError('REASON_NOT_FOUND', () => ({
  what: '这条常用理由已经改过或不在了。',
  kept: keptUntouched,
  todo: '请刷新后再改。',
}));

export const incidentNotFound = defineError('INCIDENT_NOT_FOUND', () => ({
  what: '本年度没有这个事件。',
  kept: keptUntouched,
  todo: '请刷新页面，重新选择事件。',
}));

export const incidentIncomplete = defineError<{ readonly problem: string }>(
  'INCIDENT_INCOMPLETE',
  ({ problem }) => ({ what: problem, kept: keptUntouched, todo: '请补全后再保存。' }),
);

export const doubleDeductionUnexplained = defineError<{ readonly unit: string; readonly places: string }>(
  'DOUBLE_DEDUCTION_UNEXPLAINED',
  ({ unit, places }) => ({
    what: `同一事实在多个指标扣分：“${unit}”的 ${places} 都标为扣分，没有说明为什么。`,
    kept: keptUntouched,
    todo: '请只在一项扣分；确需重复扣分的，在其余各项写明说明。',
  }),
);

export const dismissalReasonMissing = defineError('DISMISSAL_REASON_MISSING', () => ({
  what: '没有写核实的情况。',
  kept: keptUntouched,
  todo: '请写明核实的情况，再标为已核实。',
}));

export const findingNotDismissible = defineError<{ readonly name: string }>(
  'FINDING_NOT_DISMISSIBLE',
  ({ name }) => ({
    what: `“${name}”不能标为已核实。`,
    kept: keptUntouched,
    todo: '请到相应位置处理，处理后自然消失。',
  }),
);

export const findingGone = defineError('FINDING_GONE', () => ({
  what: '这条体检发现已经变化或不存在了。',
  kept: keptUntouched,
  todo: '请刷新体检后再核实。',
}));

export const checkKindUnknown = defineError<{ readonly kind: string; readonly known: readonly string[] }>(
  'CHECK_KIND_UNKNOWN',
  ({ kind, known }) => ({
    what: `没有叫“${kind}”的体检项目。`,
    kept: keptUntouched,
    todo: `可用的项目：${known.join('、')}。`,
  }),
);
