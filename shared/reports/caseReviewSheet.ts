import type { ListedCase } from '../caseFiles/caseList';
import { maskParty } from '../caseFiles/maskParty';
import type { ReviewOutcome } from '../caseFiles/reviewScore';
import { formatPoints } from '../domain/points';
import { fittedRow } from './fittedRow';
import { footers, yearTitle, type ReportContext } from './reportContext';
import {
  pointsCell,
  titleRows,
  wideRow,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';

/** One reviewer's part of the form. */
export interface CaseReviewPart {
  readonly reviewer: string;
  readonly outcome: ReviewOutcome;
  readonly highlights: string;
  readonly opinion: string;
}

/** What 案卷评查表 of one file shows. */
export interface CaseReviewForm {
  readonly file: ListedCase & { readonly unitName: string };
  readonly reviewers: readonly string[];
  /** Name and version of the standard; '' before the first review. */
  readonly standard: string;
  readonly parts: readonly CaseReviewPart[];
  /** null until the result stands. */
  readonly result: {
    readonly score: number;
    readonly legal: boolean;
    readonly grade: string;
    readonly method: string;
  } | null;
  readonly unitOpinion: string;
}

const HEADINGS = ['评查人', '部分', '条款', '内容', '次数', '扣分', '页码', '理由'] as const;
const WIDTHS = [12, 10, 9, 44, 12, 9, 16, 30] as const;
const COLUMNS = HEADINGS.length;
const WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);
const STYLES: readonly StyleName[] = ['text', 'center', 'code', 'text', 'count', 'points', 'text', 'text'];
const SIGNATURES =
  '评查人（签字）：　　　　　　　　复核人（签字）：　　　　　　　　被评单位（签字、盖章）：　　　　　　　　　　年　月　日';

/** 案卷评查表 of one file, A4 landscape. Practice page §10 ("Review record") and §12. */
export function layOutCaseReview(context: ReportContext, form: CaseReviewForm, name: string): ReportSheet {
  const rows = form.parts.flatMap(findingRows);
  const none = form.result === null ? '还没有评查结果。' : '合法性全部符合，没有扣分。';
  const body = rows.length > 0 ? rows : [wideRow(none, 'text', COLUMNS)];
  return {
    name,
    widths: WIDTHS,
    head: [
      ...titleRows(
        `${yearTitle(context)}${form.file.type}案卷评查表`,
        `评查标准：${form.standard || '（未分配）'}`,
        `导出时间：${context.exportedAt}`,
        COLUMNS,
      ),
      ...facts(form),
      { cells: HEADINGS, styles: 'header', height: 26 },
    ],
    repeatFrom: 6,
    frozenColumns: 1,
    body,
    bodyRows: body.length,
    foot: () => closing(form),
    rowHeight: 22,
    pagesWide: 1,
    filter: false,
    ...footers(context),
  };
}

function facts({ file, reviewers, result }: CaseReviewForm): ReportRow[] {
  const outcome = result
    ? `${result.legal ? '符合' : '不符合'}；得分 ${formatPoints(result.score)}，${result.grade}`
    : '未评完';
  return [
    factRow(['案卷编号', file.number], ['单位', file.unitName]),
    factRow(
      ['案由（事项）', file.matter],
      ['当事人', `${maskParty(file.party)}　${file.closedOn}　${file.procedure}`],
    ),
    factRow(['评查人', reviewers.join('、') || '未分配'], ['合法性结论', outcome]),
  ];
}

/** Two facts side by side, each with its name: the name over one column, the value over three. */
function factRow(left: readonly [string, string], right: readonly [string, string]): ReportRow {
  const cells: ReportCell[] = [left[0], left[1], null, null, right[0], right[1], null, null];
  const styles: StyleName[] = ['center', 'text', 'text', 'text', 'center', 'text', 'text', 'text'];
  const height = heightFor(
    [
      [left[1], 60],
      [right[1], 50],
    ],
    22,
  );
  return {
    cells,
    styles,
    height,
    merges: [
      { from: 1, to: 3 },
      { from: 5, to: 7 },
    ],
  };
}

function findingRows({ reviewer, outcome }: CaseReviewPart): ReportRow[] {
  const gates = outcome.failedGates.map(({ entry, finding }) =>
    findingRow([reviewer, '合法性', entry.code, entry.text, null, null, finding.pages, finding.reason]),
  );
  const lines = outcome.lines.map(({ entry, finding, points }) =>
    findingRow([
      ...[reviewer, entry.stage || '规范性', entry.code, entry.text, finding.count, pointsCell(points)],
      ...[finding.pages, finding.reason],
    ]),
  );
  return [...gates, ...lines];
}

function findingRow(cells: readonly ReportCell[]): ReportRow {
  return fittedRow(cells, STYLES, WIDTHS, 22);
}

function closing({ parts, result, unitOpinion }: CaseReviewForm): ReportRow[] {
  const lines = [
    ...parts.flatMap(({ reviewer, outcome, highlights, opinion }) => [
      `${reviewer}：${outcome.steps.join('；')}；得分 ${formatPoints(outcome.score)}`,
      ...(highlights.trim() === '' ? [] : [`　亮点：${highlights}`]),
      ...(opinion.trim() === '' ? [] : [`　评查意见：${opinion}`]),
    ]),
    `评查结果：${result ? `${result.method}；${result.grade}` : '未评完'}`,
    '复核意见：',
    `被评单位意见：${unitOpinion}`,
  ];
  // The last two are also written into by hand.
  return [
    ...lines.map((line, index) =>
      wideRow(line, 'text', COLUMNS, heightFor([[line, WIDTH]], index < lines.length - 2 ? 22 : 44)),
    ),
    wideRow(SIGNATURES, 'signOff', COLUMNS, 36),
  ];
}
