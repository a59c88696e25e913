import { gapDifference } from '../../../../shared/insight/gaps';
import type { GapRow } from '../../../../shared/ipc/practice/insight';
import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import { yearTitle, type ReportContext } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportSheet } from '../../../../shared/reports/reportSheet';
import { gatherGaps } from '../../insight/reportGaps';
import type { PracticeSheets } from '.';

/** 自评审核差异表: what units gave themselves against what they were given, by unit and by item. Practice page §15. */
export const gapSheets: PracticeSheets = async (workspace, context) => {
  const { units, items } = await gatherGaps(workspace);
  return [
    gapSheet(context, '按单位', units, [
      { heading: '单位', width: 30, cell: ({ name }) => name },
      { heading: '单位类别', width: 20, cell: ({ group }) => group },
    ]),
    gapSheet(context, '按指标', items, [
      { heading: '指标编号', width: 12, style: 'code', cell: ({ code }) => code },
      { heading: '指标', width: 38, cell: ({ name }) => name },
    ]),
  ];
};

function gapSheet(
  context: ReportContext,
  name: string,
  rows: readonly GapRow[],
  subject: readonly ListColumn<GapRow>[],
): ReportSheet {
  return layOutList(context, {
    name: `自评审核差异-${name}`,
    title: `${yearTitle(context)}自评审核差异表（${name}）`,
    columns: [
      { heading: '序号', width: 6, style: 'count', cell: (_row, index) => index + 1 },
      ...subject,
      { heading: '自评分合计', width: 12, style: 'points', cell: ({ gap }) => pointsCell(gap.self) },
      { heading: '审核分合计', width: 12, style: 'points', cell: ({ gap }) => pointsCell(gap.assessed) },
      { heading: '自评高出', width: 11, style: 'points', cell: ({ gap }) => pointsCell(gapDifference(gap)) },
      { heading: '比较项数', width: 10, style: 'count', cell: ({ gap }) => gap.compared },
      { heading: '自评偏高项数', width: 13, style: 'count', cell: ({ gap }) => gap.above },
      { heading: '自评偏低项数', width: 13, style: 'count', cell: ({ gap }) => gap.below },
    ],
    rows,
    empty: '还没有既有自评分又有审核分的指标。',
    notes: ['注：只比较既有自评分又有审核分的基本指标；自评高出的多的在前。'],
    frozenColumns: 3,
  });
}
