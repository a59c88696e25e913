import { defineError, keptUntouched } from './appError';

interface Named {
  /** The file's name as the person sees it. */
  readonly name: string;
}

/** Somebody wants to merge what only can be looked at. */
export const packageIsArchive = defineError<Named>('PACKAGE_IS_ARCHIVE', ({ name }) => ({
  what: `“${name}”是归档包，里面是整个考评年度，不能合并到现有的考评库。`,
  kept: keptUntouched,
  todo: '请为它选择一个新的空文件夹，打开后以只读方式查看。',
}));

export const packageIsNoArchive = defineError<Named & { readonly kind: string }>(
  'PACKAGE_IS_NO_ARCHIVE',
  ({ name, kind }) => ({
    what: `“${name}”是${kind}，不是归档包。`,
    kept: '没有建立任何文件夹。',
    todo: '请选择归档包；其他数据包请在“数据交换”里收入。',
  }),
);

/** Why nothing can be changed in what was opened of an archive. */
export const ARCHIVE_READ_ONLY = '这是从归档包打开的考评库，只能查看、计算和导出。';

export const workspaceIsArchive = defineError<{ readonly folder: string }>(
  'WORKSPACE_IS_ARCHIVE',
  ({ folder }) => ({
    what: `“${folder}”是从归档包打开的考评库，不能写入。`,
    kept: keptUntouched,
    todo: '请在考评办自己的考评库里办理；归档的内容可以查看、计算、导出和校验。',
  }),
);
