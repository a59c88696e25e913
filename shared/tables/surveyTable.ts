import { halfWidth, parsePoints, parseQuantity, formatPoints, type Points } from '../domain/points';
import { chooseSheet, checkRequired, headingNotFound, type ChosenSheet, type ColumnSpec } from './columns';
import type { TableProblem } from './problem';
import { ProblemList, reportBrokenCell } from './problemList';
import { isSameName } from '../domain/sameName';
import { cellAddress, decimalText, textAt, type SheetRow, type SheetText } from './sheet';

type SurveyColumn = 'unitCode' | 'unitName' | 'sent' | 'valid' | 'score' | 'note';

export const SURVEY_SHEET = '满意度';

/** Columns of the 满意度 table in their order. */
export const SURVEY_COLUMNS: readonly ColumnSpec<SurveyColumn>[] = [
  { key: 'unitCode', heading: '单位编码', synonyms: ['单位代码', '单位编号', '编码'], required: true },
  { key: 'unitName', heading: '单位名称', synonyms: ['被测评单位', '被考评单位', '单位', '部门', '名称'] },
  { key: 'sent', heading: '发放份数', synonyms: ['发放问卷数', '发放数', '发出份数'], required: true },
  {
    key: 'valid',
    heading: '有效份数',
    synonyms: ['有效问卷数', '有效问卷', '有效样本数', '样本数', '有效数'],
    required: true,
  },
  { key: 'score', heading: '得分', synonyms: ['满意度得分', '满意度', '测评得分'], required: true },
  { key: 'note', heading: '备注', synonyms: ['说明'] },
];

/** Highest score, hundredths. */
const FULL: Points = 10_000;

export interface SurveyTableRow {
  readonly unitId: number;
  readonly unitCode: string;
  readonly sent: number;
  readonly valid: number;
  /** Hundredths. */
  readonly score: Points;
  readonly note: string;
}

export interface SurveyTableUnit {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

export interface SurveyTable {
  readonly sheet: string;
  readonly rows: readonly (SurveyTableRow & { readonly codeCell: string })[];
  readonly problems: readonly TableProblem[];
}

/** A whole number of answers as typed; null where it is none. */
export function parseCount(text: string): number | null {
  const quantity = parseQuantity(text);
  return quantity !== null && /^\d{1,9}$/.test(quantity) ? Number(quantity) : null;
}

/** A satisfaction score as typed: 0 to 100, two decimals; hundredths, null where it is none. */
export function parseSurveyScore(text: string): Points | null {
  const points = parsePoints(text);
  return points !== null && points <= FULL ? points : null;
}

/** Reads the 满意度 table. Never throws; what is wrong stands in `problems` with its cell. Blank rows of units are left out. */
export function parseSurveyTable(
  sheets: readonly SheetText[],
  units: readonly SurveyTableUnit[],
): SurveyTable {
  const chosen = chooseSheet(sheets, SURVEY_COLUMNS, SURVEY_SHEET);
  if (!chosen) return { sheet: '', rows: [], problems: headingNotFound(sheets, SURVEY_COLUMNS).all };
  const problems = new ProblemList(chosen.sheet.name);
  checkRequired(chosen.heading, SURVEY_COLUMNS, problems);
  const reader = new SurveyReader(chosen, problems, units);
  if (problems.all.length === 0) reader.readAll();
  return { sheet: chosen.sheet.name, rows: reader.rows, problems: problems.all };
}

class SurveyReader {
  readonly rows: (SurveyTableRow & { readonly codeCell: string })[] = [];
  private readonly byCode: ReadonlyMap<string, SurveyTableUnit>;
  private readonly rowOfUnit = new Map<number, number>();

  constructor(
    private readonly chosen: ChosenSheet<SurveyColumn>,
    private readonly problems: ProblemList,
    units: readonly SurveyTableUnit[],
  ) {
    this.byCode = new Map(units.map((unit) => [halfWidth(unit.code), unit]));
  }

  readAll(): void {
    const { sheet, heading } = this.chosen;
    for (const row of sheet.rows) if (row.rowNumber > heading.rowNumber) this.read(row);
    if (this.rows.length > 0 || this.problems.all.some(({ severity }) => severity === 'error')) return;
    this.problems.error(
      'EMPTY_TABLE',
      cellAddress(heading.rowNumber, heading.columns.score),
      '标题行下面没有填写测评结果。',
      '请逐行填写发放份数、有效份数和得分。',
    );
  }

