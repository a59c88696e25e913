import { defineError, keptUntouched } from './appError';

interface Named {
  /** The file's name as the person sees it. */
  readonly name: string;
}

const ASK_AGAIN = '请向发包方重新要一份；用 U 盘拷贝的，请先确认拷贝完整。';

export const packageNotFound = defineError<Named>('PACKAGE_NOT_FOUND', ({ name }) => ({
  what: `“${name}”不存在或读不出来。`,
  kept: keptUntouched,
  todo: '请检查文件位置；在 U 盘上的，请确认 U 盘已插好。',
}));

export const notAPackage = defineError<Named>('NOT_A_PACKAGE', ({ name }) => ({
  what: `“${name}”不是法衡的数据包。`,
  kept: keptUntouched,
  todo: '请选择扩展名为 .fhpkg 的数据包；自评表、评分表请用各自的导入。',
}));

export const packageDamaged = defineError<Named & { readonly detail: string }>(
  'PACKAGE_DAMAGED',
  ({ name, detail }) => ({
    what: `数据包“${name}”不完整或被改动过：${detail}。`,
    kept: keptUntouched,
    todo: ASK_AGAIN,
  }),
);

export const packageSignatureWrong = defineError<Named>('PACKAGE_SIGNATURE_WRONG', ({ name }) => ({
  what: `数据包“${name}”的签名不对：内容在签名之后被改动过，或者不是它自称的那一方签的。`,
  kept: keptUntouched,
  todo: ASK_AGAIN,
}));

export const packageTooNew = defineError<Named & { readonly found: number; readonly supported: number }>(
  'PACKAGE_TOO_NEW',
  ({ name, found, supported }) => ({
    what: `数据包“${name}”由更新版本的软件写成（格式 ${found}，本软件最高支持格式 ${supported}）。`,
    kept: keptUntouched,
    todo: '请先安装新版本的法衡，再打开这个数据包。',
  }),
);

export const packagePassphraseNeeded = defineError<Named>('PACKAGE_PASSPHRASE_NEEDED', ({ name }) => ({
  what: `数据包“${name}”加了口令。`,
  kept: keptUntouched,
  todo: '请输入发包方告诉您的口令（口令不要和数据包放在一起）。',
}));

export const packagePassphraseWrong = defineError<Named>('PACKAGE_PASSPHRASE_WRONG', ({ name }) => ({
  what: `打开数据包“${name}”的口令不对。`,
  kept: keptUntouched,
  todo: '请核对口令后重新输入，注意大小写和全角、半角。',
}));

export const packagePassphraseWeak = defineError<{ readonly least: number }>(
  'PACKAGE_PASSPHRASE_WEAK',
  ({ least }) => ({
    what: `口令太短，至少要 ${least} 个字符。`,
    kept: '没有写出数据包。',
    todo: `请换一个不少于 ${least} 个字符的口令。`,
  }),
);

export const packageVolumeMissing = defineError<Named & { readonly missing: string }>(
  'PACKAGE_VOLUME_MISSING',
  ({ name, missing }) => ({
    what: `数据包“${name}”分成了几卷，缺少：${missing}。`,
    kept: keptUntouched,
    todo: '请把所有分卷放在同一个文件夹里，再选择其中任意一卷。',
  }),
);

export const packageVolumeTooSmall = defineError<{ readonly total: number }>(
  'PACKAGE_VOLUME_TOO_SMALL',
  ({ total }) => ({
    what: `分卷太小：这个数据包要分成 ${total} 卷，每卷至少 64 KB，最多 999 卷。`,
    kept: '没有写出数据包。',
    todo: '请把每卷的大小设大一些。',
  }),
);

export const packageSourceChanged = defineError<{ readonly path: string }>(
  'PACKAGE_SOURCE_CHANGED',
  ({ path }) => ({
    what: `写数据包时发现材料的内容和登记时不一样：${path}。`,
    kept: '没有写出数据包，考评库没有改动。',
    todo: '请先在“系统管理”里校验考评库，按提示从备份找回这份材料，再写数据包。',
  }),
);
