import { halfWidth } from '../domain/points';
import { isSameName, readName } from '../domain/sameName';
import type { Unit } from '../domain/unit';
import { chooseSheet, checkRequired, headingNotFound, type ChosenSheet, type ColumnSpec } from './columns';
import type { TableProblem } from './problem';
import { hasErrors, ProblemList, reportBrokenCell } from './problemList';
import { cellAddress, joinNames, splitNames, textAt, type SheetRow, type SheetText } from './sheet';
import { VerticalMerges } from './verticalMerges';

type UnitColumn = 'code' | 'name' | 'shortName' | 'group' | 'tags' | 'position';

export const UNIT_SHEET = '单位';

/** Columns of the unit table in their order. tables.md, Units. */
export const UNIT_COLUMNS: readonly ColumnSpec<UnitColumn>[] = [
  { key: 'code', heading: '单位编码', synonyms: ['单位代码', '单位编号', '编码', '代码', '编号'] },
  {
    key: 'name',
    heading: '单位名称',
    synonyms: ['被考评单位', '被考核单位', '单位全称', '部门名称', '单位', '部门', '名称'],
    required: true,
  },
  { key: 'shortName', heading: '简称', synonyms: ['单位简称', '部门简称'] },
  {
    key: 'group',
    heading: '单位类别',
    synonyms: ['类别', '组别', '单位类型', '分组', '类型', '单位组别'],
    required: true,
  },
  { key: 'tags', heading: '单位标签', synonyms: ['标签'] },
  { key: 'position', heading: '排序', synonyms: ['序号', '顺序', '排序号'] },
];

export interface UnitTable {
  readonly sheet: string;
  readonly units: readonly Unit[];
  /** Group names in the order they occur. */
  readonly groups: readonly string[];
  readonly problems: readonly TableProblem[];
}

export interface UnitTableOptions {
  /** Groups the workspace has; others are taken over with a warning. */
  readonly knownGroups?: readonly string[];
}

/** Reads the unit table. Never throws; what is wrong stands in `problems` with its cell. */
export function parseUnitTable(sheets: readonly SheetText[], options: UnitTableOptions = {}): UnitTable {
  const chosen = chooseSheet(sheets, UNIT_COLUMNS, UNIT_SHEET);
  if (!chosen)
    return { sheet: '', units: [], groups: [], problems: headingNotFound(sheets, UNIT_COLUMNS).all };
  const problems = new ProblemList(chosen.sheet.name);
  checkRequired(chosen.heading, UNIT_COLUMNS, problems);
  const reader = new UnitReader(chosen, problems, options.knownGroups ?? []);
  if (problems.all.length === 0) {
    for (const row of chosen.sheet.rows) if (row.rowNumber > chosen.heading.rowNumber) reader.read(row);
    if (reader.units.length === 0 && !hasErrors(problems.all))
      problems.error(
        'EMPTY_TABLE',
        cellAddress(chosen.heading.rowNumber, chosen.heading.columns.name),
        '标题行下面没有单位。',
        '请在标题行下面逐行填写单位。',
      );
  }
  return {
    sheet: chosen.sheet.name,
    units: reader.units,
    groups: [...new Set(reader.units.map((unit) => unit.group))],
    problems: problems.all,
  };
}

class UnitReader {
  readonly units: Unit[] = [];
  private readonly rowOfCode = new Map<string, number>();
  private readonly rowOfName = new Map<string, number>();
  private readonly newGroups: string[] = [];
  private groupAbove = '';
  private readonly merges: VerticalMerges;

  constructor(
    private readonly chosen: ChosenSheet<UnitColumn>,
    private readonly problems: ProblemList,
    private readonly knownGroups: readonly string[],
  ) {
    this.merges = new VerticalMerges(chosen.sheet.merges, [chosen.heading.columns.group ?? -1]);
  }

  read(row: SheetRow): void {
    const name = readName(this.text(row, 'name'));
    if (name === '' && this.text(row, 'code') === '') return this.skip(row);
    for (const column of Object.values(this.chosen.heading.columns)) {
      reportBrokenCell(this.problems, row.cells[column], cellAddress(row.rowNumber, column));
    }
    const code = this.codeOf(row);
    const group = this.groupOf(row);
    if (name === '') {
      this.problems.error(
        'UNIT_NAME_MISSING',
        this.cell(row, 'name'),
        '没有单位名称。',
        '请填写单位名称，或删去这一行。',
      );
      return;
    }
    this.checkDuplicates(row, code, name);
    if (code === '' || group === '') return;
    this.units.push({
      code,
      name,
      shortName: this.text(row, 'shortName') || name,
      group,
      tags: splitNames(row.cells[this.chosen.heading.columns.tags ?? -1]?.text ?? ''),
      position: this.positionOf(row),
    });
  }

