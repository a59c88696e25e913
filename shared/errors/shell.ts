import { defineError, keptUntouched } from './appError';

/** Failures of the window's side: calls, chosen files, jobs. */
export const invalidRequest = defineError<{ channel: string; issues: string }>(
  'INVALID_REQUEST',
  ({ channel, issues }) => ({
    what: `程序内部请求不符合约定（${channel}：${issues}）。`,
    kept: keptUntouched,
    todo: '请重试；仍出现时，请把错误代码告诉技术人员。',
  }),
);

export const noWorkspaceOpen = defineError('NO_WORKSPACE_OPEN', () => ({
  what: '还没有打开考评库。',
  kept: keptUntouched,
  todo: '请先新建或打开一个考评库。',
}));

export const choiceExpired = defineError('CHOICE_EXPIRED', () => ({
  what: '所选文件已失效。',
  kept: keptUntouched,
  todo: '请重新选择文件。',
}));

export const previewExpired = defineError('PREVIEW_EXPIRED', () => ({
  what: '导入预览已失效。',
  kept: keptUntouched,
  todo: '请重新选择文件，再看一遍预览后确认导入。',
}));

export const importBlocked = defineError<{ problems: number }>('IMPORT_BLOCKED', ({ problems }) => ({
  what: `表中还有 ${problems} 个必须处理的问题，不能导入。`,
  kept: keptUntouched,
  todo: '请按“问题”列表逐条修改原表，保存后重新导入。',
}));

export const jobStopped = defineError<{ reason: string }>('JOB_STOPPED', ({ reason }) => ({
  what: `后台任务意外结束（${reason}）。`,
  kept: '考评库没有任何改动，也没有留下不完整的文件。',
  todo: '请重试一次；如仍失败，请在“系统管理”中运行校验。',
}));

export const jobCancelled = defineError('CANCELLED', () => ({
  what: '任务已取消。',
  kept: '考评库没有任何改动，也没有留下不完整的文件。',
  todo: '需要时可重新开始。',
}));

export const unexpected = defineError<{ reference: string }>('UNEXPECTED', ({ reference }) => ({
  what: `程序出现意外错误（编号 ${reference}）。`,
  kept: '已保存的内容都在。',
  todo: '请重试；仍出现时，请把编号告诉技术人员，日志里有同一编号的记录。',
}));
