import { join } from 'node:path';
import ExcelJS from 'exceljs';

const HEADINGS = [
  '单位编码',
  '单位名称',
  '序号',
  '案号',
  '案由(事项)',
  '当事人',
  '类别',
  '程序',
  '办结日期',
  '承办人',
  '罚款',
];
const UNITS = [
  ['A10', '区城市管理局', '海城管'],
  ['A14', '区应急管理局', '海应急'],
  ['A11', '区农业农村局', '海农'],
] as const;
const TYPES = [
  ['行政处罚', '罚字', '未按规定公示'],
  ['行政许可', '许字', '占用道路审批'],
] as const;

/** 案卷目录 of three units, eight files of each of two types. */
export async function writeCaseList(folder: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('案卷目录');
  sheet.addRow(HEADINGS);
  for (const [code, name, prefix] of UNITS) {
    for (const [type, word, matter] of TYPES) {
      for (let number = 1; number <= 8; number += 1) {
        const isFine = type === '行政处罚';
        sheet.addRow([
          code,
          name,
          number,
          `${prefix}${word}〔2020〕${number}号`,
          matter,
          '张某',
          type,
          '普通程序',
          `2020-0${number}-05`,
          '李四、王五',
          isFine ? `${number * 1000}元` : '',
        ]);
      }
    }
  }
  const file = join(folder, '案卷目录.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}
