import type { ScoringItem } from '../domain/indicatorSystem';
import { formatPoints, halfWidth, parsePoints } from '../domain/points';
import type { FieldProblem, ItemResult, ScoreEntry } from '../domain/score';
import { belongsToUnit, type Unit } from '../domain/unit';
import { evaluateItem } from '../scoring/evaluateItem';
import type { ColumnMap, ColumnSpec } from './columns';
import { formatInputs, parseInputs } from './inputText';
import type { TableProblem } from './problem';
import { ProblemList, reportBrokenCell } from './problemList';
import { isSameName } from '../domain/sameName';
import { cellAddress, decimalText, textAt, type SheetRow } from './sheet';
import { readYesNo } from './yesNo';

export type ScoreColumn =
  | 'unitCode'
  | 'unitName'
  | 'itemCode'
  | 'itemName'
  | 'itemPoints'
  | 'notApplicable'
  | 'inputs'
  | 'points'
  | 'reason'
  | 'scorer';

export const SCORE_SHEET = '评分';

/** Columns of the scoring workbook in their order. tables.md, Scoring workbook. */
export const SCORE_COLUMNS: readonly ColumnSpec<ScoreColumn>[] = [
  { key: 'unitCode', heading: '单位编码', synonyms: ['单位代码', '单位编号'], required: true },
  { key: 'unitName', heading: '单位名称', synonyms: ['单位', '被考评单位', '被考核单位'] },
  { key: 'itemCode', heading: '指标编码', synonyms: ['指标编号', '指标代码'], required: true },
  { key: 'itemName', heading: '三级指标', synonyms: ['指标名称', '考核内容', '指标'] },
  { key: 'itemPoints', heading: '分值', synonyms: ['满分', '标准分'] },
  { key: 'notApplicable', heading: '不适用', synonyms: ['缺项', '是否缺项', '不涉及'] },
  { key: 'inputs', heading: '评分输入', synonyms: ['输入', '评分数据'] },
  { key: 'points', heading: '得分', synonyms: ['审核分', '评分', '最终分'] },
  { key: 'reason', heading: '扣分理由', synonyms: ['理由', '扣分原因', '评分理由', '备注'] },
  { key: 'scorer', heading: '评分人', synonyms: ['评分员', '考评人'] },
];

/** What a row is judged against. */
export interface ScoreTableContext {
  readonly units: ReadonlyMap<string, Unit>;
  readonly items: ReadonlyMap<string, ScoringItem>;
  readonly cycleYear: number;
}

/** One filled row: never an empty one. */
export interface ParsedScoreRow {
  readonly rowNumber: number;
  readonly unitCode: string;
  readonly itemCode: string;
  readonly entry: ScoreEntry;
  readonly result: ItemResult;
  /** '' where the row names nobody. */
  readonly scorer: string;
}

/**
 * Reads scoring workbook rows one by one; keeps what it must remember between them (which unit × item came where).
 * A row whose 不适用, 评分输入, 得分 and 扣分理由 are all empty is not scored and left alone.
 */
export class ScoreRowParser {
  private readonly problems: ProblemList;
  private readonly rowOfPair = new Map<string, number>();

  constructor(
    sheet: string,
    private readonly columns: ColumnMap<ScoreColumn>,
    private readonly context: ScoreTableContext,
  ) {
    this.problems = new ProblemList(sheet);
  }

  /** Findings so far, in row order. */
  get found(): readonly TableProblem[] {
    return this.problems.all;
  }

  /** @returns the row's entry; null where the row is empty or has errors, which then stand in `found`. */
  parse(row: SheetRow): ParsedScoreRow | null {
    const typed = {
      notApplicable: this.text(row, 'notApplicable'),
      inputs: this.text(row, 'inputs'),
      points: this.numeric(row, 'points').replace(/\s*分$/, ''),
      reason: this.text(row, 'reason'),
    };
    if (Object.values(typed).every((text) => text === '')) return null;
    const before = this.problems.all.length;
    const place = this.locate(row);
    if (!place) return null;
    this.checkCellKinds(row);
    const notApplicable = readYesNo(typed.notApplicable);
    if (notApplicable === null) {
      this.problems.error(
        'NOT_YES_NO',
        this.cell(row, 'notApplicable'),
        `不适用“${typed.notApplicable}”不是“是”或“否”。`,
        '不适用的填“是”并写明理由，其余留空。',
      );
    }
    const { inputs, problems } = parseInputs(place.item, typed.inputs);
    for (const problem of problems) this.fieldError(row, place.item, { ...problem, field: 'inputs' });
    if (this.problems.all.length > before) return null;
    const entry: ScoreEntry = {
      inputs,
      points: typed.points,
      notApplicable: notApplicable ?? false,
      reason: typed.reason,
    };
    const result = this.evaluate(row, place.item, entry);
    if (!result) return null;
    this.checkItemPoints(row, place.item);
    if (entry.notApplicable && entry.points !== '') {
      this.problems.warning(
        'POINTS_WITHOUT_EFFECT',
        this.cell(row, 'points'),
        `标为不适用，得分“${entry.points}”不计。`,
        '确实不适用的，请删去得分；应当评分的，请删去“不适用”。',
      );
    }
    return {
      rowNumber: row.rowNumber,
      unitCode: place.unit.code,
      itemCode: place.item.code,
      entry,
      result,
      scorer: this.text(row, 'scorer'),
    };
  }

