import { defineError, keptUntouched } from './appError';

/** Arguments of the command line that make no sense. */
export const badArguments = defineError<{ readonly problem: string; readonly todo?: string }>(
  'BAD_ARGUMENTS',
  ({ problem, todo }) => ({
    what: problem,
    kept: keptUntouched,
    todo: todo ?? '请用 --help 查看这个命令的用法。',
  }),
);

export const workspaceNotNamed = defineError<void>('WORKSPACE_NOT_NAMED', () => ({
  what: '没有指定考评库。',
  kept: '没有任何改动。',
  todo: '请加上 --workspace 考评库文件夹。',
}));

export const unitCodeUnknown = defineError<{ readonly code: string; readonly known: readonly string[] }>(
  'UNIT_CODE_UNKNOWN',
  ({ code, known }) => ({
    what: `考评库里没有编码为“${code}”的单位。`,
    kept: keptUntouched,
    todo: `现有的单位编码：${known.slice(0, 40).join('、')}${known.length > 40 ? '……' : ''}。`,
  }),
);

export const itemCodeUnknown = defineError<{ readonly code: string }>('ITEM_CODE_UNKNOWN', ({ code }) => ({
  what: `本年度的指标体系里没有编码为“${code}”的指标。`,
  kept: keptUntouched,
  todo: '请核对指标编码；可以用 indicators export 导出指标表查看。',
}));

export const groupNameUnknown = defineError<{ readonly name: string; readonly known: readonly string[] }>(
  'UNIT_GROUP_UNKNOWN',
  ({ name, known }) => ({
    what: `考评库里没有单位类别“${name}”。`,
    kept: keptUntouched,
    todo: `现有的单位类别：${known.join('、')}。`,
  }),
);

export const evidenceRefused = defineError<{
  readonly code: string;
  readonly refused: number;
  readonly added: number;
}>('EVIDENCE_REFUSED', ({ refused, added }) => ({
  what: `有 ${refused} 个文件没有加入。`,
  kept: `其余 ${added} 个文件已经加入。`,
  todo: '请按下面每个文件的说明处理后，再添加这些文件。',
}));

export const verifyFailed = defineError<{ readonly count: number }>('VERIFY_FAILED', ({ count }) => ({
  what: `校验发现 ${count} 个问题。`,
  kept: '校验只读取，没有改动任何内容。',
  todo: '请先备份整个文件夹，再按列出的位置处理；材料缺失或改动的，请从备份找回。',
}));
