import { halfWidth } from '../domain/points';
import { normalHeading, type Heading } from './columns';
import type { GuessedColumn } from './indicatorColumns';
import { reportBrokenCell, type ProblemList } from './problemList';
import { cellAddress, textAt, type CellText, type SheetRow, type SheetText } from './sheet';
import { VerticalMerges } from './verticalMerges';

/** A row that is an item, its merged cells filled in; what its cells mean is judged elsewhere. */
export interface RawItem {
  readonly rowNumber: number;
  /** Trimmed text by column; '' where empty or where the table has no such column. */
  readonly text: Readonly<Record<GuessedColumn, string>>;
  readonly cells: Readonly<Partial<Record<GuessedColumn, CellText>>>;
}

type MutableItem = {
  rowNumber: number;
  text: Record<GuessedColumn, string>;
  cells: Partial<Record<GuessedColumn, CellText>>;
};

/** What stands in the table beside its items. */
export interface RawTable {
  readonly items: readonly RawItem[];
  /** 合计 of the points column, where the table states one: decimal text and address. */
  readonly statedTotal: { readonly cell: CellText; readonly address: string } | null;
}

const SUBTOTAL = /^(合计|小计|总计|总分|共计|累计)/;
const NOTE = /^(注|备注|附注|说明|填表|填报|制表|审核|联系|主要负责人|\*|※)/;
const LEVEL1_ROW = /^[一二三四五六七八九十]{1,3}\s*[、.．:：]/;
const LEVEL2_ROW = /^[（(][一二三四五六七八九十]{1,3}[)）]/;
/** Columns a merged cell may fill for all its rows. Codes and points never: two items would share them. */
const FILLED_BY_MERGE: readonly GuessedColumn[] = [
  'name',
  'requirement',
  'standard',
  'evidence',
  'groups',
  'unitTags',
  'leadScorer',
  'basis',
];
/** Texts that go on in the next row where that row names no item. */
const CONTINUED: readonly GuessedColumn[] = ['requirement', 'standard', 'evidence', 'basis'];

/**
 * Turns the rows below the headings into items: fills levels 1 and 2 and merged cells down, joins rows that only go on
 * with the one above, takes heading rows (一、…) as levels, and leaves totals and notes out. Each of these is reported.
 */
export function gatherItems(
  sheet: SheetText,
  heading: Heading<GuessedColumn>,
  problems: ProblemList,
): RawTable {
  const gatherer = new Gatherer(sheet, heading, problems);
  for (const row of sheet.rows) if (row.rowNumber > heading.rowNumber) gatherer.take(row);
  return { items: gatherer.items, statedTotal: gatherer.statedTotal };
}

class Gatherer {
  readonly items: MutableItem[] = [];
  statedTotal: RawTable['statedTotal'] = null;
  private level1 = '';
  private level2 = '';
  private lastRow = 0;
  private filledReported = false;
  private readonly merges: VerticalMerges;
  private readonly rowsByNumber: ReadonlyMap<number, SheetRow>;

  constructor(
    sheet: SheetText,
    private readonly heading: Heading<GuessedColumn>,
    private readonly problems: ProblemList,
  ) {
    this.merges = new VerticalMerges(sheet.merges, Object.values(heading.columns));
    this.rowsByNumber = new Map(sheet.rows.map((row) => [row.rowNumber, row]));
  }

  take(row: SheetRow): void {
    const first = row.cells.find((cell) => cell && cell.text.trim() !== '')?.text.trim() ?? '';
    if (this.isSubtotal(row)) return this.takeSubtotal(row);
    if (this.isRepeatedHeading(row)) return;
    const name = this.own(row, 'name');
    const bare = this.own(row, 'points') === '' && (this.own(row, 'code') === '' || this.isProse(row, name));
    if (bare && this.takeLevelRow(row, first)) return;
    if (bare && NOTE.test(first.replace(/\s+/g, ''))) return this.leaveOut(row, first);
    if (name === '' && bare) return this.takeContinuation(row, first);
    this.takeItem(row);
  }

  /** Notes and level rows start in the first column, which may well be that of the codes. */
  private isProse(row: SheetRow, name: string): boolean {
    return name === '' && /[\u3400-\u9fff]{2}/.test(this.own(row, 'code'));
  }