  private text(row: SheetRow, key: UnitColumn): string {
    return textAt(row, this.chosen.heading.columns[key]);
  }

  private cell(row: SheetRow, key: UnitColumn): string {
    return cellAddress(row.rowNumber, this.chosen.heading.columns[key]) || cellAddress(row.rowNumber, 0);
  }

  /** Rows with neither code nor name: totals and notes are named, blank ones are not worth a word. */
  private skip(row: SheetRow): void {
    const text = row.cells.find((cell) => cell && cell.text.trim() !== '')?.text.trim();
    if (text)
      this.problems.assumption(
        'ROW_LEFT_OUT',
        `A${row.rowNumber}`,
        `第 ${row.rowNumber} 行没有单位名称，没有读入：${text.slice(0, 30)}`,
      );
  }

  private codeOf(row: SheetRow): string {
    const code = halfWidth(this.text(row, 'code'));
    if (code !== '') return code;
    if (this.chosen.heading.columns.code !== undefined) {
      this.problems.error(
        'UNIT_CODE_MISSING',
        this.cell(row, 'code'),
        '没有单位编码。',
        '请填写单位编码；每个单位一个，不能重复。',
      );
      return '';
    }
    if (this.units.length === 0) {
      this.problems.assumption(
        'UNITS_NUMBERED',
        `A${row.rowNumber}`,
        '表中没有单位编码，已按顺序编为 U001、U002……',
        '需要固定编码的，请加“单位编码”列。',
      );
    }
    return `U${String(this.units.length + 1).padStart(3, '0')}`;
  }

  private groupOf(row: SheetRow): string {
    const column = this.chosen.heading.columns.group ?? -1;
    const range = this.merges.at(row.rowNumber, column);
    const merged = range !== undefined && range.top < row.rowNumber;
    const own = readName(this.text(row, 'group'));
    const text = own === '' && merged ? this.groupAbove : own;
    if (text === '') {
      this.problems.error(
        'UNIT_GROUP_MISSING',
        this.cell(row, 'group'),
        '没有单位类别。',
        `请填写单位类别${this.suggestGroups()}。`,
      );
      return '';
    }
    this.groupAbove = text;
    // The first spelling of the table counts where the workspace has none.
    const known = [...this.knownGroups, ...this.newGroups].find((group) => isSameName(group, text));
    if (known === undefined) this.newGroups.push(text);
    if (known === undefined && this.knownGroups.length > 0) {
      this.problems.warning(
        'UNIT_GROUP_UNKNOWN',
        this.cell(row, 'group'),
        `单位类别“${text}”是新的，导入后会新建。`,
        `写错了的，请改成现有的类别${this.suggestGroups()}。`,
      );
    }
    return known ?? text;
  }

  private suggestGroups(): string {
    return this.knownGroups.length > 0 ? `（${this.knownGroups.join('、')}）` : '';
  }

  private checkDuplicates(row: SheetRow, code: string, name: string): void {
    const codeRow = this.rowOfCode.get(code);
    if (code !== '' && codeRow !== undefined) {
      this.problems.error(
        'UNIT_CODE_DUPLICATE',
        this.cell(row, 'code'),
        `单位编码“${code}”和第 ${codeRow} 行重复。`,
        '请改成不同的编码，或删去重复的行。',
      );
    } else this.rowOfCode.set(code, row.rowNumber);
    const nameRow = this.rowOfName.get(name);
    if (nameRow !== undefined) {
      this.problems.warning(
        'UNIT_NAME_DUPLICATE',
        this.cell(row, 'name'),
        `单位名称“${name}”和第 ${nameRow} 行相同。`,
        '确是同一个单位的，请删去一行。',
      );
    } else this.rowOfName.set(name, row.rowNumber);
  }

  private positionOf(row: SheetRow): number {
    const text = halfWidth(this.text(row, 'position'));
    if (/^\d{1,6}$/.test(text)) return Number(text);
    if (text !== '') {
      this.problems.warning(
        'UNIT_POSITION',
        this.cell(row, 'position'),
        `排序“${text}”不是整数，已按所在行的顺序排。`,
        '请填 1、2、3……',
      );
    }
    return this.units.length + 1;
  }
}

/** Rows of the unit table under its headings; reading them back gives the same units. */
export function unitTableRows(units: readonly Unit[]): string[][] {
  return units.map((unit) => [
    unit.code,
    unit.name,
    unit.shortName,
    unit.group,
    joinNames(unit.tags),
    String(unit.position),
  ]);
}
