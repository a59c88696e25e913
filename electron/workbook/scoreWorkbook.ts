import { RULE_KIND_NAMES } from '@shared/domain/rule';
import { SECTION_NAMES, type ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import { checkRequired, findHeading, headingNotFound } from '@shared/tables/columns';
import { inputGuide } from '@shared/tables/inputGuide';
import type { TableProblem } from '@shared/tables/problem';
import { ProblemList } from '@shared/tables/problemList';
import {
  SCORE_COLUMNS,
  SCORE_SHEET,
  ScoreRowParser,
  scoreTableRow,
  type ParsedScoreRow,
  type ScoreTableContext,
  type ScoreTemplateRow,
} from '@shared/tables/scoreTable';
import type { SheetRow } from '@shared/tables/sheet';
import { openWorkbook, type OpenWorkbook } from './readWorkbook';
import { writeTables } from './writeTable';

const WIDTHS = [12, 24, 10, 30, 8, 8, 34, 8, 40, 12];
const INPUT_COLUMNS = new Set(['notApplicable', 'inputs', 'points', 'reason', 'scorer']);

/**
 * Writes a scoring workbook to fill in: a row for each unit and item, what was entered so far, and a sheet that says for
 * each item how 评分输入 is written. `rows` is iterated once, so that 430,000 of them need not be in memory.
 */
export async function writeScoreTemplate(
  rows: Iterable<ScoreTemplateRow>,
  items: readonly ScoringItem[],
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const columns = SCORE_COLUMNS.map(({ key, heading }, index) => ({
    heading,
    width: WIDTHS[index] ?? 12,
    input: INPUT_COLUMNS.has(key),
    ...(key === 'itemPoints' ? { numbers: 'points' as const } : {}),
  }));
  await writeTables(
    path,
    [
      { name: SCORE_SHEET, columns, rows: mapRows(rows) },
      { name: '说明', columns: GUIDE_COLUMNS, rows: [...GENERAL_GUIDE, ...items.map(guideRow)] },
    ],
    signal,
  );
}

function* mapRows(rows: Iterable<ScoreTemplateRow>): Generator<string[]> {
  for (const row of rows) yield scoreTableRow(row);
}

const GUIDE_COLUMNS = [
  { heading: '编码', width: 10 },
  { heading: '三级指标', width: 30 },
  { heading: '分值', width: 8, numbers: 'points' as const },
  { heading: '评分方式', width: 16 },
  { heading: '评分输入的填法', width: 50 },
  { heading: '评分标准', width: 70 },
];

const GENERAL_GUIDE: readonly (readonly string[])[] = [
  ['', '总的说明', '', '', '四列都不填的行表示未评分，不是零分；导入时保持原样。', ''],
  [
    '',
    '',
    '',
    '',
    '按“评分输入”能算出得分的，“得分”可以不填；两处都填而不一致的，导入时会指出，不会自行取舍。',
    '',
  ],
  [
    '',
    '',
    '',
    '',
    '不适用的填“是”，并在“扣分理由”里写明理由。不要改动单位编码和指标编码，可以排序和筛选。',
    '',
  ],
];

function guideRow(item: ScoringItem): string[] {
  return [
    item.code,
    item.name,
    item.section === 'base' ? formatPoints(item.points) : SECTION_NAMES[item.section],
    item.rules.map((rule) => RULE_KIND_NAMES[rule.kind]).join('+'),
    inputGuide(item),
    item.standard,
  ];
}

export interface ScoreWorkbookResult {
  /** Rows that hold something, whether good or bad. */
  readonly filled: number;
  readonly problems: readonly TableProblem[];
}

/**
 * Reads a filled scoring workbook row by row. Good rows are handed over in batches while reading; since a later row may
 * still be wrong, store them only when the result has no errors.
 * @throws {AppError} when the file is no readable workbook.
 */
export async function readScoreWorkbook(
  path: string,
  context: ScoreTableContext,
  take: (rows: ParsedScoreRow[]) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<ScoreWorkbookResult> {
  const workbook = await openWorkbook(path, signal);
  try {
    let first: ScoreWorkbookResult | null = null;
    for (const sheet of likelyScoreSheets(workbook)) {
      const reader = new ScoreSheetReader(sheet, context, take);
      await workbook.readRows(sheet, (rows) => reader.take(rows), signal);
      const result = await reader.finish();
      if (reader.hasHeading) return result;
      first ??= result;
    }
    return first ?? { filled: 0, problems: headingNotFound([], SCORE_COLUMNS).all };
  } finally {
    workbook.close();
  }
}

/** The sheet called 评分; where there is none, the visible ones in their order: the first with the headings is it. */
function likelyScoreSheets({ sheets }: OpenWorkbook): string[] {
  const named = sheets.find(({ name }) => name === SCORE_SHEET);
  const visible = sheets.filter(({ hidden }) => !hidden);
  return (named ? [named] : visible.length > 0 ? visible : sheets.slice(0, 1)).map(({ name }) => name);
}

/** Headings must stand in the first rows; rows before they are found are kept until then. */
const MOST_ROWS_ABOVE_HEADING = 40;

class ScoreSheetReader {
  private waiting: SheetRow[] = [];
  private parser: ScoreRowParser | null = null;
  private readonly headingProblems: ProblemList;
  private failed = false;
  private filled = 0;
  /** Whether the headings were found; known when all rows were read. */
  hasHeading = false;

  constructor(
    private readonly sheet: string,
    private readonly context: ScoreTableContext,
    private readonly consumer: (rows: ParsedScoreRow[]) => Promise<void> | void,
  ) {
    this.headingProblems = new ProblemList(sheet);
  }

  async take(rows: SheetRow[]): Promise<void> {
    if (this.failed) return;
    if (!this.parser) {
      this.waiting = this.waiting.concat(rows);
      if (this.waiting.length < MOST_ROWS_ABOVE_HEADING) return;
      rows = this.start();
    }
    await this.parse(rows);
  }

  async finish(): Promise<ScoreWorkbookResult> {
    if (!this.parser && !this.failed) await this.parse(this.start());
    return { filled: this.filled, problems: [...this.headingProblems.all, ...(this.parser?.found ?? [])] };
  }

  /** Finds the headings among the rows kept. @returns the rows below them. */
  private start(): SheetRow[] {
    const sheet = { name: this.sheet, hidden: false, rows: this.waiting, merges: [] };
    this.waiting = [];
    const heading = findHeading(sheet, SCORE_COLUMNS);
    if (!heading) {
      this.failed = true;
      this.headingProblems.all.push(...headingNotFound([sheet], SCORE_COLUMNS).all);
      return [];
    }
    this.hasHeading = true;
    checkRequired(heading, SCORE_COLUMNS, this.headingProblems);
    this.failed = this.headingProblems.all.length > 0;
    if (this.failed) return [];
    this.parser = new ScoreRowParser(this.sheet, heading.columns, this.context);
    return sheet.rows.filter(({ rowNumber }) => rowNumber > heading.rowNumber);
  }

  private async parse(rows: readonly SheetRow[]): Promise<void> {
    if (!this.parser) return;
    const parsed: ParsedScoreRow[] = [];
    for (const row of rows) {
      const before = this.parser.found.length;
      const result = this.parser.parse(row);
      if (result || this.parser.found.length > before) this.filled += 1;
      if (result) parsed.push(result);
    }
    if (parsed.length > 0) await this.consumer(parsed);
  }
}