  private takeItem(row: SheetRow): void {
    this.followLevels(row);
    const text = {} as Record<GuessedColumn, string>;
    const cells: Partial<Record<GuessedColumn, CellText>> = {};
    for (const column of ALL_COLUMNS) {
      const source = FILLED_BY_MERGE.includes(column) ? this.filled(row, column) : row;
      const index = this.heading.columns[column];
      text[column] = source ? textAt(source, index) : '';
      const cell = index === undefined ? undefined : source?.cells[index];
      if (cell) cells[column] = cell;
    }
    text.level1 = this.level1;
    text.level2 = this.level2;
    this.checkMergedPoints(row, text.points);
    this.items.push({ rowNumber: row.rowNumber, text, cells });
    this.lastRow = row.rowNumber;
  }

  private own(row: SheetRow, column: GuessedColumn): string {
    return textAt(row, this.heading.columns[column]);
  }

  /** The row whose cell fills this one: itself, or the first row of a merged range. */
  private filled(row: SheetRow, column: GuessedColumn): SheetRow | undefined {
    const index = this.heading.columns[column];
    if (index === undefined || textAt(row, index) !== '') return row;
    const merge = this.merges.at(row.rowNumber, index);
    // Only whole-column merges fill down; one that starts left of the column belongs to another column's text.
    return merge && merge.left === index ? this.rowsByNumber.get(merge.top) : row;
  }

  private followLevels(row: SheetRow): void {
    const level1 = this.own(row, 'level1');
    if (level1 !== '' && level1 !== this.level1) {
      this.level1 = level1;
      this.level2 = '';
    }
    const level2 = this.own(row, 'level2');
    if (level2 !== '') this.level2 = level2;
    this.reportFilled(row, 'level1', this.level1);
  }

  /** Blank level cells that are not merged are read like merged ones; said once. */
  private reportFilled(row: SheetRow, column: GuessedColumn, value: string): void {
    const index = this.heading.columns[column];
    if (this.filledReported || index === undefined || value === '' || this.own(row, column) !== '') return;
    if (this.merges.at(row.rowNumber, index)) return;
    this.filledReported = true;
    this.problems.assumption(
      'LEVEL_FILLED',
      cellAddress(row.rowNumber, index),
      `一级、二级指标的空白单元格按上一行填写（这里是“${value}”）。`,
    );
  }

  private isSubtotal(row: SheetRow): boolean {
    const columns: GuessedColumn[] = ['sequence', 'code', 'level1', 'level2', 'name'];
    const texts = columns.map((column) => this.own(row, column)).filter((text) => text !== '');
    const first = texts[0] ?? row.cells.find((cell) => cell && cell.text.trim() !== '')?.text ?? '';
    return SUBTOTAL.test(first.replace(/\s+/g, ''));
  }

  private takeSubtotal(row: SheetRow): void {
    const index = this.heading.columns.points;
    const cell = index === undefined ? undefined : row.cells[index];
    const label = (row.cells.find((each) => each && each.text.trim() !== '')?.text ?? '').replace(/\s+/g, '');
    if (cell && !label.startsWith('小计'))
      this.statedTotal = { cell, address: cellAddress(row.rowNumber, index) };
    this.problems.assumption(
      'SUBTOTAL_LEFT_OUT',
      firstCell(row),
      `第 ${row.rowNumber} 行是“${label.slice(0, 10)}”，没有作为指标读入。`,
    );
  }

  private isRepeatedHeading(row: SheetRow): boolean {
    const index = this.heading.columns.name;
    const title = this.heading.headings.find(({ column }) => cellAddress(1, index) === `${column}1`)?.text;
    const texts = row.cells.filter((cell) => cell && cell.text.trim() !== '');
    return (
      texts.length > 1 && title !== undefined && normalHeading(this.own(row, 'name')) === normalHeading(title)
    );
  }

  /** A row with nothing but `一、…` or `（一）…` names the level of the rows below it. */
  private takeLevelRow(row: SheetRow, first: string): boolean {
    const texts = row.cells.filter((cell) => cell && cell.text.trim() !== '');
    if (texts.length !== 1 || this.merges.at(row.rowNumber, row.cells.indexOf(texts[0]))) return false;
    const isLevel1 = LEVEL1_ROW.test(first);
    if (!isLevel1 && !LEVEL2_ROW.test(first)) return false;
    if (isLevel1) this.level2 = '';
    this[isLevel1 ? 'level1' : 'level2'] = first;
    this.problems.assumption(
      'LEVEL_ROW',
      firstCell(row),
      `第 ${row.rowNumber} 行“${first.slice(0, 30)}”作为下面各项的${isLevel1 ? '一级' : '二级'}指标。`,
    );
    return true;
  }

