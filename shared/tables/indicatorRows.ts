import { SECTION_NAMES, type Basis, type ScoringItem, type Section } from '../domain/indicatorSystem';
import { formatPoints, halfWidth, parsePoints, parseQuantity, type Points } from '../domain/points';
import type { Rule } from '../domain/rule';
import { isSameName } from '../domain/sameName';
import { parseBasis } from './basisText';
import type { Heading } from './columns';
import type { GuessedColumn } from './indicatorColumns';
import { reportBrokenCell, type ProblemList } from './problemList';
import { parseRules } from './ruleText';
import { cellAddress, decimalText, splitList, splitNames } from './sheet';
import { levelName, splitPoints, type RawItem } from './wildTable';

/** An item read from one row; codes of its levels come later, from all items together. */
export interface ReadItem {
  readonly item: Omit<ScoringItem, 'level1Code' | 'level2Code'>;
  readonly rowNumber: number;
  readonly level1Text: string;
  readonly codeCell: RawItem['cells']['code'];
  readonly sequence: string;
}

/** Everything of a rule we do not understand: points given by judgement, the text kept as 评分标准. */
const MANUAL_STEP: Points = 10;

const ALL_GROUPS = /^(全部|所有|各)(单位|部门|被考核单位)?$/;

/** Reads what the cells of each item mean. */
export class IndicatorReader {
  private readonly ownLayout: boolean;
  private manualByDefault = 0;
  private readonly unknownGroups = new Set<string>();

  constructor(
    private readonly heading: Heading<GuessedColumn>,
    private readonly problems: ProblemList,
    private readonly knownGroups: readonly string[],
  ) {
    this.ownLayout = heading.columns.method !== undefined && heading.columns.code !== undefined;
  }

  readAll(raw: readonly RawItem[]): ReadItem[] {
    const items = raw.flatMap((row) => this.read(row) ?? []);
    if (this.manualByDefault > 0 && this.heading.columns.method === undefined) {
      this.problems.assumption(
        'NO_METHOD_COLUMN',
        cellAddress(this.heading.rowNumber, this.heading.columns.name),
        `表中没有“评分方式”列，${this.manualByDefault} 项都按“酌情”（步长 0.1 分）读入，原来的评分文字保留在评分标准里。`,
        '导入后可以在指标体系里逐项改成确切的规则；也可以在表中加“评分方式”“评分参数”两列再导入。',
      );
    }
    return items;
  }

  private read(row: RawItem): ReadItem | null {
    for (const column of Object.keys(row.cells) as GuessedColumn[]) {
      reportBrokenCell(this.problems, row.cells[column], this.cell(row, column));
    }
    const level1 = this.ownLayout ? { name: row.text.level1 } : levelName(row.text.level1);
    const level2 = this.ownLayout ? { name: row.text.level2 } : levelName(row.text.level2);
    const inName = this.ownLayout ? { text: row.text.name, points: null } : splitPoints(row.text.name);
    if (inName.text === '') {
      this.problems.error(
        'ITEM_NAME_MISSING',
        this.cell(row, 'name'),
        '没有指标名称。',
        '请填写三级指标的名称，或删去这一行。',
      );
      return null;
    }
    const stated = sectionOf(level1.name);
    const points = this.readPoints(row, inName.points, stated);
    const section: Section = points.negative ? 'deduction' : stated;
    const rules = this.readRules(row, section, points, inName.text);
    return {
      rowNumber: row.rowNumber,
      level1Text: row.text.level1,
      codeCell: row.cells.code,
      sequence: row.text.sequence,
      item: {
        code: halfWidth(row.text.code).replace(/[.、]$/, ''),
        section,
        level1Name: section === 'base' ? this.nameOfLevel1(row, level1.name) : SECTION_NAMES[section],
        // A list of negative points has parts of its own; beside the 100 points they are kept one level down.
        level2Name: section === stated ? level2.name : level2.name || level1.name,
        name: inName.text,
        requirement: row.text.requirement,
        points: section === 'base' ? points.value : 0,
        rules,
        standard: row.text.standard,
        evidence: splitList(row.cells.evidence?.text ?? row.text.evidence),
        groups: this.readGroups(row),
        unitTags: splitNames(row.cells.unitTags?.text ?? row.text.unitTags),
        leadScorer: row.text.leadScorer,
        basis: this.readBasis(row),
      },
    };
  }

  private nameOfLevel1(row: RawItem, name: string): string {
    if (name !== '') return name;
    if (this.ownLayout) {
      this.problems.error(
        'LEVEL1_MISSING',
        this.cell(row, 'level1'),
        '没有一级指标。',
        '请填写一级指标；合并单元格的下面几行可以不填。',
      );
    }
    return '全部指标';
  }

  private cell(row: RawItem, column: GuessedColumn): string {
    return cellAddress(row.rowNumber, this.heading.columns[column] ?? this.heading.columns.name);
  }

  /** Points of the row in hundredths, from their own cell, else from brackets in the name or requirement. */
  private readPoints(
    row: RawItem,
    inName: string | null,
    section: Section,
  ): { value: Points; negative: boolean } {
    const cell = row.cells.points;
    if (cell?.kind === 'error' || cell?.kind === 'noResult') return { value: 0, negative: false };
    const own = decimalText(cell)
      .replace(/^[([]|[)\]]$/g, '')
      .replace(/\s*分$/, '')
      .trim();
    const text =
      own !== '' ? own : (inName ?? (this.ownLayout ? null : splitPoints(row.text.requirement).points) ?? '');
    if (text === '') {
      if (section === 'base')
        this.problems.error(
          'ITEM_POINTS_MISSING',
          this.cell(row, 'points'),
          '没有分值。',
          '请填写分值，如“2”或“1.5”。',
        );
      return { value: 0, negative: false };
    }
    if (own === '') this.reportPointsInText(row, text);
    return this.parseItemPoints(row, text, section);
  }

