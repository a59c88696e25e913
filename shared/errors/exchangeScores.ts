import { defineError, keptUntouched } from './appError';

export const scoresWithoutAssignment = defineError('SCORES_WITHOUT_ASSIGNMENT', () => ({
  what: '这个评分结果包答复的评分包不是本考评库发出的，或者台账里已经没有这次发包的记录，无法核对评分人可以评哪些单位和指标。',
  kept: keptUntouched,
  todo: '请在发出评分包的那个考评库里合并；考评库从备份恢复过的，请重新给这位评分人发一次评分包，由其打开后再交一次结果。',
}));

export const scoresBeyondAssignment = defineError<{ readonly scorer: string; readonly places: string }>(
  'SCORES_BEYOND_ASSIGNMENT',
  ({ scorer, places }) => ({
    what: `评分结果包里有没有发给“${scorer}”的单位或指标：${places}。`,
    kept: keptUntouched,
    todo: '请先核对分工；确应由其评分的，给其再发一个包含这些单位和指标的评分包，由其打开后再交一次结果。',
  }),
);

export const scoresOfAnother = defineError<{ readonly scorer: string; readonly places: string }>(
  'SCORES_OF_ANOTHER',
  ({ scorer, places }) => ({
    what: `评分结果包是给“${scorer}”的评分包的答复，里面却有别人名义的评分：${places}。`,
    kept: keptUntouched,
    todo: '谁都不能替别人评分：请评分人本人在自己的席位上评分后重新制作评分结果包。',
  }),
);

export const scoresMalformed = defineError<{ readonly places: string }>('SCORES_MALFORMED', ({ places }) => ({
  what: `评分结果包里有读不懂的评分，或者没有锁定的多人评分：${places}。`,
  kept: keptUntouched,
  todo: '请评分人用同一版本的法衡重新制作评分结果包。',
}));

export const scoresNothingToSend = defineError<{ readonly drafts: number }>(
  'SCORES_NOTHING_TO_SEND',
  ({ drafts }) => ({
    what:
      drafts > 0
        ? `还没有可以上报的评分：${drafts} 份多人评分还没有锁定。`
        : '还没有可以上报的评分：所选的单位和指标都没有评。',
    kept: '已填写的内容都在，没有写出数据包。',
    todo:
      drafts > 0
        ? '请在“评分”里评完后点“锁定评分”，再制作评分结果包。'
        : '请先在“评分”里评分，再制作评分结果包。',
  }),
);

export const scoresNotAtThisSeat = defineError('SCORES_NOT_AT_THIS_SEAT', () => ({
  what: '评分结果包由评分员席位制作；这个考评库不是打开评分包建立的。',
  kept: '没有写出数据包。',
  todo: '请评分人打开考评办发来的评分包，在自己的席位上评分后再制作；在考评办直接评的分不用制作数据包。',
}));
