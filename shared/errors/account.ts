import { defineError, keptUntouched } from './appError';

export const signInRefused = defineError('SIGN_IN_REFUSED', () => ({
  what: '姓名或口令不对，没有登录。',
  kept: '已保存的内容都在；这次尝试已记入审计记录。',
  todo: '请核对大小写和输入法后再试；忘记口令的，用恢复码重设，或请考核办公室管理员重置。',
}));

export const signInDelayed = defineError<{ readonly seconds: number }>('SIGN_IN_DELAYED', ({ seconds }) => ({
  what: `连续输错，请等 ${waitText(seconds)} 再试。`,
  kept: '已保存的内容都在。',
  todo: '请等一会儿再登录；忘记口令的，请考核办公室管理员重置。',
}));

export const accountDisabled = defineError<{ readonly name: string }>('ACCOUNT_DISABLED', ({ name }) => ({
  what: `“${name}”的账号已停用，不能登录。`,
  kept: keptUntouched,
  todo: '请考核办公室管理员在“系统管理 · 人员”里启用。',
}));

export const passwordNotSet = defineError<{ readonly name: string }>('PASSWORD_NOT_SET', ({ name }) => ({
  what: `“${name}”还没有口令，不能登录。`,
  kept: keptUntouched,
  todo: '请考核办公室管理员在“系统管理 · 人员”里设置初始口令，首次登录后自己修改。',
}));

export const passwordMustChange = defineError('PASSWORD_MUST_CHANGE', () => ({
  what: '现在的口令是别人设置的，要先改成自己的。',
  kept: '已保存的内容都在。',
  todo: '请修改口令。命令行请用 account password，新口令放在环境变量 FAHENG_NEW_PASSWORD 里。',
}));

export const passwordRefused = defineError<{ readonly problem: string }>(
  'PASSWORD_REFUSED',
  ({ problem }) => ({
    what: `这个口令不能用：${problem}。`,
    kept: '原来的口令没有变。',
    todo: '请换一个至少 8 位、不容易猜到的口令，例如几个不相干的词连在一起。',
  }),
);

export const passwordWrong = defineError('PASSWORD_WRONG', () => ({
  what: '原口令不对，没有修改。',
  kept: '原来的口令没有变；这次尝试已记入审计记录。',
  todo: '请重新输入原口令。',
}));

export const passwordUnreadable = defineError<{ readonly name: string }>(
  'PASSWORD_UNREADABLE',
  ({ name }) => ({
    what: `“${name}”存下的口令信息已损坏，无法核对。`,
    kept: keptUntouched,
    todo: '请考核办公室管理员重置口令，并运行“校验”。',
  }),
);

export const recoveryRefused = defineError('RECOVERY_REFUSED', () => ({
  what: '姓名或恢复码不对，口令没有重设。',
  kept: '原来的口令没有变；这次尝试已记入审计记录。',
  todo: '请核对恢复码（设置口令时显示过一次）；找不到的，请考核办公室管理员重置。',
}));

export const accountNotFound = defineError<{ readonly name: string }>('ACCOUNT_NOT_FOUND', ({ name }) => ({
  what: name === '' ? '没有这个账号。' : `没有“${name}”这个账号。`,
  kept: keptUntouched,
  todo: '请在“系统管理 · 人员”里核对姓名，或先添加。',
}));

export const accountNameTaken = defineError<{ readonly name: string }>('ACCOUNT_NAME_TAKEN', ({ name }) => ({
  what: `已经有叫“${name}”的账号。`,
  kept: keptUntouched,
  todo: '请加上单位或其他字样区分，例如“张三（教育局）”。',
}));

export const accountInvalid = defineError<{ readonly problem: string }>('ACCOUNT_INVALID', ({ problem }) => ({
  what: problem,
  kept: keptUntouched,
  todo: '请改正后再保存。',
}));

/** Disabling somebody others wait for: said once, then done if confirmed. */
export const accountHasWork = defineError<{
  readonly name: string;
  /** Items nobody else scores, by code. */
  readonly items: readonly string[];
  readonly openMarkings: number;
}>('ACCOUNT_HAS_WORK', ({ name, items, openMarkings }) => ({
  what: `“${name}”还有未了的评分：${[
    ...(items.length > 0 ? [`${items.length} 项指标只分配给这一个人（${someCodes(items)}）`] : []),
    ...(openMarkings > 0 ? [`${openMarkings} 项多人评分还没有锁定`] : []),
  ].join('；')}。`,
  kept: '账号没有停用。',
  todo: '请先在“系统管理 · 评分分工”里改派，或请本人锁定评分；确认就此停用的，请再次确认（命令行用 --confirm）。',
}));

/** As many codes as fit a line. */
function someCodes(codes: readonly string[]): string {
  return `${codes.slice(0, 8).join('、')}${codes.length > 8 ? ' 等' : ''}`;
}

export const lastAdmin = defineError('LAST_ADMIN', () => ({
  what: '这是最后一个在用的考核办公室管理员，不能停用，也不能去掉这个角色。',
  kept: keptUntouched,
  todo: '请先让另一个人担任考核办公室管理员。',
}));

export const ownRights = defineError('OWN_RIGHTS', () => ({
  what: '不能修改自己的单位、角色、评分范围，也不能停用自己。',
  kept: keptUntouched,
  todo: '请另一位考核办公室管理员修改。',
}));

export const ownRecovery = defineError('OWN_RECOVERY', () => ({
  what: '自己用过恢复码，要由另一位考核办公室管理员确认知道。',
  kept: keptUntouched,
  todo: '请另一位管理员登录后确认。',
}));

function waitText(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
