import { parsePoints, type Points } from '../domain/points';
import type { ComprehensiveScheme, SchemeComponent } from '../domain/totals';
import { isSameName, readName } from '../domain/sameName';
import { checkScheme } from '../scoring/scheme';
import { chooseSheet, checkRequired, headingNotFound, normalHeading, type ColumnSpec } from './columns';
import type { TableProblem } from './problem';
import { ProblemList } from './problemList';
import { cellAddress, columnIndex, decimalText, textAt, type SheetRow, type SheetText } from './sheet';
import { readYesNo } from './yesNo';

type SchemeColumn = 'group' | 'component' | 'weight' | 'ruleOfLaw';

export const SCHEME_SHEET = '方案';
export const OTHER_SCORES_SHEET = '得分';

/** Columns of sheet 方案. tables.md, Comprehensive scheme. */
export const SCHEME_COLUMNS: readonly ColumnSpec<SchemeColumn>[] = [
  { key: 'group', heading: '单位类别', synonyms: ['类别', '组别', '分组'], required: true },
  {
    key: 'component',
    heading: '组成部分',
    synonyms: ['考核项目', '项目', '考核内容', '构成'],
    required: true,
  },
  { key: 'weight', heading: '权重', synonyms: ['分值', '分值权重', '占比'], required: true },
  { key: 'ruleOfLaw', heading: '是否法治', synonyms: ['法治', '法治项', '是否法治项'], required: true },
];

export interface SchemeTable {
  readonly schemes: readonly ComprehensiveScheme[];
  /** Where each group is named first. */
  readonly groupCells?: Readonly<Record<string, string>>;
  readonly problems: readonly TableProblem[];
}

/** Reads sheet 方案. A scheme under 10 % 法治, or whose weights do not add up, is an error: it cannot be imported. */
export function parseSchemeTable(sheets: readonly SheetText[]): SchemeTable {
  const chosen = chooseSheet(sheets, SCHEME_COLUMNS, SCHEME_SHEET);
  if (!chosen) return { schemes: [], problems: headingNotFound(sheets, SCHEME_COLUMNS).all };
  const { sheet, heading } = chosen;
  const problems = new ProblemList(sheet.name);
  checkRequired(heading, SCHEME_COLUMNS, problems);
  if (problems.all.length > 0) return { schemes: [], problems: problems.all };
  const groups = new Map<string, { rowNumber: number; components: SchemeComponent[] }>();
  let group = '';
  for (const row of sheet.rows) {
    if (row.rowNumber <= heading.rowNumber) continue;
    // The group is usually written once, in a merged cell or on its first line.
    group = readName(textAt(row, heading.columns.group)) || group;
    group = [...groups.keys()].find((name) => isSameName(name, group)) ?? group;
    const component = readComponent(row, heading.columns, problems);
    if (!component) continue;
    if (group === '') {
      problems.error(
        'SCHEME_GROUP_MISSING',
        cellAddress(row.rowNumber, heading.columns.group),
        '没有单位类别。',
        '请填写这个方案用于哪一类单位。',
      );
      continue;
    }
    const scheme = groups.get(group) ?? { rowNumber: row.rowNumber, components: [] };
    scheme.components.push(component);
    groups.set(group, scheme);
  }
  const weightOf = (rowNumber: number) => cellAddress(rowNumber, heading.columns.weight);
  for (const [name, scheme] of groups) {
    for (const { code, message, remedy } of checkScheme(scheme.components).problems) {
      problems.error(code, weightOf(scheme.rowNumber), `${name}：${message}`, remedy);
    }
  }
  if (groups.size === 0 && problems.all.length === 0)
    problems.error(
      'EMPTY_TABLE',
      weightOf(heading.rowNumber),
      '标题行下面没有内容。',
      '请逐行填写组成部分和权重。',
    );
  return {
    schemes: [...groups].map(([name, { components }]) => ({ group: name, components })),
    groupCells: Object.fromEntries(
      [...groups].map(([name, { rowNumber }]) => [name, cellAddress(rowNumber, heading.columns.group)]),
    ),
    problems: problems.all,
  };
}

function readComponent(
  row: SheetRow,
  columns: Partial<Record<SchemeColumn, number>>,
  problems: ProblemList,
): SchemeComponent | null {
  const name = textAt(row, columns.component);
  const weightText = decimalText(row.cells[columns.weight ?? -1]);
  if (name === '' && weightText === '') return null;
  if (/^(合计|总计|小计|总分)/.test(name)) return null;
  if (name === '') {
    problems.error(
      'SCHEME_NAME',
      cellAddress(row.rowNumber, columns.component),
      '没有组成部分的名称。',
      '请填写名称，或删去这一行。',
    );
    return null;
  }
  const weight = parsePoints(weightText);
  if (weight === null) {
    problems.error(
      'SCHEME_WEIGHT',
      cellAddress(row.rowNumber, columns.weight),
      weightText === '' ? `“${name}”没有权重。` : `“${name}”的权重“${weightText}”不是最多两位小数的数。`,
      '请填写大于 0、最多两位小数的数，合计 100 或 1000。',
    );
    return null;
  }
  const lawText = textAt(row, columns.ruleOfLaw);
  const ruleOfLaw = readYesNo(lawText);
  if (ruleOfLaw === null) {
    problems.error(
      'NOT_YES_NO',
      cellAddress(row.rowNumber, columns.ruleOfLaw),
      `“${lawText}”不是“是”或“否”。`,
      '请填“是”或“否”，不填就是否。',
    );
    return null;
  }
  return { name, weight, ruleOfLaw };
}

