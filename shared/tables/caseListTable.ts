import { caseKey, NO_CASES, plainText, type ListedCase, type ZeroReport } from '../caseFiles/caseList';
import { caseTypeName } from '../caseFiles/caseType';
import { halfWidth } from '../domain/points';
import { isoDay, readDay } from '../scoring/deadline';
import { checkRequired, chooseSheet, headingNotFound, type ChosenSheet, type ColumnSpec } from './columns';
import type { TableProblem } from './problem';
import { ProblemList, reportBrokenCell } from './problemList';
import { isSameName } from '../domain/sameName';
import { cellAddress, textAt, type SheetRow, type SheetText } from './sheet';
import { VerticalMerges } from './verticalMerges';

type CaseColumn =
  | 'unitCode'
  | 'unitName'
  | 'position'
  | 'number'
  | 'matter'
  | 'party'
  | 'type'
  | 'procedure'
  | 'closedOn'
  | 'handler'
  | 'fine';

export const CASE_LIST_SHEET = '案卷目录';

/** Columns of 案卷目录 in their order. Practice page §10 ("unit uploads the file list"). */
export const CASE_LIST_COLUMNS: readonly ColumnSpec<CaseColumn>[] = [
  { key: 'unitCode', heading: '单位编码', synonyms: ['单位代码', '单位编号'] },
  {
    key: 'unitName',
    heading: '单位名称',
    synonyms: ['执法单位', '执法部门', '报送单位', '被评单位', '单位', '部门'],
  },
  { key: 'position', heading: '序号', synonyms: ['顺序', '编号'] },
  {
    key: 'number',
    heading: '案号',
    synonyms: ['案卷编号', '案卷号', '文书号', '决定书文号', '决定书编号', '许可证号', '文号'],
    required: true,
  },
  {
    key: 'matter',
    heading: '案由(事项)',
    synonyms: ['案由', '事项', '案件名称', '案卷名称', '事项名称', '案由或事项'],
  },
  { key: 'party', heading: '当事人', synonyms: ['行政相对人', '相对人', '申请人', '被处罚人', '当事人姓名'] },
  { key: 'type', heading: '类别', synonyms: ['案卷类别', '案卷类型', '执法类别', '类型'], required: true },
  { key: 'procedure', heading: '程序', synonyms: ['适用程序', '办案程序', '程序类型'] },
  {
    key: 'closedOn',
    heading: '办结日期',
    synonyms: ['结案日期', '决定日期', '办结时间', '结案时间', '日期'],
  },
  { key: 'handler', heading: '承办人', synonyms: ['执法人员', '办案人员', '经办人', '主办人'] },
  { key: 'fine', heading: '罚款', synonyms: ['罚款金额', '处罚金额', '罚没金额', '金额'] },
];

export interface CaseListUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

export interface CaseListTable {
  readonly sheet: string;
  readonly files: readonly ListedCase[];
  readonly zeroReports: readonly ZeroReport[];
  readonly problems: readonly TableProblem[];
}

const PROCEDURES: readonly (readonly [RegExp, string])[] = [
  [/^(普通|一般)(程序)?$/, '普通程序'],
  [/^简易(程序)?$/, '简易程序'],
  [/^听证(程序)?$/, '听证程序'],
];
const ZERO_REPORT = /^(无|没有|零报告|零报|无案卷|本年度无)$/;

