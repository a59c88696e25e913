import { defineError, keptUntouched } from './appError';

export const systemNotFound = defineError('SYSTEM_NOT_FOUND', () => ({
  what: '这个版本的指标体系已不在考评库里。',
  kept: keptUntouched,
  todo: '请刷新版本列表，重新选择。',
}));

export const systemPublished = defineError<{ readonly version: string }>(
  'INDICATOR_SYSTEM_PUBLISHED',
  ({ version }) => ({
    what: `版本“${version}”已经发布，不能再改。`,
    kept: keptUntouched,
    todo: '请点“新建版本”，以它为基础建一个草稿，在草稿里修改后再发布。',
  }),
);

export const systemNotPublished = defineError<{ readonly version: string }>(
  'SYSTEM_NOT_PUBLISHED',
  ({ version }) => ({
    what: `版本“${version}”还是草稿，考评只能按已发布的版本评分。`,
    kept: keptUntouched,
    todo: '请先发布这个版本，再设为本年度使用。',
  }),
);

export const systemInUse = defineError<{ readonly version: string }>('SYSTEM_IN_USE', ({ version }) => ({
  what: `本年度已经按版本“${version}”评分，不能再换指标体系。`,
  kept: '已有的评分都在，没有改动。',
  todo: '新的指标体系请用于下一年度；确须更换的，请新建考评库。',
}));

export const itemNotFound = defineError('ITEM_NOT_FOUND', () => ({
  what: '这项指标已不在这个版本里。',
  kept: keptUntouched,
  todo: '请刷新指标体系，重新选择。',
}));

export const itemCodeTaken = defineError<{ readonly code: string; readonly name: string }>(
  'ITEM_CODE_TAKEN',
  ({ code, name }) => ({
    what: `指标编码“${code}”已被“${name}”使用。`,
    kept: keptUntouched,
    todo: '请换一个编码；同一版本里编码不能重复。',
  }),
);

export const itemInvalid = defineError<{ readonly message: string; readonly remedy: string }>(
  'ITEM_INVALID',
  ({ message, remedy }) => ({
    what: `这项指标不能保存：${message}。`,
    kept: keptUntouched,
    todo: remedy,
  }),
);

export const systemInvalid = defineError<{ readonly problems: readonly string[] }>(
  'SYSTEM_INVALID',
  ({ problems }) => ({
    what: `这个版本还有 ${problems.length} 个问题，不能发布：${problems.slice(0, 3).join('；')}${problems.length > 3 ? '……' : ''}`,
    kept: '草稿没有改动。',
    todo: '请在草稿里逐项改正后再发布。',
  }),
);

export const versionTaken = defineError<{ readonly version: string }>('VERSION_TAKEN', ({ version }) => ({
  what: `已经有版本“${version}”。`,
  kept: keptUntouched,
  todo: '请换一个版本名。',
}));

export const settingsInvalid = defineError<{ readonly message: string; readonly remedy: string }>(
  'SETTINGS_INVALID',
  ({ message, remedy }) => ({ what: `设置不能保存：${message}。`, kept: keptUntouched, todo: remedy }),
);