  private evaluate(row: SheetRow, item: ScoringItem, entry: ScoreEntry): ItemResult | null {
    const result = evaluateItem(item, entry, this.context.cycleYear);
    for (const problem of result.problems) {
      // Rules of judgement and case files ask for a 得分 of their own; it stands among the inputs.
      const ofInput = problem.field === '得分' && entry.points === '';
      this.fieldError(row, item, ofInput ? { ...problem, field: 'inputs' } : problem);
    }
    if (result.problems.length > 0) return null;
    if (result.status === 'unscored') {
      this.problems.warning(
        'INPUT_INCOMPLETE',
        this.cell(row, 'inputs'),
        '评分输入没有填全，这一项暂不计分。',
        '请补全评分输入；每项怎么填见“说明”表。',
      );
    }
    return result;
  }

  /** The unit and item of the row; whatever contradicts them is reported: a sorted column must not move scores to another unit. */
  private locate(row: SheetRow): { unit: Unit; item: ScoringItem } | null {
    const [unitCode, itemCode] = [
      halfWidth(this.text(row, 'unitCode')),
      halfWidth(this.text(row, 'itemCode')),
    ];
    const [unit, item] = [this.context.units.get(unitCode), this.context.items.get(itemCode)];
    if (!unit) this.unknown(row, 'unitCode', 'UNKNOWN_UNIT', '单位编码', unitCode);
    if (!item) this.unknown(row, 'itemCode', 'UNKNOWN_ITEM', '指标编码', itemCode);
    if (!unit || !item) return null;
    if (!this.isCodeCertain(row, itemCode)) return null;
    const unitName = this.text(row, 'unitName');
    if (unitName !== '' && ![unit.name, unit.shortName].some((name) => isSameName(name, unitName))) {
      this.problems.error(
        'UNIT_NAME_DIFFERS',
        this.cell(row, 'unitName'),
        `编码“${unitCode}”是“${unit.name}”，这一行写的是“${unitName}”。`,
        '请核对是不是只对部分列排了序；改正编码或名称后再导入。',
      );
      return null;
    }
    const itemName = this.text(row, 'itemName');
    if (itemName !== '' && !isSameName(itemName, item.name)) {
      this.problems.error(
        'ITEM_NAME_DIFFERS',
        this.cell(row, 'itemName'),
        `编码“${itemCode}”是“${item.name}”，这一行写的是“${itemName.slice(0, 40)}”。`,
        '请核对是不是只对部分列排了序，或表格出自另一个版本的指标体系。',
      );
      return null;
    }
    if (!belongsToUnit(item, unit)) {
      this.problems.error(
        'ITEM_NOT_OF_UNIT',
        this.cell(row, 'itemCode'),
        `指标“${itemCode} ${item.name}”不适用于“${unit.name}”。`,
        '请删去这一行的评分；确应适用的，先在指标体系或单位标签中改正。',
      );
      return null;
    }
    return this.first(row, unit, item) ? { unit, item } : null;
  }

  /** Other points under the same code and name: the table was made for another version of the indicators. */
  private checkItemPoints(row: SheetRow, item: ScoringItem): void {
    const points = parsePoints(this.numeric(row, 'itemPoints').replace(/\s*分$/, ''));
    if (item.section !== 'base' || points === null || points === item.points) return;
    this.problems.warning(
      'ITEM_POINTS_DIFFER',
      this.cell(row, 'itemPoints'),
      `“${item.code}”的分值是 ${formatPoints(item.points)}，这一行写的是 ${formatPoints(points)}；评分按 ${formatPoints(item.points)} 计。`,
      '请核对表格是不是出自另一个版本的指标体系。',
    );
  }