/** Reads a list of case files. Never throws; what is wrong stands in `problems` with its cell. */
export function parseCaseListTable(
  sheets: readonly SheetText[],
  units: readonly CaseListUnit[],
  year: number,
): CaseListTable {
  const chosen = chooseSheet(sheets, CASE_LIST_COLUMNS, CASE_LIST_SHEET);
  if (!chosen) {
    return {
      sheet: '',
      files: [],
      zeroReports: [],
      problems: headingNotFound(sheets, CASE_LIST_COLUMNS).all,
    };
  }
  const problems = new ProblemList(chosen.sheet.name);
  checkRequired(chosen.heading, CASE_LIST_COLUMNS, problems);
  const { unitCode, unitName } = chosen.heading.columns;
  if (unitCode === undefined && unitName === undefined) {
    problems.error(
      'MISSING_COLUMN',
      `A${chosen.heading.rowNumber}`,
      '缺少“单位编码”和“单位名称”列。',
      '请至少补上其中一列，好知道每个案卷是哪个单位的。',
    );
  }
  const reader = new CaseListReader(chosen, problems, units, year);
  if (problems.all.length === 0) reader.readAll();
  return {
    sheet: chosen.sheet.name,
    files: reader.files,
    zeroReports: reader.zeroReports,
    problems: problems.all,
  };
}

class CaseListReader {
  readonly files: ListedCase[] = [];
  readonly zeroReports: ZeroReport[] = [];
  private readonly rowOfCase = new Map<string, number>();
  private readonly rowOfReport = new Map<ZeroReport, SheetRow>();
  private readonly byCode: ReadonlyMap<string, CaseListUnit>;
  private readonly byName = new Map<string, CaseListUnit>();
  private readonly merges: VerticalMerges;
  private above: { readonly code: string; readonly name: string } = { code: '', name: '' };
  private otherYears = { count: 0, cell: '' };

  constructor(
    private readonly chosen: ChosenSheet<CaseColumn>,
    private readonly problems: ProblemList,
    units: readonly CaseListUnit[],
    private readonly year: number,
  ) {
    const { unitCode = -1, unitName = -1 } = chosen.heading.columns;
    this.merges = new VerticalMerges(chosen.sheet.merges, [unitCode, unitName]);
    this.byCode = new Map(units.map((unit) => [plainText(unit.code), unit]));
    // Full names win over short ones.
    for (const unit of units) if (unit.shortName !== '') this.byName.set(plainText(unit.shortName), unit);
    for (const unit of units) this.byName.set(plainText(unit.name), unit);
  }

  readAll(): void {
    const { sheet, heading } = this.chosen;
    for (const row of sheet.rows) if (row.rowNumber > heading.rowNumber) this.read(row);
    this.compareZeroReports();
    if (this.otherYears.count > 0) {
      this.problems.warning(
        'CASE_OF_OTHER_YEAR',
        this.otherYears.cell,
        `有 ${this.otherYears.count} 个案卷的办结日期不在 ${this.year} 年（第一个在这一格）。`,
        '确属本年度评查范围的可以导入；报错了的请删去。',
      );
    }
    if (this.files.length === 0 && this.zeroReports.length === 0 && this.problems.all.length === 0) {
      this.problems.error(
        'EMPTY_TABLE',
        cellAddress(heading.rowNumber, heading.columns.number),
        '标题行下面没有案卷。',
        '请在标题行下面逐行填写案卷；没有案卷的单位写一行，案号填“无”。',
      );
    }
  }

  private read(row: SheetRow): void {
    const number = this.text(row, 'number').replace(/\s+/g, '');
    const unitText = this.unitTexts(row);
    if (
      number === '' &&
      ['matter', 'party', 'type'].every((key) => this.text(row, key as CaseColumn) === '')
    ) {
      return this.skip(row);
    }
    for (const column of Object.values(this.chosen.heading.columns)) {
      reportBrokenCell(this.problems, row.cells[column], cellAddress(row.rowNumber, column));
    }
    const unit = this.unitOf(row, unitText);
    const type = this.typeOf(row, ZERO_REPORT.test(number));
    if (ZERO_REPORT.test(number)) {
      if (unit) this.readZeroReport(row, { unitCode: unit.code, type });
      return;
    }
    if (number === '') {
      this.problems.error(
        'CASE_NUMBER_MISSING',
        this.cell(row, 'number'),
        '没有案号。',
        '请填写案号；同一单位同一类别的案号不能重复。',
      );
      return;
    }
    if (!unit || type === '') return;
    const file = this.fileOf(row, unit, type, number);
    if (this.isDuplicate(row, file)) return;
    this.files.push(file);
  }

