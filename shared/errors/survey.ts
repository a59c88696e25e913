import { defineError, keptUntouched } from './appError';

const keptWeights = '原来的合成权重没有改动。';

/** `sum` as people read it: “90%”. */
export const compositeNot100 = defineError<{ readonly sum: string }>('COMPOSITE_NOT_100', ({ sum }) => ({
  what: `指标考核、案卷评查、满意度三部分的权重合计 ${sum}，必须正好是 100%，不能保存。`,
  kept: keptWeights,
  todo: '请调整各部分的权重，使合计正好是 100%；不用的部分填 0。',
}));

export const compositeWithoutIndicators = defineError('COMPOSITE_WITHOUT_INDICATORS', () => ({
  what: '指标考核的权重不能是 0：每个单位都有指标考核得分，其他部分可能没有。',
  kept: keptWeights,
  todo: '请给指标考核一个大于 0 的权重。',
}));

export const compositeWeightInvalid = defineError<{ readonly part: string; readonly text: string }>(
  'COMPOSITE_WEIGHT_INVALID',
  ({ part, text }) => ({
    what: `${part}的权重“${text}”不是 0 到 100 之间、最多两位小数的数。`,
    kept: keptWeights,
    todo: '请写成 30 或 33.33 的样子。',
  }),
);

export const surveyIncomplete = defineError<{ readonly unit: string }>('SURVEY_INCOMPLETE', ({ unit }) => ({
  what: `“${unit}”的发放份数、有效份数和得分没有填全。`,
  kept: '原来的测评结果没有改动。',
  todo: '三项都填上才能保存；没有测评的单位，三项都留空。',
}));

export const surveyCountInvalid = defineError<{
  readonly unit: string;
  readonly sent: string;
  readonly valid: string;
}>('SURVEY_COUNT_INVALID', ({ unit, sent, valid }) => ({
  what: `“${unit}”的发放份数“${sent}”、有效份数“${valid}”不对：都要是整数，有效份数大于 0、不多于发放份数。`,
  kept: '原来的测评结果没有改动。',
  todo: '请核对问卷的发放和回收数，改正后再保存。',
}));

export const surveyScoreInvalid = defineError<{ readonly unit: string; readonly score: string }>(
  'SURVEY_SCORE_RANGE',
  ({ unit, score }) => ({
    what: `“${unit}”的满意度得分“${score}”不在允许范围：0 到 100，最多两位小数。`,
    kept: '原来的测评结果没有改动。',
    todo: '请改成 0 到 100 之间、最多两位小数的数。',
  }),
);

export const surveyLimitInvalid = defineError<{ readonly text: string }>(
  'SURVEY_LIMIT_INVALID',
  ({ text }) => ({
    what: `样本份数下限“${text}”不是 0 到 100000 之间的整数。`,
    kept: keptUntouched,
    todo: '请写成 30 的样子；不提示样本偏少的写 0。',
  }),
);

export const surveyStale = defineError('SURVEY_TABLE_STALE', () => ({
  what: '预览以后，表中有单位已不在考评库里。',
  kept: keptUntouched,
  todo: '请重新选择文件，再看一次预览。',
}));
