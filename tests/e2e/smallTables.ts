import { join } from 'node:path';
import ExcelJS from 'exceljs';

const INDICATOR_HEADINGS = [
  '一级指标',
  '二级指标',
  '指标编码',
  '三级指标',
  '考核要求',
  '分值',
  '评分方式',
  '评分参数',
];

/** Nine base items of as many kinds, worth 100.00, one bonus and one veto. */
const INDICATORS: readonly (readonly (string | number)[])[] = [
  ['职能履行', '清单管理', '1.1.1', '清单公开', '向社会公开', 10, '是否', '条件=已向社会公开'],
  ['职能履行', '清单管理', '1.1.2', '清单调整', '及时调整', 10, '分项', '部分=按期调整:6|留有记录:4'],
  ['职能履行', '清单管理', '1.1.10', '制度建设', '制度完备', 10, '分档', '档次=完备:10|基本:7|较差:4|没有:0'],
  [
    '职能履行',
    '学法',
    '1.2.1',
    '集体学法',
    '每季一次',
    10,
    '缺少扣分',
    '应有=4; 计量=次; 每少扣=2.5; 最多扣=10',
  ],
  [
    '执法规范',
    '公示',
    '2.1.1',
    '事后公示及时率',
    '及时公示',
    20,
    '比例',
    '目标=100; 方式=分步; 每低=5; 扣=4; 取整=进一; 为空=缺项',
  ],
  [
    '执法规范',
    '公示',
    '2.1.2',
    '办理周期压减',
    '压减周期',
    10,
    '区间',
    '方向=越高越好; 区间=[20,):10|[10,20):5|(,10):0; 为空=缺项',
  ],
  ['执法规范', '质量', '2.2.1', '工作创新', '有创新', 10, '酌情', '步长=0.1'],
  [
    '执法规范',
    '质量',
    '2.2.2',
    '依法履职',
    '不越权',
    10,
    '按次扣分',
    '事件=越权推诿:2|被纠错:5; 计量=次; 最多扣=10',
  ],
  [
    '执法规范',
    '质量',
    '2.2.3',
    '年度报告',
    '按时报送',
    10,
    '期限',
    '事项=年度报告; 截止=次年03-01; 每逾期一日扣=0.5; 最多扣=10',
  ],
  ['加分项', '表彰', 'J1', '获得表彰', '', '', '按次加分', '层级=国家级:3|省级:2|市级:1; 计量=项; 最多加=3'],
  ['否决项', '事件', 'V1', '重大违法', '', '', '否决', '后果=不合格; 情形=发生重大违法行政行为'],
];

const UNIT_HEADINGS = ['单位编码', '单位名称', '简称', '单位类别', '单位标签', '排序'];
const UNITS: readonly (readonly (string | number)[])[] = [
  ['A01', '区城市管理局', '城管局', '有行政执法权部门', '', 1],
  ['A02', '区水利局', '水利局', '有行政执法权部门', '', 2],
  ['C01', '朝阳街道办事处', '朝阳街道', '镇（街道）', '', 3],
];

async function write(
  path: string,
  sheetName: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName);
  for (const row of rows) sheet.addRow([...row]);
  await workbook.xlsx.writeFile(path);
  return path;
}

/** A small indicator table in the product's own layout. @returns its path. */
export function writeSmallIndicators(folder: string): Promise<string> {
  return write(join(folder, '指标表.xlsx'), '指标', [INDICATOR_HEADINGS, ...INDICATORS]);
}

/** Three units in two groups. @returns its path. */
export function writeSmallUnits(folder: string): Promise<string> {
  return write(join(folder, '单位表.xlsx'), '单位', [UNIT_HEADINGS, ...UNITS]);
}
