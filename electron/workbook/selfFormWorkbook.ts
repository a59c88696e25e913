import { writeFile } from 'node:fs/promises';
import type { DataValidation, Row, Style, Worksheet } from 'exceljs';
import { formatPoints, type Points } from '@shared/domain/points';
import {
  FORM_COLUMNS,
  FORM_FILLER,
  FORM_GUIDE_SHEET,
  FORM_LEADER,
  FORM_SHEET,
  formMarkText,
  rowMarkText,
  type FormColumn,
  type FormMark,
} from '@shared/exchange/selfForm';
import { heightFor } from '@shared/reports/rowHeight';
import { cellText } from './writeTable';

/** One item of the form, with what stands in it when it is handed out. */
export interface FormLine {
  readonly code: string;
  readonly uid: string;
  readonly level1: string;
  readonly level2: string;
  readonly content: string;
  /** 评分标准, by which the unit scores itself. */
  readonly standard: string;
  /** null: beside the 100 points, any amount may be claimed. */
  readonly itemPoints: Points | null;
  /** 加分项 …; shown where there are no points. */
  readonly section: string;
  readonly points: string;
  readonly statement: string;
  readonly wanted: readonly string[];
  readonly known: readonly string[];
  readonly remark: readonly string[];
}

export interface FormSheet {
  readonly mark: FormMark;
  /** 2020年度法治政府建设考评自评表 */
  readonly title: string;
  /** 单位：区水利局（A05） … */
  readonly facts: readonly string[];
  readonly lines: readonly FormLine[];
}

const FONT = { name: '宋体', size: 11 };
const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const HEADING: Partial<Style> = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9E2F3' } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border: BORDER,
};
const GIVEN: Partial<Style> = {
  font: FONT,
  alignment: { vertical: 'top', wrapText: true },
  border: BORDER,
  numFmt: '@',
};
const INPUT: Partial<Style> = {
  ...GIVEN,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8E1' } },
  protection: { locked: false },
};
const RIGHT = { vertical: 'top', horizontal: 'right' } as const;
const STYLES: Partial<Record<FormColumn, Partial<Style>>> = {
  number: { ...GIVEN, numFmt: 'General', alignment: RIGHT },
  itemPoints: { ...GIVEN, numFmt: '0.00', alignment: RIGHT },
  points: { ...INPUT, numFmt: 'General', alignment: RIGHT },
};

/** Row of the headings; above it stand title and facts. */
const HEADING_ROW = 4;
/** Typographic points of a row at least. */
const LEAST_HEIGHT = 35;
/** A plain decimal that is the same after a trip through a binary number. */
const PLAIN_NUMBER = /^(0|[1-9]\d{0,8})(\.\d{1,2})?$/;

/** Writes the form to a path of the caller's (see `writeAside`). Only the cells to fill in can be typed into. */
export async function writeFormSheets(path: string, form: FormSheet): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.creator = '法衡 Faheng';
  await addTable(
    workbook.addWorksheet(FORM_SHEET, { views: [{ state: 'frozen', ySplit: HEADING_ROW }] }),
    form,
  );
  await addGuide(workbook.addWorksheet(FORM_GUIDE_SHEET), form);
  await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

