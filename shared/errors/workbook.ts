import { defineError, keptUntouched } from './appError';

const AS_XLSX = '请用 WPS 或 Excel 打开它，选择“另存为”，类型选 .xlsx，再重新选择。';

interface NamedFile {
  /** File name without its folder, as the person knows it. */
  readonly name: string;
}

/** A file that is no workbook we read, whatever it is called. */
const refused = (code: string, found: string, todo = AS_XLSX) =>
  defineError<NamedFile>(code, ({ name }) => ({ what: `“${name}”${found}`, kept: keptUntouched, todo }));

export const fileNotFound = refused(
  'FILE_NOT_FOUND',
  '不存在，或者它是一个文件夹。',
  '请检查文件位置；文件在 U 盘上的，请确认 U 盘已插好。',
);
export const fileNotReadable = refused(
  'FILE_NOT_READABLE',
  '读不出来。',
  '请检查是否有权限打开它，或把它复制到本机再选择。',
);
export const workbookEmptyFile = refused(
  'WORKBOOK_EMPTY_FILE',
  '是空文件，没有任何内容。',
  '请向提供者重新索取，或重新保存后再选择。',
);
export const workbookIsXls = refused('WORKBOOK_IS_XLS', '是旧版 Excel 的 .xls 文件。');
export const workbookIsEt = refused('WORKBOOK_IS_ET', '是 WPS 的 .et 文件。');
export const workbookIsXlsb = refused('WORKBOOK_IS_XLSB', '是二进制工作簿（.xlsb）。');
export const workbookIsOds = refused('WORKBOOK_IS_ODS', '是 OpenDocument 表格（.ods）。');
export const workbookIsCsv = refused('WORKBOOK_IS_TEXT', '是文本文件（.csv 或 .txt），不是工作簿。');
export const workbookIsHtml = refused(
  'WORKBOOK_IS_HTML',
  '其实是网页，只是换了扩展名；这类文件常由网站导出。',
);
export const workbookIsXml = refused('WORKBOOK_IS_XML', '是 XML 表格，不是 .xlsx 工作簿。');
export const workbookIsPdf = refused(
  'WORKBOOK_IS_PDF',
  '是 PDF 文件，不是工作簿。',
  '请向提供者索取 .xlsx 表格。',
);
export const workbookEncrypted = refused(
  'WORKBOOK_ENCRYPTED',
  '设有打开密码。',
  '请用 WPS 或 Excel 打开它，去掉打开密码，另存为 .xlsx，再重新选择。',
);
export const notAWorkbook = refused('NOT_A_WORKBOOK', '不是 .xlsx 工作簿。');
export const workbookDamaged = refused(
  'WORKBOOK_DAMAGED',
  '已损坏，不能完整读出。',
  '请重新复制或下载；还不行的，用 WPS 或 Excel 打开修复，另存为 .xlsx，再重新选择。',
);
export const workbookUnsafe = refused(
  'WORKBOOK_UNSAFE',
  '含有正常工作簿里不会有的内容（外部实体或越界的文件名），为安全起见没有读。',
  '请核对来源；确需导入的，把表格内容复制到新建的工作簿，另存为 .xlsx。',
);

/** Too large to be a table people fill in, or made to exhaust the machine. */
export const workbookTooLarge = defineError<NamedFile & { readonly limit: string }>(
  'WORKBOOK_TOO_LARGE',
  ({ name, limit }) => ({
    what: `“${name}”太大：${limit}。`,
    kept: keptUntouched,
    todo: '请只保留需要导入的工作表，删去多余的空行、空列和图片，另存为 .xlsx，再重新选择。',
  }),
);

export const sheetMissing = defineError<
  NamedFile & { readonly sheet: string; readonly sheets: readonly string[] }
>('SHEET_MISSING', ({ name, sheet, sheets }) => ({
  what: `“${name}”里没有工作表“${sheet}”。`,
  kept: keptUntouched,
  todo: `请从现有的工作表中选择：${sheets.join('、')}。`,
}));

interface Target {
  /** File name of the export. */
  readonly name: string;
}

const NOTHING_WRITTEN = '没有写出文件；原来的同名文件（如果有）保持原样。';

/** A file that could not be written; the old one of that name is untouched. */
const notWritten = (code: string, what: (name: string) => string, todo: string) =>
  defineError<Target>(code, ({ name }) => ({ what: what(name), kept: NOTHING_WRITTEN, todo }));

export const exportFolderMissing = notWritten(
  'EXPORT_FOLDER_MISSING',
  (name) => `要存放“${name}”的文件夹不存在。`,
  '请另选一个文件夹；原来选的是 U 盘的，请确认 U 盘已插好。',
);
export const exportTargetNotWritable = notWritten(
  'EXPORT_TARGET_NOT_WRITABLE',
  (name) => `“${name}”写不进去：文件夹或同名文件是只读的。`,
  '请另选一个可以写入的文件夹，或换一个文件名。',
);
export const exportTargetOpen = notWritten(
  'EXPORT_TARGET_OPEN',
  (name) => `“${name}”正被别的程序打开，不能替换。`,
  '请在 WPS 或 Excel 中关闭它，再试一次；或换一个文件名。',
);
export const exportTargetIsFolder = notWritten(
  'EXPORT_TARGET_IS_FOLDER',
  (name) => `已有一个叫“${name}”的文件夹。`,
  '请换一个文件名。',
);
export const exportNameInvalid = notWritten(
  'EXPORT_NAME_INVALID',
  (name) => `系统不接受文件名“${name.length > 40 ? `${name.slice(0, 40)}…` : name}”。`,
  '请换一个短一些、不含特殊字符的文件名。',
);
export const diskFull = notWritten(
  'DISK_FULL',
  (name) => `磁盘空间不够，“${name}”没有写完。`,
  '请腾出空间或另选磁盘，再试一次。',
);
export const exportFailed = notWritten(
  'EXPORT_FAILED',
  (name) => `“${name}”没有写成：磁盘或 U 盘出错。`,
  '请检查磁盘或 U 盘是否还在，另选位置再试一次。',
);

/** A JSON indicator set of another shape than the shipped one. */
export const indicatorFileInvalid = defineError<
  NamedFile & { readonly place: string; readonly problem: string }
>('INDICATOR_FILE_INVALID', ({ name, place, problem }) => ({
  what: `“${name}”不是可用的指标集文件（${place}：${problem}）。`,
  kept: keptUntouched,
  todo: '请使用本软件的指标集 JSON 文件，或改用 .xlsx 指标表。',
}));
