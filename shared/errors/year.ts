import { defineError, keptUntouched } from './appError';

export const reasonRequired = defineError<{
  /** What needs it, as in “退回阶段”. */
  readonly what: string;
  /** Characters at least. */
  readonly least: number;
}>('REASON_REQUIRED', ({ what, least }) => ({
  what: `${what}须写明理由（不少于 ${least} 个字）。`,
  kept: keptUntouched,
  todo: '请写明理由后再办理；理由会记入审计记录。',
}));

export const cycleStepImpossible = defineError<{ readonly from: string; readonly to: string }>(
  'CYCLE_STEP_IMPOSSIBLE',
  ({ from, to }) => ({
    what: `本年度处于“${from}”阶段，不能直接到“${to}”。`,
    kept: keptUntouched,
    todo: '请逐个阶段推进；退回可以退到任何一个以前的阶段。',
  }),
);

export const cycleNotReady = defineError<{ readonly to: string; readonly open: readonly string[] }>(
  'CYCLE_NOT_READY',
  ({ to, open }) => ({
    what: `还不能进入“${to}”：${open.join('；')}。`,
    kept: '年度的阶段没有变。',
    todo: '请先办完这些事项，再进入下一阶段。',
  }),
);

export const cycleNeedsConfirmation = defineError<{ readonly to: string; readonly open: readonly string[] }>(
  'CYCLE_NEEDS_CONFIRMATION',
  ({ to, open }) => ({
    what: `进入“${to}”前还有未办完的事项：${open.join('；')}。`,
    kept: '年度的阶段没有变。',
    todo: '请先办完；确需带着这些事项进入下一阶段的，请确认并写明理由（命令行用 --confirm 和 --reason）。',
  }),
);

export const deadlineInvalid = defineError<{ readonly text: string }>('DEADLINE_INVALID', ({ text }) => ({
  what: `“${text}”不是有效的日期。`,
  kept: keptUntouched,
  todo: '日期请写成 2020-03-05 的样子。',
}));

export const selfEvaluationLocked = defineError<{
  readonly unit: string;
  readonly why: 'submitted' | 'accepted' | 'closed';
  readonly stage: string;
}>('SELF_EVALUATION_LOCKED', ({ unit, why, stage }) => ({
  what: {
    submitted: `“${unit}”的自评已经提交，不能再改。`,
    accepted: `“${unit}”的自评已经接收，不能再改。`,
    closed: `本年度处于“${stage}”阶段，“${unit}”的自评不能再改。`,
  }[why],
  kept: '已提交的自评没有改动。',
  todo: {
    submitted: '还没有接收的，请先撤回；或者请考核办公室退回补正。',
    accepted: '确需修改的，请考核办公室退回补正。',
    closed: '对得分有意见的，请在“复核申诉”里提出。',
  }[why],
}));

export const submissionStateForbids = defineError<{
  readonly unit: string;
  readonly state: string;
  /** What was refused, as in “接收自评”. */
  readonly what: string;
}>('SUBMISSION_STATE_FORBIDS', ({ unit, state, what }) => ({
  what: `“${unit}”的自评是“${state}”，不能${what}。`,
  kept: keptUntouched,
  todo: '请刷新列表，看清这个单位自评的状态再办理。',
}));

export const submissionNotReady = defineError<{
  readonly unit: string;
  readonly count: number;
  readonly first: readonly string[];
}>('SUBMISSION_NOT_READY', ({ unit, count, first }) => ({
  what: `“${unit}”的自评还有 ${count} 处必须先补正：${first.join('；')}${count > first.length ? '……' : ''}。`,
  kept: '已填的自评都在，没有提交。',
  todo: '请按“提交前检查”逐项补正后再提交。考核办公室凭纸质材料代为提交的，可以写明理由。',
}));

export const notApplicableExists = defineError<{ readonly code: string; readonly state: string }>(
  'NOT_APPLICABLE_EXISTS',
  ({ code, state }) => ({
    what: `指标 ${code} 的缺项申请${state}，不能再申请。`,
    kept: keptUntouched,
    todo: '请在“复核申诉 · 缺项审批”里查看这项申请。',
  }),
);

export const notApplicableUnknown = defineError('NOT_APPLICABLE_UNKNOWN', () => ({
  what: '这项缺项申请已不在考评库里。',
  kept: keptUntouched,
  todo: '请刷新缺项审批列表，重新选择。',
}));

export const notApplicableDecided = defineError<{ readonly code: string; readonly state: string }>(
  'NOT_APPLICABLE_DECIDED',
  ({ code, state }) => ({
    what: `指标 ${code} 的缺项申请${state}，不能再办理。`,
    kept: keptUntouched,
    todo: '情况有变的，请重新申请，原来的申请留存备查。',
  }),
);

export const notApplicableNotApproved = defineError<{ readonly code: string; readonly state: string }>(
  'NOT_APPLICABLE_NOT_APPROVED',
  ({ code, state }) => ({
    what: `指标 ${code} 的缺项申请${state}，没有可以撤销的批准。`,
    kept: keptUntouched,
    todo: '只有已批准的缺项可以撤销；待审批的请直接审批。',
  }),
);

export const notApplicableOnlyBase = defineError<{ readonly code: string }>(
  'NOT_APPLICABLE_ONLY_BASE',
  ({ code }) => ({
    what: `${code} 不是基本指标，不需要申请缺项。`,
    kept: keptUntouched,
    todo: '加分、扣分和否决事项没有发生的，留空即可。',
  }),
);

export const unitsFrozen = defineError<{ readonly state: string; readonly unit: string }>(
  'CYCLE_STATE_FORBIDS',
  ({ state, unit }) => ({
    what: `本年度处于“${state}”阶段，${unit}不能新增、删除，也不能改编码、类别和标签。`,
    kept: keptUntouched,
    todo: '发布以后只能更正名称、简称和排序。确需调整的，请考核办公室在“系统管理 · 考评年度”里写明理由，退回到“筹备”阶段。',
  }),
);
