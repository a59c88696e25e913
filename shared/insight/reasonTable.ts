import { halfWidth, parsePoints, type Points } from '../domain/points';
import {
  checkRequired,
  chooseSheet,
  headingNotFound,
  type ChosenSheet,
  type ColumnSpec,
} from '../tables/columns';
import type { TableProblem } from '../tables/problem';
import { ProblemList, reportBrokenCell } from '../tables/problemList';
import { cellAddress, decimalText, textAt, type SheetRow, type SheetText } from '../tables/sheet';
import { plainReason, type DeductionReason } from './reason';

type ReasonColumn = 'itemCode' | 'text' | 'points' | 'basis';

export const REASON_SHEET = '常用理由';

/** Columns of the reason table in their order. */
export const REASON_COLUMNS: readonly ColumnSpec<ReasonColumn>[] = [
  {
    key: 'itemCode',
    heading: '指标编码',
    synonyms: ['指标编号', '编码', '编号', '三级指标编码'],
    required: true,
  },
  {
    key: 'text',
    heading: '扣分理由',
    synonyms: ['理由', '常用理由', '扣分情形', '扣分事项', '情形'],
    required: true,
  },
  { key: 'points', heading: '扣分', synonyms: ['扣分值', '扣减分值', '分值'] },
  { key: 'basis', heading: '依据', synonyms: ['扣分依据', '条款', '评分标准'] },
];

export interface ImportedReason extends DeductionReason {
  readonly itemCode: string;
}

export interface ReasonTable {
  readonly reasons: readonly ImportedReason[];
  readonly problems: readonly TableProblem[];
}

const LONGEST = 500;

/**
 * Reads a table of usual reasons. Never throws; what is wrong stands in `problems` with its cell.
 *
 * @param known  full points in hundredths of each item, by its code.
 */
export function parseReasonTable(
  sheets: readonly SheetText[],
  known: ReadonlyMap<string, Points>,
): ReasonTable {
  const chosen = chooseSheet(sheets, REASON_COLUMNS, REASON_SHEET);
  if (!chosen) return { reasons: [], problems: headingNotFound(sheets, REASON_COLUMNS).all };
  const problems = new ProblemList(chosen.sheet.name);
  checkRequired(chosen.heading, REASON_COLUMNS, problems);
  if (problems.all.length > 0) return { reasons: [], problems: problems.all };
  const reader = new ReasonReader(chosen, problems, known);
  for (const row of chosen.sheet.rows) if (row.rowNumber > chosen.heading.rowNumber) reader.read(row);
  if (reader.reasons.size === 0 && problems.all.length === 0) {
    const cell = cellAddress(chosen.heading.rowNumber, chosen.heading.columns.text);
    problems.error('EMPTY_TABLE', cell, '标题行下面没有理由。', '请在标题行下面逐行填写指标编码和扣分理由。');
  }
  return { reasons: [...reader.reasons.values()], problems: problems.all };
}

class ReasonReader {
  readonly reasons = new Map<string, ImportedReason>();

  constructor(
    private readonly chosen: ChosenSheet<ReasonColumn>,
    private readonly problems: ProblemList,
    private readonly known: ReadonlyMap<string, Points>,
  ) {}

  read(row: SheetRow): void {
    const itemCode = halfWidth(this.text(row, 'itemCode'));
    const text = plainReason(this.text(row, 'text').replace(/\s*\n\s*/g, ' '));
    if (itemCode === '' && text === '') return;
    for (const column of Object.values(this.chosen.heading.columns)) {
      reportBrokenCell(this.problems, row.cells[column], cellAddress(row.rowNumber, column));
    }
    const full = this.known.get(itemCode);
    if (full === undefined) {
      const message = itemCode === '' ? '没有指标编码。' : `本年度没有编码为“${itemCode}”的指标。`;
      return this.error(row, 'itemCode', 'ITEM_CODE_UNKNOWN', message, '请核对指标编码。');
    }
    if (text === '' || text.length > LONGEST) {
      const message = text === '' ? '没有扣分理由。' : `扣分理由超过 ${LONGEST} 字。`;
      return this.error(row, 'text', 'REASON_TEXT_INVALID', message, '请写明理由，一行一条。');
    }
    const key = `${itemCode}\n${text}`;
    if (this.reasons.has(key)) {
      return this.error(row, 'text', 'REASON_TWICE', '同一指标的这条理由前面已有。', '请删去重复的一行。');
    }
    const points = this.pointsOf(row, full);
    if (points === undefined) return;
    this.reasons.set(key, { itemCode, text, points, basis: this.text(row, 'basis') });
  }

  /** undefined where the cell is wrong. */
  private pointsOf(row: SheetRow, full: Points): Points | null | undefined {
    const column = this.chosen.heading.columns.points;
    const typed = column === undefined ? '' : decimalText(row.cells[column]).replace(/分$/, '');
    if (typed === '') return null;
    const points = parsePoints(typed.replace(/^-/, ''));
    if (points !== null && points <= full) return points;
    const message = `扣分“${typed}”不是 0 到这项分值之间、最多两位小数的数。`;
    this.error(row, 'points', 'REASON_POINTS_INVALID', message, '请改正，或留空由规则计算。');
    return undefined;
  }

  private text(row: SheetRow, key: ReasonColumn): string {
    return textAt(row, this.chosen.heading.columns[key]);
  }

  private error(row: SheetRow, key: ReasonColumn, code: string, message: string, remedy: string): void {
    const cell =
      cellAddress(row.rowNumber, this.chosen.heading.columns[key]) || cellAddress(row.rowNumber, 0);
    this.problems.error(code, cell, message, remedy);
  }
}
