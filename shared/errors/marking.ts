import { LEAST_REASON } from '../year/transitions';
import { defineError, keptUntouched } from './appError';

/** An item and, where it matters, a unit, as messages name them. */
interface At {
  readonly unit: string;
  readonly code: string;
}

export const markedBySeveral = defineError<{ readonly code: string; readonly scorers: string }>(
  'MARKED_BY_SEVERAL',
  ({ code, scorers }) => ({
    what: `指标 ${code} 由几位评分人分别评分（${scorers || '还没有分配'}），不能直接录入得分。`,
    kept: keptUntouched,
    todo: '请由分配的评分人各自评分并锁定；有分歧的，由考核办公室在“复核申诉 · 评分分歧”里认定。',
  }),
);

export const markingLocked = defineError<At>('MARKING_LOCKED', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 的评分已经锁定。`,
  kept: '锁定的评分没有改动。',
  todo: '确需修改的，请考核办公室在“复核申诉 · 评分分歧”里写明理由解锁。',
}));

export const markingSettled = defineError<At>('MARKING_SETTLED', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 已经认定得分，不能再评分。`,
  kept: '认定的得分没有改动。',
  todo: '确需重新评分的，请考核办公室在“复核申诉 · 评分分歧”里写明理由解锁。',
}));

export const markingNotApplicable = defineError<At>('MARKING_NOT_APPLICABLE', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 已批准为缺项，不用评分。`,
  kept: keptUntouched,
  todo: '请评其他指标；缺项批准得不对的，请考核办公室在“复核申诉 · 缺项审批”里写明理由撤销批准，再评分。',
}));

export const markingIncomplete = defineError<At>('MARKING_INCOMPLETE', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 还没有评完，不能锁定。`,
  kept: '已填写的内容都在。',
  todo: '请补全评分输入，或给出得分和理由，再锁定。',
}));

export const markingMissing = defineError<At>('MARKING_MISSING', ({ unit, code }) => ({
  what: `“${unit}”的指标 ${code} 没有可以办理的评分。`,
  kept: keptUntouched,
  todo: '请核对单位、指标和评分人：要有几位评分人的评分，才能锁定、解锁或认定。',
}));

export const markingNotReady = defineError<At & { readonly waiting: string }>(
  'MARKING_NOT_READY',
  ({ unit, code, waiting }) => ({
    what: `“${unit}”的指标 ${code} 还不能认定：${waiting} 没有锁定评分。`,
    kept: keptUntouched,
    todo: '请等各位评分人都锁定后再认定；有人不再评分的，请先在“系统管理 · 评分分工”里调整。',
  }),
);

export const markingMethodInUse = defineError<{ readonly codes: string; readonly markings: number }>(
  'MARKING_METHOD_IN_USE',
  ({ codes, markings }) => ({
    what: `指标 ${codes} 已经有 ${markings} 条评分，修改评分办法会影响还没有认定的得分。`,
    kept: keptUntouched,
    todo: '确要修改的，请确认后再保存（命令行加 --confirm）；已有的评分都保留，已认定的得分不变。',
  }),
);

export const markingMethodForVeto = defineError<{ readonly code: string }>(
  'MARKING_METHOD_FOR_VETO',
  ({ code }) => ({
    what: `指标 ${code} 是否决项，没有分数可以平均。`,
    kept: keptUntouched,
    todo: '否决项由几位评分人评的，请选择“合议”。',
  }),
);

export const settlerScored = defineError<At & { readonly person: string }>(
  'SETTLER_SCORED',
  ({ person, unit, code }) => ({
    what: `“${person}”是“${unit}”指标 ${code} 的评分人，不能认定或解锁这一项。`,
    kept: keptUntouched,
    todo: '请由没有评过这一项的考核办公室管理员办理。',
  }),
);

export const scorerCannotScore = defineError<{ readonly name: string }>(
  'SCORER_CANNOT_SCORE',
  ({ name }) => ({
    what: `“${name}”不是可以评分的人员。`,
    kept: keptUntouched,
    todo: '请选择启用的、有“评分员”或“考核办公室管理员”角色的人员。',
  }),
);

export const markingReasonRequired = defineError<{ readonly what: string }>(
  'MARKING_REASON_REQUIRED',
  ({ what }) => ({
    what: `${what}必须写明理由。`,
    kept: keptUntouched,
    todo: `请填写理由（至少 ${LEAST_REASON} 个字），它会记入审计记录。`,
  }),
);

export const markingOfAnother = defineError<{
  readonly code: string;
  readonly scorer: string;
  readonly person: string;
}>('MARKING_OF_ANOTHER', ({ code, scorer, person }) => ({
  what: `指标 ${code} 由几位评分人分别评分，评分人写的是“${scorer}”，现在登录的是“${person}”。`,
  kept: keptUntouched,
  todo: '请由评分人本人登录后录入或导入；评分表里这些行的“评分人”应是本人或留空。',
}));