  /** Said twice, it is said once: what is stored has to have the fingerprint of what was read. */
  private readZeroReport(row: SheetRow, report: ZeroReport): void {
    const again = ({ unitCode, type }: ZeroReport): boolean =>
      unitCode === report.unitCode && type === report.type;
    if (this.zeroReports.some(again)) return;
    this.zeroReports.push(report);
    this.rowOfReport.set(report, row);
  }

  /** 无 beside files of the same unit and type: one of the two is wrong. */
  private compareZeroReports(): void {
    const listed = new Set(this.files.flatMap(({ unitCode, type }) => [unitCode, `${unitCode}\n${type}`]));
    for (const [{ unitCode, type }, row] of this.rowOfReport) {
      if (!listed.has(type === '' ? unitCode : `${unitCode}\n${type}`)) continue;
      this.problems.error(
        'CASE_ZERO_REPORT_CONTRADICTED',
        this.cell(row, 'number'),
        `这一行说“${unitCode}”没有${type}案卷，表里却有这个单位的${type}案卷。`,
        '请删去这一行，或者删去不该有的案卷；只是某一类没有的，在“类别”列写明哪一类。',
      );
    }
  }

  private fileOf(row: SheetRow, unit: CaseListUnit, type: string, number: string): ListedCase {
    return {
      unitCode: unit.code,
      number: plainText(number),
      matter: this.text(row, 'matter'),
      party: this.text(row, 'party'),
      type,
      procedure: standardName(this.text(row, 'procedure'), PROCEDURES),
      closedOn: this.closedOn(row),
      handler: this.text(row, 'handler'),
      fine: this.text(row, 'fine'),
    };
  }

  private text(row: SheetRow, key: CaseColumn): string {
    return textAt(row, this.chosen.heading.columns[key]);
  }

  private cell(row: SheetRow, key: CaseColumn): string {
    return cellAddress(row.rowNumber, this.chosen.heading.columns[key]) || cellAddress(row.rowNumber, 0);
  }

  /** Totals, notes and signatures are named; blank rows are not worth a word. */
  private skip(row: SheetRow): void {
    const text = row.cells.find((cell) => cell && cell.text.trim() !== '')?.text.trim();
    if (!text || this.isMergedOnly(row)) return;
    this.problems.assumption(
      'ROW_LEFT_OUT',
      `A${row.rowNumber}`,
      `第 ${row.rowNumber} 行没有案号和案由，没有读入：${text.slice(0, 30)}`,
    );
  }

  /** A row of which only unit and running number are filled, as templates have them. */
  private isMergedOnly(row: SheetRow): boolean {
    const { unitCode, unitName, position } = this.chosen.heading.columns;
    return row.cells.every(
      (cell, column) => !cell?.text.trim() || [unitCode, unitName, position].includes(column),
    );
  }

  private unitTexts(row: SheetRow): { readonly code: string; readonly name: string } {
    const { unitCode = -1, unitName = -1 } = this.chosen.heading.columns;
    const merged = [unitCode, unitName].some((column) => {
      const range = this.merges.at(row.rowNumber, column);
      return range !== undefined && range.top < row.rowNumber;
    });
    const own = {
      code: halfWidth(this.text(row, 'unitCode')).replace(/\s+/g, ''),
      name: this.text(row, 'unitName').replace(/\s+/g, ''),
    };
    const texts = own.code === '' && own.name === '' && merged ? this.above : own;
    this.above = texts;
    return texts;
  }

