import type { ListedCase, ZeroReport } from '@shared/caseFiles/caseList';
import {
  CASE_LIST_COLUMNS,
  CASE_LIST_SHEET,
  caseListRows,
  parseCaseListTable,
  type CaseListTable,
  type CaseListUnit,
} from '@shared/tables/caseListTable';
import { readWorkbook } from './readWorkbook';
import { writeTables } from './writeTable';

const WIDTHS = [12, 26, 7, 26, 34, 18, 12, 12, 13, 16, 12];

/** Reads a list of case files. @throws {AppError} when the file is no readable workbook; the rest stands in `problems`. */
export async function readCaseList(
  path: string,
  units: readonly CaseListUnit[],
  year: number,
  signal?: AbortSignal,
): Promise<CaseListTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseCaseListTable(sheets, units, year);
}

const GUIDE: readonly (readonly [string, string])[] = [
  ['单位编码、单位名称', '填一项即可；两项都填的必须是同一个单位。'],
  [
    '案号',
    '必填；同一单位、同一类别的案号不能重复。没有案卷的单位写一行，案号填“无”（零报告），类别可不填。',
  ],
  ['类别', '必填：行政处罚、行政许可、行政强制，或者本地的其他类别。'],
  ['程序', '普通程序、简易程序等；抽取时按程序的份数分配。'],
  ['办结日期', '如 2020-03-05 或 2020年3月5日。'],
  ['罚款', '如 2000元、1.5万元；手工选定罚款最多的案卷时使用。'],
  ['当事人', '属于个人信息，抽查记录和评查表中只印姓，请不要填身份证号、电话。'],
];

/** Writes 案卷目录 with the given rows (none: a blank form); it imports unchanged. */
export async function writeCaseList(
  files: readonly ListedCase[],
  zeroReports: readonly ZeroReport[],
  unitName: (code: string) => string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const columns = CASE_LIST_COLUMNS.map(({ heading }, index) => ({
    heading,
    width: WIDTHS[index] ?? 16,
    input: true,
    ...(heading === '序号' ? { numbers: 'whole' as const } : {}),
  }));
  const guide = [
    { heading: '栏目', width: 24 },
    { heading: '怎么填', width: 90 },
  ];
  await writeTables(
    path,
    [
      { name: CASE_LIST_SHEET, columns, rows: caseListRows(files, zeroReports, unitName) },
      { name: '填表说明', columns: guide, rows: GUIDE },
    ],
    signal,
  );
}