  private parseItemPoints(
    row: RawItem,
    text: string,
    section: Section,
  ): { value: Points; negative: boolean } {
    const negative = /^[-\u2212\u2013]/.test(text);
    const value = parsePoints(negative ? text.slice(1) : text);
    const message = this.faultOfPoints(row, text, section, { value, negative });
    if (value !== null && message === null) return { value, negative };
    this.problems.error(
      'ITEM_POINTS_INVALID',
      this.cell(row, 'points'),
      message ?? '',
      '请填写一个大于0的数，最多两位小数，如“1.5”。',
    );
    return { value: 0, negative: false };
  }

  private faultOfPoints(
    row: RawItem,
    text: string,
    section: Section,
    { value, negative }: { readonly value: Points | null; readonly negative: boolean },
  ): string | null {
    const shown = text.slice(0, 20);
    if (value === null) {
      return parseQuantity(text) === null ? `分值“${shown}”不是数字。` : `分值“${shown}”多于两位小数。`;
    }
    if (value === 0 && (negative || section === 'base')) return '分值是0。';
    // Lists of negative points (§6.9) name no method; where one is named, the sign is a slip of the pen.
    if (negative && section === 'base' && row.text.method !== '') return `分值“${shown}”是负数。`;
    return null;
  }

  private reportPointsInText(row: RawItem, text: string): void {
    this.problems.assumption('POINTS_FROM_TEXT', this.cell(row, 'name'), `分值 ${text} 取自文字里的括号。`);
  }

  private readRules(
    row: RawItem,
    section: Section,
    points: { value: Points; negative: boolean },
    name: string,
  ): readonly Rule[] {
    const method = row.text.method;
    if (method !== '') {
      const parsed = parseRules(method, row.text.parameters, points.value, section);
      for (const { code, message, remedy } of parsed.problems) {
        const column = code === 'UNKNOWN_METHOD' || code === 'METHOD_NOT_ALLOWED' ? 'method' : 'parameters';
        this.problems.error(code, this.cell(row, column), `${message}。`, `${remedy}。`);
      }
      if (parsed.rules) return parsed.rules;
    } else if (section === 'veto') {
      this.problems.error(
        'VETO_WITHOUT_METHOD',
        this.cell(row, 'method'),
        `否决项“${name.slice(0, 20)}”没有写评分方式。`,
        '请在“评分方式”填“否决”，在“评分参数”填“后果=不合格”或“后果=最高良好”。',
      );
    } else if (points.negative) return [this.negativeRule(row, name, points.value)];
    else this.reportManual(row);
    return [manualRule(section, points.value)];
  }

  private reportManual(row: RawItem): void {
    this.manualByDefault += 1;
    if (this.heading.columns.method === undefined) return;
    this.problems.assumption(
      'METHOD_EMPTY',
      this.cell(row, 'method'),
      '没有评分方式，按“酌情”（步长 0.1 分）读入。',
      '不对的，请填写评分方式和评分参数。',
    );
  }

  /** Some places list negative points only (−1 for each case) with no points to lose them from. Practice page §6.9. */
  private negativeRule(row: RawItem, name: string, each: Points): Rule {
    const maxDeduct = 1_000;
    this.problems.assumption(
      'NEGATIVE_AS_DEDUCTION',
      this.cell(row, 'points'),
      `分值是负数，作为扣分项读入：每次扣 ${formatPoints(each)} 分，最多扣 ${formatPoints(Math.max(each, maxDeduct))} 分。`,
      '上限不对的，请导入后在指标体系里改正。',
    );
    return {
      kind: 'perOccurrenceDeduct',
      events: [{ label: name, unit: '次', each }],
      maxDeduct: Math.max(each, maxDeduct),
    };
  }

  private readGroups(row: RawItem): string[] {
    const groups = splitNames(row.cells.groups?.text ?? row.text.groups);
    if (groups.length === 1 && ALL_GROUPS.test(groups[0] ?? '')) return [];
    return groups.map((group) => {
      const known = this.knownGroups.find((candidate) => isSameName(candidate, group));
      if (known === undefined && this.knownGroups.length > 0) this.reportGroup(row, group);
      return known ?? group;
    });
  }

  private reportGroup(row: RawItem, group: string): void {
    if (this.unknownGroups.has(group)) return;
    this.unknownGroups.add(group);
    this.problems.warning(
      'GROUP_UNKNOWN',
      this.cell(row, 'groups'),
      `适用单位类别“${group.slice(0, 30)}”不是现有的类别，标了它的指标目前不适用于任何单位。`,
      `写错了的，请改成：${this.knownGroups.join('、')}；确是新类别的，导入单位后就会对上。`,
    );
  }

  private readBasis(row: RawItem): Basis[] {
    return parseBasis(row.text.basis);
  }
}

function manualRule(section: Section, points: Points): Rule {
  const rule: Rule = { kind: 'manual', guidance: '', step: MANUAL_STEP, reasonRequired: true };
  return section !== 'base' && points > 0 ? { ...rule, points } : rule;
}

/** 加分项, 扣分项, 否决项 and how else they are called; anything else is a part of the 100 points. */
function sectionOf(level1: string): Section {
  const name = level1.replace(/\s+/g, '');
  if (/^(加分项目?|加分|附加分|加分指标)$/.test(name)) return 'bonus';
  if (/^(扣分项目?|扣分|减分项|扣分指标)$/.test(name)) return 'deduction';
  if (/^(一票)?否决(项目?|指标|事项)?$/.test(name)) return 'veto';
  return 'base';
}