  private unitOf(
    row: SheetRow,
    { code, name }: { readonly code: string; readonly name: string },
  ): CaseListUnit | null {
    const cell = this.cell(row, code !== '' ? 'unitCode' : 'unitName');
    if (code === '' && name === '') {
      this.problems.error('CASE_UNIT_MISSING', cell, '没有写单位。', '请填写单位编码或单位名称。');
      return null;
    }
    const unit = code !== '' ? this.byCode.get(plainText(code)) : this.byName.get(plainText(name));
    if (!unit) {
      this.problems.error(
        'CASE_UNIT_UNKNOWN',
        cell,
        `没有${code !== '' ? `编码为“${code}”` : `叫“${name}”`}的被考评单位。`,
        '请改成“被考评单位”里的编码或名称，或先在那里添加这个单位。',
      );
      return null;
    }
    if (code !== '' && name !== '' && !isSameName(name, unit.name) && !isSameName(name, unit.shortName)) {
      this.problems.error(
        'CASE_UNIT_MISMATCH',
        this.cell(row, 'unitName'),
        `单位名称“${name}”和编码“${code}”（${unit.name}）不是同一个单位。`,
        '请核对这一行是不是单独排过序，改正单位编码或单位名称。',
      );
      return null;
    }
    return unit;
  }

  private typeOf(row: SheetRow, mayBeEmpty: boolean): string {
    const text = this.text(row, 'type').replace(/\s+/g, '');
    if (text === '' && !mayBeEmpty) {
      this.problems.error(
        'CASE_TYPE_MISSING',
        this.cell(row, 'type'),
        '没有类别。',
        '请填写行政处罚、行政许可、行政强制或本地的其他类别。',
      );
    }
    return ZERO_REPORT.test(text) ? '' : caseTypeName(text);
  }

  private isDuplicate(row: SheetRow, file: ListedCase): boolean {
    const key = caseKey(file);
    const before = this.rowOfCase.get(key);
    if (before === undefined) {
      this.rowOfCase.set(key, row.rowNumber);
      return false;
    }
    this.problems.error(
      'CASE_NUMBER_DUPLICATE',
      this.cell(row, 'number'),
      `案号“${file.number}”和第 ${before} 行重复（同一单位、同一类别）。`,
      '请改成不同的案号，或删去重复的行。',
    );
    return true;
  }

  private closedOn(row: SheetRow): string {
    const text = halfWidth(this.text(row, 'closedOn'));
    if (text === '') return '';
    const date = readDate(text);
    if (date === null) {
      this.problems.warning(
        'CASE_DATE_UNREADABLE',
        this.cell(row, 'closedOn'),
        `办结日期“${text}”读不懂，按原文保留。`,
        `请写成 ${this.year}-03-05 或 ${this.year}年3月5日。`,
      );
      return text;
    }
    if (!date.startsWith(`${this.year}-`)) {
      if (this.otherYears.count === 0) this.otherYears.cell = this.cell(row, 'closedOn');
      this.otherYears.count += 1;
    }
    return date;
  }
}

function standardName(text: string, names: readonly (readonly [RegExp, string])[]): string {
  const plain = plainText(text);
  return names.find(([pattern]) => pattern.test(plain))?.[1] ?? plain;
}

/** 2020-03-05, 2020/3/5, 2020.3.5, 2020年3月5日, 20200305 → ISO; null for anything else. */
export function readDate(text: string): string | null {
  const plain = plainText(text).replace(/[T].*$/, '');
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const day = readDay(packed ? packed.slice(1).join('-') : plain);
  return day === null ? null : isoDay(day);
}

/** Rows of 案卷目录 under its headings; reading them back gives the same list. */
export function caseListRows(
  files: readonly ListedCase[],
  zeroReports: readonly ZeroReport[],
  unitName: (code: string) => string,
): string[][] {
  const rows = files.map((file, index) => [
    file.unitCode,
    unitName(file.unitCode),
    String(index + 1),
    file.number,
    file.matter,
    file.party,
    file.type,
    file.procedure,
    file.closedOn,
    file.handler,
    file.fine,
  ]);
  const none = zeroReports.map(({ unitCode, type }, index) => [
    unitCode,
    unitName(unitCode),
    String(files.length + index + 1),
    NO_CASES,
    ...['', '', type, '', '', '', ''],
  ]);
  return [...rows, ...none];
}
