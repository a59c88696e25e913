import { formatPoints, parsePoints } from '../../../../shared/domain/points';
import type { SiteCheckView } from '../../../../shared/ipc/practice/review';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportCell } from '../../../../shared/reports/reportSheet';
import { SITE_CHECK_OUTCOME_NAMES } from '../../../../shared/review/siteCheckOutcome';
import { listSiteChecks } from '../../../database/siteCheckRepository';
import type { PracticeSheets } from '.';

/** 实地核查清单: what to look at where and why, with room for what is found; what is recorded already stands there. */
export const siteCheckSheets: PracticeSheets = async (workspace, context) => [
  layOutList<SiteCheckView>(context, {
    name: '实地核查清单',
    title: `${yearTitle(context)}实地核查清单`,
    columns: [
      { heading: '序号', width: 6, style: 'count', cell: (_row, index) => index + 1 },
      { heading: '单位', width: 15, cell: ({ unitName }) => unitName },
      { heading: '核查组', width: 10, cell: ({ team }) => team },
      { heading: '计划日期', width: 11, cell: ({ plannedOn }) => plannedOn },
      { heading: '指标编号', width: 9, style: 'code', cell: ({ itemCode }) => itemCode },
      { heading: '指标', width: 18, cell: ({ itemName }) => itemName },
      {
        heading: '分值',
        width: 7,
        style: 'points',
        cell: ({ section, itemPoints }) => (section === 'base' ? pointsCell(itemPoints) : null),
      },
      { heading: '自评分', width: 7, style: 'points', cell: ({ selfPoints }) => selfCell(selfPoints) },
      { heading: '审核分', width: 7, style: 'points', cell: ({ assessedPoints }) => figure(assessedPoints) },
      { heading: '疑点', width: 24, cell: ({ doubt }) => doubt },
      { heading: '核查情况', width: 28, cell: ({ finding }) => finding },
      { heading: '结论', width: 17, cell: conclusion },
      { heading: '核查日期', width: 11, cell: ({ checkedOn }) => checkedOn },
      { heading: '核查人', width: 9, cell: ({ person }) => person },
    ],
    rows: await listSiteChecks(workspace.reader, context.result.cycle.id),
    empty: '没有安排实地核查。',
    notes: [
      '注：核查情况写明看了什么、缺什么；认定与审核分不符的，在结论栏写明调整后的分数。本单位人员不得核查本单位。',
    ],
    signOff:
      '核查组长（签字）：　　　　　　　组员（签字）：　　　　　　　被核查单位负责人（签字、盖章）：　　　　　　　日期：　　年　月　日',
  }),
];

const figure = (points: number | null): number | null => (points === null ? null : pointsCell(points));

function selfCell(typed: string): ReportCell {
  const points = parsePoints(typed);
  return points === null ? typed || null : pointsCell(points);
}

function conclusion({ outcome, toPoints }: SiteCheckView): string {
  if (outcome === 'open') return '□属实\n□调整为　　　　分';
  if (toPoints === null) return SITE_CHECK_OUTCOME_NAMES[outcome];
  return `${SITE_CHECK_OUTCOME_NAMES[outcome]}为 ${formatPoints(toPoints)} 分`;
}