  /** A code typed as a number may have lost its last zero: 1.10 shows as 1.1. Only the item's name can tell. */
  private isCodeCertain(row: SheetRow, itemCode: string): boolean {
    const cell = row.cells[this.columns.itemCode ?? -1];
    if (cell?.number === undefined || this.text(row, 'itemName') !== '') return true;
    const twin = `${itemCode}0`;
    if (!itemCode.includes('.') || !this.context.items.has(twin)) return true;
    this.problems.error(
      'CODE_AS_NUMBER',
      this.cell(row, 'itemCode'),
      `指标编码是数字 ${itemCode}，分不清是“${itemCode}”还是“${twin}”。`,
      '编码列要设为文本格式，再重新填写编码；或填上三级指标的名称。',
    );
    return false;
  }

  private first(row: SheetRow, unit: Unit, item: ScoringItem): boolean {
    const pair = `${unit.code}\n${item.code}`;
    const before = this.rowOfPair.get(pair);
    if (before !== undefined) {
      this.problems.error(
        'DUPLICATE_SCORE',
        this.cell(row, 'itemCode'),
        `“${unit.name}”的“${item.code}”和第 ${before} 行重复。`,
        '同一单位同一指标只能有一行，请只保留一行。',
      );
      return false;
    }
    this.rowOfPair.set(pair, row.rowNumber);
    return true;
  }

  private unknown(
    row: SheetRow,
    column: 'unitCode' | 'itemCode',
    code: string,
    label: string,
    value: string,
  ): void {
    const cell = row.cells[this.columns[column] ?? -1];
    const asNumber =
      cell?.number !== undefined ? '编码列要设为文本格式：数字格式会把 1.10 变成 1.1、把 01 变成 1。' : '';
    const what = value === '' ? `没有${label}。` : `${label}“${value}”不在考评库里。`;
    this.problems.error(code, this.cell(row, column), what, `${asNumber}请对照模板改正，或删去这一行。`);
  }

  /** Error values and formulas nobody computed are no scores. */
  private checkCellKinds(row: SheetRow): void {
    for (const column of ['notApplicable', 'inputs', 'points', 'reason'] as const) {
      reportBrokenCell(this.problems, row.cells[this.columns[column] ?? -1], this.cell(row, column));
    }
  }

  private fieldError(row: SheetRow, item: ScoringItem, problem: FieldProblem): void {
    const column: ScoreColumn =
      problem.field === '得分' ? 'points' : problem.field === '扣分理由' ? 'reason' : 'inputs';
    const field = column === 'inputs' && problem.field !== 'inputs' ? `${problem.field}：` : '';
    this.problems.error(
      problem.code,
      this.cell(row, column),
      `${field}${problem.message}`,
      remedyOf(problem.code, item),
    );
  }

  private text(row: SheetRow, key: ScoreColumn): string {
    return textAt(row, this.columns[key]);
  }

  private numeric(row: SheetRow, key: ScoreColumn): string {
    const column = this.columns[key];
    return column === undefined ? '' : decimalText(row.cells[column]);
  }

  private cell(row: SheetRow, key: ScoreColumn): string {
    return cellAddress(row.rowNumber, this.columns[key]) || cellAddress(row.rowNumber, this.columns.itemCode);
  }
}

function remedyOf(code: string, item: ScoringItem): string {
  if (code === 'POINTS_DIFFER') return '请核对后只保留一个：删去得分由规则计算，或改正评分输入。';
  if (code === 'REASON_REQUIRED') return '请在扣分理由中写明。';
  return `请改正${item.section === 'base' ? `（本项满分 ${formatPoints(item.points)}）` : ''}；每项怎么填见“说明”表。`;
}

/** A row to be filled in, with what is there already. */
export interface ScoreTemplateRow {
  readonly unit: Pick<Unit, 'code' | 'name'>;
  readonly item: ScoringItem;
  /** null: nothing entered yet. */
  readonly entry: ScoreEntry | null;
  readonly scorer: string;
}

/** The cells of one row of the scoring workbook; reading them back gives the same entry. */
export function scoreTableRow({ unit, item, entry, scorer }: ScoreTemplateRow): string[] {
  return [
    unit.code,
    unit.name,
    item.code,
    item.name,
    item.section === 'base' ? formatPoints(item.points) : '',
    entry?.notApplicable ? '是' : '',
    entry ? formatInputs(item, entry.inputs) : '',
    entry?.points ?? '',
    entry?.reason ?? '',
    scorer,
  ];
}