type ScoreColumn = 'code' | 'name';

const OTHER_SCORE_COLUMNS: readonly ColumnSpec<ScoreColumn>[] = [
  { key: 'code', heading: '单位编码', synonyms: ['单位代码', '单位编号', '编码', '代码'], required: true },
  { key: 'name', heading: '单位名称', synonyms: ['单位', '被考评单位', '被考核单位', '名称'] },
];

export interface OtherScoresRow {
  readonly rowNumber: number;
  readonly unitCode: string;
  readonly unitName: string;
  /** Cells of the code and the name. */
  readonly codeCell: string;
  readonly nameCell: string;
  /** By component, 0–10000 hundredths; components without a score are left out: not scored is not zero. */
  readonly scores: Readonly<Record<string, Points>>;
}

/** Sheet 得分: other components' scores. Whether units and components exist is for whoever knows the workspace. */
export interface OtherScoresTable {
  readonly sheet: string;
  /** Headings of the score columns and their column letters. */
  readonly components: readonly { readonly name: string; readonly column: string }[];
  readonly rows: readonly OtherScoresRow[];
  readonly problems: readonly TableProblem[];
}

/** Reads sheet 得分: 单位编码, 单位名称 and a column per component, 0–100 with at most two decimals. */
export function parseOtherScores(sheets: readonly SheetText[]): OtherScoresTable {
  const chosen = chooseSheet(sheets, OTHER_SCORE_COLUMNS, OTHER_SCORES_SHEET);
  if (!chosen)
    return {
      sheet: '',
      components: [],
      rows: [],
      problems: headingNotFound(sheets, OTHER_SCORE_COLUMNS).all,
    };
  const { sheet, heading } = chosen;
  const problems = new ProblemList(sheet.name);
  checkRequired(heading, OTHER_SCORE_COLUMNS, problems);
  const ownColumns = new Set<string>(
    [heading.columns.code, heading.columns.name].map((column) => cellAddress(1, column)),
  );
  const components = heading.headings
    .filter(({ column, text }) => !ownColumns.has(`${column}1`) && !/^(序号|备注)$/.test(normalHeading(text)))
    .map(({ column, text }) => ({ name: text, column }));
  const rows: OtherScoresRow[] = [];
  const rowOfUnit = new Map<string, number>();
  for (const row of sheet.rows) {
    if (row.rowNumber <= heading.rowNumber || problems.all.some(({ code }) => code === 'MISSING_COLUMN'))
      continue;
    const unitCode = textAt(row, heading.columns.code);
    if (unitCode === '') continue;
    const before = rowOfUnit.get(unitCode);
    if (before !== undefined) {
      problems.error(
        'UNIT_CODE_DUPLICATE',
        cellAddress(row.rowNumber, heading.columns.code),
        `单位“${unitCode}”和第 ${before} 行重复。`,
        '请只保留一行。',
      );
      continue;
    }
    rowOfUnit.set(unitCode, row.rowNumber);
    rows.push({
      rowNumber: row.rowNumber,
      unitCode,
      unitName: textAt(row, heading.columns.name),
      codeCell: cellAddress(row.rowNumber, heading.columns.code),
      nameCell: cellAddress(row.rowNumber, heading.columns.name),
      scores: readScores(row, components, problems),
    });
  }
  return { sheet: sheet.name, components, rows, problems: problems.all };
}

function readScores(
  row: SheetRow,
  components: readonly { readonly name: string; readonly column: string }[],
  problems: ProblemList,
): Record<string, Points> {
  const scores: Record<string, Points> = {};
  for (const { name, column } of components) {
    const cell = row.cells[columnIndex(column)];
    const text = decimalText(cell);
    if (text === '') continue;
    const points = parsePoints(text);
    if (points === null || points > 10_000) {
      problems.error(
        'OTHER_SCORE_RANGE',
        `${column}${row.rowNumber}`,
        `“${name}”的得分“${text}”不在 0 到 100 之间，或多于两位小数。`,
        '请填 0 到 100、最多两位小数的数；没有得分的留空。',
      );
    } else scores[name] = points;
  }
  return scores;
}
