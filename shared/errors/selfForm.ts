import { defineError, keptUntouched } from './appError';

interface Named {
  /** The file's name as the person sees it. */
  readonly name: string;
}

export const notASelfForm = defineError<Named>('NOT_A_SELF_FORM', ({ name }) => ({
  what: `“${name}”不是本软件发出的自评表：里面没有自评表的标识。`,
  kept: keptUntouched,
  todo: '请在考评办发给单位的那张自评表上填写；不要把内容复制到新的工作簿。',
}));

export const formUnknown = defineError<Named>('FORM_UNKNOWN', ({ name }) => ({
  what: `自评表“${name}”不是从这个考评库发出的，或者发出后没有登记。`,
  kept: keptUntouched,
  todo: '请核对是否打开了发表时用的考评库；仍然不对的，请重新取一张空表，把内容填进去。',
}));

export const formOtherCycle = defineError<Named>('FORM_OTHER_CYCLE', ({ name }) => ({
  what: `自评表“${name}”是另一个考评年度的。`,
  kept: keptUntouched,
  todo: '请打开那个年度的考评库，或请单位在本年度的自评表上填写。',
}));

export const formFilesMissing = defineError<Named>('FORM_FILES_MISSING', ({ name }) => ({
  what: `材料所在的“${name}”不存在，或者既不是文件夹也不是 ZIP 压缩包。`,
  kept: keptUntouched,
  todo: '请选择放材料的文件夹，或 .zip 压缩包；RAR、7Z 压缩包请先解压成文件夹。',
}));

export const formFilesDamaged = defineError<Named & { readonly detail: string }>(
  'FORM_FILES_DAMAGED',
  ({ name, detail }) => ({
    what: `压缩包“${name}”读不出来：${detail}。`,
    kept: keptUntouched,
    todo: '请向单位重新要一份，或者请对方解压后把文件夹拷来。',
  }),
);

export const formFilesHostile = defineError<Named & { readonly entry: string }>(
  'FORM_FILES_HOSTILE',
  ({ name, entry }) => ({
    what: `压缩包“${name}”里有危险的名称或链接：${entry}。`,
    kept: keptUntouched,
    todo: '正常的压缩包不会有这样的内容，请核对来源，请对方重新打包。',
  }),
);

export const formFilesTooMany = defineError<Named & { readonly limit: string }>(
  'FORM_FILES_TOO_MANY',
  ({ name, limit }) => ({
    what: `“${name}”里的文件太多或太大，${limit}。`,
    kept: keptUntouched,
    todo: '请只放这张自评表的材料；材料确实多的，请分几次导入。',
  }),
);
