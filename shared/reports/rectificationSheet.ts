import { fittedRow } from './fittedRow';
import { ownItemsOf } from './ownItems';
import {
  footers,
  provenanceNote,
  SIGN_OFF,
  systemLabel,
  yearTitle,
  type ReportContext,
} from './reportContext';
import {
  titleRows,
  wideRow,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';
import { matterText } from './shortfall';
import { deductionsOf, type DeductionLine, type UnitDetails } from './scoreDetail';

const HEADINGS = [
  '序号',
  '单位',
  '问题',
  '来源',
  '对应指标',
  '整改措施',
  '责任领导',
  '责任人',
  '时限',
  '进展',
  '完成日期',
  '佐证',
  '销号意见',
  '状态',
] as const;
const WIDTHS = [6, 18, 36, 8, 16, 26, 10, 10, 11, 14, 11, 10, 12, 9] as const;
const COLUMNS = HEADINGS.length;
/** The columns the app fills; the rest is for the units to write in. */
const FILLED = 5;
const STYLES: readonly StyleName[] = HEADINGS.map((_, i): StyleName =>
  i === 0 ? 'count' : i === 3 ? 'center' : 'text',
);

/**
 * 整改台账, one line for each deduction; practice page §12. The columns from 整改措施 on are left to be filled in.
 *
 * @param lines how many deductions there are in all.
 */
export function layOutRectification(
  context: ReportContext,
  details: AsyncIterable<UnitDetails>,
  sheetName: string,
  lines: number,
): ReportSheet {
  const ownItems = ownItemsOf(context.items);
  async function* body(): AsyncGenerator<ReportRow> {
    let number = 0;
    for await (const unit of details) {
      for (const line of deductionsOf(ownItems(unit.unit), unit)) {
        number += 1;
        yield problemRow(number, unit, line);
      }
    }
  }
  return {
    name: sheetName,
    widths: WIDTHS,
    head: [
      ...titleRows(
        `${yearTitle(context)}问题整改台账`,
        `指标体系：${systemLabel(context)}`,
        `导出时间：${context.exportedAt}`,
        COLUMNS,
      ),
      { cells: HEADINGS, styles: 'header', height: 26 },
    ],
    repeatFrom: 3,
    frozenColumns: 2,
    body: body(),
    bodyRows: lines,
    foot: (written) => closing(context, written),
    rowHeight: 22,
    pagesWide: 1,
    filter: true,
    ...footers(context),
  };
}

function problemRow(number: number, { unit }: UnitDetails, { item, detail }: DeductionLine): ReportRow {
  const fromCaseFiles = item.rules.some((rule) => rule.kind === 'caseReview');
  const cells: ReportCell[] = [
    number,
    unit.name,
    matterText(item, detail),
    fromCaseFiles ? '评查' : '考核',
    `${item.code} ${item.name}`,
    ...HEADINGS.slice(FILLED).map(() => null),
  ];
  return fittedRow(cells, STYLES, WIDTHS, 30);
}

function closing(context: ReportContext, written: number): ReportRow[] {
  const text = `注：来源为考核、督察、评查或巡视；“整改措施”至“状态”各栏由责任单位和考核办公室填写。${provenanceNote(context)}`;
  const rows = [
    wideRow(text, 'note', COLUMNS, heightFor([[text, 150]], 20)),
    wideRow(SIGN_OFF, 'signOff', COLUMNS, 36),
  ];
  return written === 0 ? [wideRow('没有需要整改的扣分事项。', 'text', COLUMNS), ...rows] : rows;
}