  private read(row: SheetRow): void {
    const figures = (['sent', 'valid', 'score'] as const).map((key) => this.figure(row, key));
    if (figures.every((text) => text === '')) return this.skip(row);
    for (const column of Object.values(this.chosen.heading.columns)) {
      reportBrokenCell(this.problems, row.cells[column], cellAddress(row.rowNumber, column));
    }
    const unit = this.unitOf(row);
    const sent = this.count(row, 'sent');
    const valid = this.count(row, 'valid');
    const score = this.score(row);
    if (sent !== null && valid !== null && (valid === 0 || valid > sent)) {
      const message = valid === 0 ? '有效份数是 0。' : `有效份数 ${valid} 比发放份数 ${sent} 还多。`;
      this.problems.error(
        'SURVEY_VALID_RANGE',
        this.cell(row, 'valid'),
        message,
        '有效份数要大于 0、不多于发放份数；没有测评的单位，三项都留空。',
      );
      return;
    }
    if (!unit || sent === null || valid === null || score === null) return;
    this.rows.push({
      ...{ unitId: unit.id, unitCode: unit.code, sent, valid, score },
      note: textAt(row, this.chosen.heading.columns.note).slice(0, 500),
      codeCell: this.cell(row, 'unitCode'),
    });
  }

  /** Rows without figures: units nobody surveyed; totals and notes are named. */
  private skip(row: SheetRow): void {
    const code = this.text(row, 'unitCode');
    if (code === '' || this.byCode.has(code)) return;
    this.problems.assumption(
      'ROW_LEFT_OUT',
      `A${row.rowNumber}`,
      `第 ${row.rowNumber} 行没有测评结果，没有读入：${code.slice(0, 30)}`,
    );
  }

  private text(row: SheetRow, key: SurveyColumn): string {
    return halfWidth(textAt(row, this.chosen.heading.columns[key]));
  }

  private figure(row: SheetRow, key: 'sent' | 'valid' | 'score'): string {
    const column = this.chosen.heading.columns[key];
    return decimalText(column === undefined ? undefined : row.cells[column]).replace(/[份分]$/, '');
  }

  private cell(row: SheetRow, key: SurveyColumn): string {
    return cellAddress(row.rowNumber, this.chosen.heading.columns[key]) || cellAddress(row.rowNumber, 0);
  }

  private unitOf(row: SheetRow): SurveyTableUnit | null {
    const code = this.text(row, 'unitCode');
    const name = this.text(row, 'unitName');
    const unit = this.byCode.get(code);
    if (!unit) {
      const [what, todo] =
        code === ''
          ? ['没有单位编码。', '请填写单位编码，或删去这一行。']
          : [`单位编码“${code}”不在考评库里。`, '请改正编码，或删去这一行。'];
      this.problems.error('UNKNOWN_UNIT', this.cell(row, 'unitCode'), what, todo);
      return null;
    }
    if (name !== '' && !isSameName(name, unit.name) && !isSameName(name, unit.shortName)) {
      this.problems.error(
        'UNIT_NAME_DIFFERS',
        this.cell(row, 'unitName'),
        `编码“${code}”是“${unit.name}”，这一行写的是“${name}”。`,
        '请核对是不是只对部分列排了序；改正编码或名称后再导入。',
      );
      return null;
    }
    const before = this.rowOfUnit.get(unit.id);
    if (before !== undefined) {
      this.problems.error(
        'UNIT_CODE_DUPLICATE',
        this.cell(row, 'unitCode'),
        `“${unit.name}”和第 ${before} 行重复。`,
        '请删去重复的行，每个单位只留一行。',
      );
      return null;
    }
    this.rowOfUnit.set(unit.id, row.rowNumber);
    return unit;
  }

  private count(row: SheetRow, key: 'sent' | 'valid'): number | null {
    const text = this.figure(row, key);
    const count = parseCount(text);
    if (count === null) {
      const name = key === 'sent' ? '发放份数' : '有效份数';
      const message = text === '' ? `没有${name}。` : `${name}“${text}”不是整数。`;
      this.problems.error('SURVEY_COUNT', this.cell(row, key), message, '请填写整数，如 120。');
    }
    return count;
  }

  private score(row: SheetRow): Points | null {
    const text = this.figure(row, 'score');
    const score = parseSurveyScore(text);
    if (score === null) {
      const message = text === '' ? '没有得分。' : `得分“${text}”不在 0 到 100 之间，或多于两位小数。`;
      this.problems.error(
        'SURVEY_SCORE_RANGE',
        this.cell(row, 'score'),
        message,
        '请填写 0 到 100 之间、最多两位小数的数。',
      );
    }
    return score;
  }
}

/** A line of the 满意度 table; reading it back gives the same. */
export function surveyTableRow(
  unit: Pick<SurveyTableUnit, 'code' | 'name'>,
  survey: Omit<SurveyTableRow, 'unitId' | 'unitCode'> | undefined,
): string[] {
  if (!survey) return [unit.code, unit.name, '', '', '', ''];
  const { sent, valid, score, note } = survey;
  return [unit.code, unit.name, String(sent), String(valid), formatPoints(score), note];
}
