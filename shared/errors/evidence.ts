import { ALLOWED_EXTENSIONS_TEXT } from '../evidence/evidenceType';
import { defineError, keptUntouched } from './appError';

interface NamedFile {
  readonly name: string;
}

const NOT_ADDED = '这个文件没有加入；同一批的其他文件不受影响，原文件没有改动。';

const refused = (code: string, what: (name: string) => string, todo: string) =>
  defineError<NamedFile>(code, ({ name }) => ({ what: what(`“${name}”`), kept: NOT_ADDED, todo }));

export const evidenceFileNotFound = refused(
  'EVIDENCE_FILE_NOT_FOUND',
  (name) => `${name}不存在。`,
  '请检查文件位置；文件在 U 盘上的，请确认 U 盘已插好。',
);
export const evidenceIsFolder = refused(
  'EVIDENCE_IS_FOLDER',
  (name) => `${name}是文件夹，不能作为一份材料。`,
  '请打开文件夹，选择里面的文件（可以多选）。',
);
export const evidenceUnreadable = refused(
  'EVIDENCE_UNREADABLE',
  (name) => `${name}读不出来。`,
  '请检查是否有权限打开它，或是否正被别的程序占用；也可先复制到本机再添加。',
);
export const evidenceEmpty = refused(
  'EVIDENCE_EMPTY',
  (name) => `${name}是空文件，没有任何内容。`,
  '请重新扫描、重新保存，或向提供者重新索取。',
);
export const evidenceTooLarge = defineError<NamedFile & { readonly size: string; readonly limit: string }>(
  'EVIDENCE_TOO_LARGE',
  ({ name, size, limit }) => ({
    what: `“${name}”有 ${size}，超过每个文件 ${limit} 的上限。`,
    kept: NOT_ADDED,
    todo: '请降低扫描分辨率或压缩图片，或把材料拆成几个文件再添加。',
  }),
);
export const evidenceTypeNotAllowed = refused(
  'EVIDENCE_TYPE_NOT_ALLOWED',
  (name) => `${name}的类型不能作为佐证材料。`,
  `可以添加的类型：${ALLOWED_EXTENSIONS_TEXT}。压缩包请先解压，再逐个添加。`,
);
export const evidenceIsProgram = refused(
  'EVIDENCE_IS_PROGRAM',
  (name) => `${name}是程序或脚本，不管叫什么名字都不能作为佐证材料。`,
  '请核对来源；需要的是文档的，请向提供者索取 PDF 或图片。',
);
export const evidenceIsActive = refused(
  'EVIDENCE_IS_ACTIVE',
  (name) => `${name}其实是网页（HTML 或 SVG），里面可以带脚本，不能作为佐证材料。`,
  '请在浏览器或 WPS 中打开它，打印或另存为 PDF 后再添加。',
);
export const evidencePasswordProtected = refused(
  'EVIDENCE_PASSWORD_PROTECTED',
  (name) => `${name}设有打开密码，评审时打不开。`,
  '请去掉打开密码，另存后再添加。',
);
export const evidenceDamaged = refused(
  'EVIDENCE_DAMAGED',
  (name) => `${name}已损坏，内容不完整。`,
  '请重新复制或重新保存；还不行的，向提供者重新索取。',
);
export const evidenceContentMismatch = defineError<
  NamedFile & { readonly extension: string; readonly found: string }
>('EVIDENCE_CONTENT_MISMATCH', ({ name, extension, found }) => ({
  what: `“${name}”的扩展名是 .${extension}，内容却是${found}。`,
  kept: NOT_ADDED,
  todo: '请确认文件没有弄错；确认无误的，用对应的软件打开并另存为正确的类型，再添加。',
}));

export const evidenceItemNotForUnit = defineError<{ readonly unit: string; readonly item: string }>(
  'EVIDENCE_ITEM_NOT_FOR_UNIT',
  ({ unit, item }) => ({
    what: `指标“${item}”不适用于“${unit}”，不能为它附材料。`,
    kept: keptUntouched,
    todo: '请核对单位和指标；需要适用的，请在指标体系的新版本里修改适用单位类别。',
  }),
);

export const evidenceUnknown = defineError<void>('EVIDENCE_UNKNOWN', () => ({
  what: '考评库里没有这份材料。',
  kept: keptUntouched,
  todo: '请刷新列表后再试。',
}));

export const evidenceMissing = defineError<NamedFile>('EVIDENCE_MISSING', ({ name }) => ({
  what: `材料“${name}”的文件不见了。`,
  kept: '评分和材料目录都在。',
  todo: '请从备份找回 evidence 文件夹里的文件，或重新添加这份材料；内容相同的，会自动补上。',
}));

export const evidenceAltered = defineError<NamedFile>('EVIDENCE_ALTERED', ({ name }) => ({
  what: `材料“${name}”的文件在软件之外被改动或损坏，与存入时不一致。`,
  kept: '评分和材料目录都在；被改动的文件原样保留。',
  todo: '请从备份找回 evidence 文件夹里的文件，或用原件重新添加；内容相同的，会自动补上。',
}));

export const judgementReasonMissing = defineError<void>('JUDGEMENT_REASON_MISSING', () => ({
  what: '不认可一份材料时要写明原因。',
  kept: keptUntouched,
  todo: '请填写原因后再保存。',
}));

/** In 反馈申诉 evidence comes with an appeal, or not at all. */
export const evidenceOnlyWithAppeal = defineError<{ readonly unit: string }>(
  'EVIDENCE_ONLY_WITH_APPEAL',
  ({ unit }) => ({
    what: `本年度处于“反馈申诉”阶段，“${unit}”只能随新提出的申诉补充材料，原有材料不再增减。`,
    kept: '佐证材料没有改动。',
    todo: '对得分有意见的，请由单位审核人（或考核办公室代）在“复核申诉 · 申诉复核”里提出申诉并添加补充材料；申诉已经提出的，可先撤回，再连同新材料重新提出。',
  }),
);
