import { deductionTotal } from './deductionTotal';
import { fittedRow } from './fittedRow';
import { ownItemsOf } from './ownItems';
import { deductionsOf, evidenceNumbers, type DeductionLine, type UnitDetails } from './scoreDetail';
import {
  footers,
  provenanceNote,
  SIGN_OFF,
  systemLabel,
  yearTitle,
  type ReportContext,
} from './reportContext';
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
import { matterText, shortfallText } from './shortfall';

const HEADINGS = [
  '序号',
  '单位',
  '指标编号',
  '扣分事项',
  '规则',
  '次数/差额',
  '扣分值',
  '证据编号',
  '评分单位',
  '单位意见',
] as const;
const WIDTHS = [6, 18, 10, 30, 38, 22, 9, 14, 14, 14] as const;
const COLUMNS = HEADINGS.length;
const DEDUCTED = 6;
const STYLES: readonly StyleName[] = [
  'count',
  'text',
  'code',
  'text',
  'text',
  'text',
  'points',
  'text',
  'text',
  'text',
];

/**
 * 扣分明细 of all units, line by line; practice page §12. 单位意见 is blank, to be written on.
 *
 * @param lines how many deductions there are in all.
 */
export function layOutDeductions(
  context: ReportContext,
  details: AsyncIterable<UnitDetails>,
  sheetName: string,
  lines: number,
): ReportSheet {
  const ownItems = ownItemsOf(context.items);
  const head = [
    ...titleRows(
      `${yearTitle(context)}扣分明细`,
      `指标体系：${systemLabel(context)}`,
      `单位：分　　导出时间：${context.exportedAt}`,
      COLUMNS,
    ),
    { cells: HEADINGS, styles: 'header' as const, height: 26 },
  ];
  let sum = 0;
  async function* body(): AsyncGenerator<ReportRow> {
    let number = 0;
    for await (const unit of details) {
      for (const line of deductionsOf(ownItems(unit.unit), unit)) {
        number += 1;
        sum += line.deducted;
        yield deductionRow(number, unit, line);
      }
    }
  }
  return {
    name: sheetName,
    widths: WIDTHS,
    head,
    repeatFrom: 3,
    frozenColumns: 3,
    body: body(),
    bodyRows: lines,
    foot: (written) => [
      ...deductionTotal(
        '合计',
        { columns: COLUMNS, column: DEDUCTED, firstRow: head.length + 1 },
        written,
        sum,
      ),
      ...closing(context),
    ],
    rowHeight: 20,
    pagesWide: 1,
    filter: true,
    ...footers(context),
  };
}

function deductionRow(number: number, { unit, evidence }: UnitDetails, line: DeductionLine): ReportRow {
  const { item, detail } = line;
  const cells: ReportCell[] = [
    number,
    unit.name,
    item.code,
    matterText(item, detail),
    item.standard,
    shortfallText(item, detail),
    pointsCell(line.deducted),
    evidenceNumbers(item, evidence.get(item.id) ?? 0),
    item.leadScorer || detail.scorer,
    null,
  ];
  return fittedRow(cells, STYLES, WIDTHS, 20);
}

function closing(context: ReportContext): ReportRow[] {
  const text = `注：扣分值为该项分值减去得分；扣分项按扣分的分值列出，全部扣分项合计以扣分上限为限。${provenanceNote(context)}`;
  return [
    wideRow(text, 'note', COLUMNS, heightFor([[text, 150]], 20)),
    wideRow(SIGN_OFF, 'signOff', COLUMNS, 36),
  ];
}