  private takeContinuation(row: SheetRow, first: string): void {
    const item = this.items[this.items.length - 1];
    const continued = CONTINUED.filter((column) => this.own(row, column) !== '');
    if (
      !item ||
      continued.length === 0 ||
      row.rowNumber !== this.lastRow + 1 ||
      this.own(row, 'level1') !== ''
    ) {
      return this.leaveOut(row, first);
    }
    for (const column of continued)
      item.text[column] = [item.text[column], this.own(row, column)].filter(Boolean).join('\n');
    this.lastRow = row.rowNumber;
    this.problems.assumption(
      'ROW_JOINED',
      firstCell(row),
      `第 ${row.rowNumber} 行没有指标名称和分值，文字并入上一项“${item.text.name.slice(0, 20)}”。`,
    );
  }

  private leaveOut(row: SheetRow, text: string): void {
    // A row of formulas nobody computed looks empty; leaving it out in silence would lose an item.
    row.cells.forEach((cell, column) => {
      if (cell?.kind === 'noResult')
        reportBrokenCell(this.problems, cell, cellAddress(row.rowNumber, column));
    });
    this.problems.assumption(
      'ROW_LEFT_OUT',
      firstCell(row),
      `第 ${row.rowNumber} 行不是指标，没有读入：${text.slice(0, 40)}`,
    );
  }

  /** One points cell over several items cannot be shared out: nobody but the office knows how. */
  private checkMergedPoints(row: SheetRow, points: string): void {
    const index = this.heading.columns.points;
    const merge = index === undefined ? undefined : this.merges.at(row.rowNumber, index);
    if (!merge || points !== '' || merge.top === row.rowNumber) return;
    this.problems.error(
      'POINTS_MERGED',
      cellAddress(row.rowNumber, index),
      `分值单元格和第 ${merge.top} 行合并，不知道这一项是几分。`,
      '请取消合并，逐项填写分值。',
    );
  }
}

const ALL_COLUMNS: readonly GuessedColumn[] = [
  'level1',
  'level2',
  'code',
  'name',
  'requirement',
  'points',
  'method',
  'parameters',
  'standard',
  'evidence',
  'groups',
  'unitTags',
  'leadScorer',
  'basis',
  'sequence',
];

const POINTS_IN_TEXT = /[（(【[]\s*(?:满分|共|计)?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*分?\s*[)）】\]]/g;

/**
 * Points written inside a text: `权责清单（3分）` → text without them and the decimal. Only one bracket of that kind is
 * taken: with several nobody can say which are the item's.
 */
export function splitPoints(text: string): { readonly text: string; readonly points: string | null } {
  const matches = [...text.matchAll(POINTS_IN_TEXT)].filter((match) => match[0].includes('分'));
  const [match] = matches;
  if (!match || matches.length > 1) return { text, points: null };
  const rest = `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}`;
  return {
    text: rest.replace(/[\s\u3000]+$/, '').replace(/^[\s\u3000]+/, ''),
    points: halfWidth(match[1] ?? ''),
  };
}

/** `一、依法履职（18分）` → 依法履职: the number is the office's own counting, the points are a sum. */
export function levelName(text: string): { readonly name: string; readonly points: string | null } {
  const { text: withoutPoints, points } = splitPoints(text.replace(/\s*\n\s*/g, ''));
  const name = withoutPoints
    .replace(
      /^(?:[一二三四五六七八九十]{1,3}\s*[、.．:：]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}部分)\s*/,
      '',
    )
    .replace(/^[0-9０-９]+\s*[、.．]\s*(?![0-9０-９])/, '')
    .replace(/[:：]$/, '');
  return { name: name || withoutPoints, points };
}

/** Address of the first cell of a row that holds anything. */
function firstCell(row: SheetRow): string {
  const column = row.cells.findIndex((cell) => cell !== undefined && cell.text.trim() !== '');
  return cellAddress(row.rowNumber, Math.max(0, column));
}