async function addTable(sheet: Worksheet, { mark, title, facts, lines }: FormSheet): Promise<void> {
  sheet.columns = FORM_COLUMNS.map(({ width, key }) => ({ width, hidden: key === 'mark' }));
  sheet.getCell(1, 1).value = formMarkText(mark);
  sheet.getCell(1, 2).value = cellText(title);
  sheet.getCell(1, 2).style = { font: { ...FONT, size: 16, bold: true } };
  sheet.getCell(2, 2).value = cellText(facts.join('　'));
  sheet.getCell(2, 2).style = { font: FONT };
  sheet.getCell(3, 2).value =
    `只填黄色的格子；填好后在“${FORM_GUIDE_SHEET}”里写上填报人和审核人。可以筛选、隐藏列，不要增删行。`;
  sheet.getCell(3, 2).style = { font: { ...FONT, color: { argb: 'FF9C5700' } } };
  const heading = sheet.getRow(HEADING_ROW);
  FORM_COLUMNS.forEach(({ heading: text }, index) => {
    heading.getCell(index + 1).value = text;
    heading.getCell(index + 1).style = HEADING;
  });
  heading.height = 24;
  for (const [index, line] of lines.entries()) {
    addLine(sheet.getRow(HEADING_ROW + 1 + index), line, index + 1);
  }
  sheet.autoFilter = {
    from: { row: HEADING_ROW, column: 2 },
    to: { row: HEADING_ROW + lines.length, column: FORM_COLUMNS.length },
  };
  sheet.pageSetup = {
    ...{ orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    printTitlesRow: `${HEADING_ROW}:${HEADING_ROW}`,
  };
  // The signed copy on paper.
  sheet.headerFooter.oddFooter =
    '&L填报人（签字）：　　　　　　审核人（签字）：&C单位（盖章）：&R第 &P 页，共 &N 页';
  await protect(sheet);
}

function addLine(row: Row, line: FormLine, number: number): void {
  const { code, uid, itemPoints, section, points, statement, wanted, known, remark } = line;
  const { level1, level2, content, standard } = line;
  const texts: Readonly<Record<FormColumn, string | number>> = {
    mark: rowMarkText(code, uid),
    ...{ number, level1, level2, code, content, standard, statement },
    itemPoints: itemPoints === null ? section : Number(formatPoints(itemPoints)),
    points: PLAIN_NUMBER.test(points) ? Number(points) : points,
    files: '',
    wanted: wanted.join('\n'),
    known: known.join('\n'),
    remark: remark.join('\n'),
  };
  FORM_COLUMNS.forEach(({ key, input }, index) => {
    const cell = row.getCell(index + 1);
    const value = texts[key];
    if (value !== '') cell.value = typeof value === 'number' ? value : cellText(value);
    cell.style = STYLES[key] ?? (input ? INPUT : GIVEN);
    if (key === 'points') cell.dataValidation = allowedPoints(itemPoints);
  });
  // Room for a few lines to be typed; set here, because WPS and Excel do not fit rows alike.
  row.height = heightFor(
    FORM_COLUMNS.map(({ key, width }) => [key === 'mark' ? '' : String(texts[key]), width]),
    LEAST_HEIGHT,
  );
}

function allowedPoints(itemPoints: Points | null): DataValidation {
  const most = itemPoints === null ? '' : formatPoints(itemPoints);
  const range = most === '' ? '0 或正数' : `0 至 ${most}`;
  return {
    type: 'decimal',
    allowBlank: true,
    ...(most === ''
      ? { operator: 'greaterThanOrEqual', formulae: [0] }
      : { operator: 'between', formulae: [0, Number(most)] }),
    ...{
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: '自评分',
      error: `请填 ${range} 的分数，最多两位小数。`,
    },
    ...{ showInputMessage: true, promptTitle: '自评分', prompt: `${range}，最多两位小数` },
  };
}

const GUIDE: readonly string[] = [
  '一、在“自评表”里逐项填写“自评分”和“自评说明”。自评分没有得满的，在说明里写清扣了多少、为什么。没有开展的项目填 0，不要空着。',
  '二、佐证材料放在一个文件夹里（可以分子文件夹），或者打成一个 ZIP 压缩包，和本表一起交回。',
  '三、材料归到哪一项指标，看两处：文件名（或所在文件夹名）以指标编码开头，如“1.1.1-实施方案.pdf”；或者在该行“材料文件名”里写上文件名，几个文件每行写一个。一个文件可以归到几项指标。',
  '四、材料可以是 PDF、OFD、JPG、PNG、DOC(X)、XLS(X)、PPT(X)、WPS、ET、DPS、TXT、MP4，每个不超过 50 MB。“已附材料”里已有的不用再交。',
  '五、可以筛选、隐藏列。要排序或移动列的，先在“审阅”里撤销工作表保护（没有密码），排序时选中整张表。不要增加、删除或复制行，不要把内容搬到新的工作簿。',
  '六、用 WPS 或 Excel 填写都可以，请保存为 .xlsx。',
  `七、填好后在下面写上${FORM_FILLER}和${FORM_LEADER}。写了审核人，就表示单位确认提交；没有写的，考评办导入后仍算填报中。`,
];

async function addGuide(sheet: Worksheet, { title, facts }: FormSheet): Promise<void> {
  sheet.columns = [{ width: 24 }, { width: 90 }];
  const put = (row: number, column: number, text: string, style: Partial<Style>): void => {
    sheet.getCell(row, column).value = cellText(text);
    sheet.getCell(row, column).style = style;
  };
  put(1, 1, title, { font: { ...FONT, size: 16, bold: true } });
  facts.forEach((fact, index) => put(2 + index, 1, fact, { font: FONT }));
  let row = 3 + facts.length;
  for (const line of GUIDE) {
    sheet.mergeCells(row, 1, row, 2);
    put(row, 1, line, { font: FONT, alignment: { vertical: 'top', wrapText: true } });
    sheet.getRow(row).height = heightFor([[line, 114]], 18);
    row += 1;
  }
  row += 1;
  for (const label of [FORM_FILLER, FORM_LEADER, '联系电话']) {
    put(row, 1, label, HEADING);
    sheet.getCell(row, 2).style = INPUT;
    sheet.getRow(row).height = 24;
    row += 1;
  }
  put(row + 1, 1, '单位（盖章）：　　　　　　　　审核人（签字）：　　　　　　　　　　年　　月　　日', {
    font: FONT,
  });
  sheet.pageSetup = {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  };
  await protect(sheet);
}

/**
 * Against typing in the wrong place, not against anybody: there is no password. What is protected would let only the cells
 * to fill in be sorted, away from the items they belong to.
 */
async function protect(sheet: Worksheet): Promise<void> {
  await sheet.protect('', {
    ...{ selectLockedCells: true, selectUnlockedCells: true, sort: false, autoFilter: true },
    ...{ formatColumns: true, formatRows: true, formatCells: false, insertRows: false, deleteRows: false },
  });
}
