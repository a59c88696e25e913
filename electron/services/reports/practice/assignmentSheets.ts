import type { AssignmentsView, ScorerView } from '../../../../shared/ipc/practice/marking';
import { assignmentRows, type AssignmentRow } from '../../../../shared/marking/assignmentWords';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle, type ReportContext } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportSheet } from '../../../../shared/reports/reportSheet';
import { listAssignments } from '../../marking/listAssignments';
import type { PracticeSheets } from '.';

/** 评分分工表: who scores which item and how, then everybody with the items to score. Practice page §4. */
export const assignmentSheets: PracticeSheets = async (workspace, context) => {
  const view = await listAssignments(workspace);
  return [itemSheet(context, view), scorerSheet(context, view)];
};

function itemSheet(context: ReportContext, view: AssignmentsView): ReportSheet {
  return layOutList<AssignmentRow>(context, {
    name: '评分分工表',
    title: `${yearTitle(context)}评分分工表`,
    columns: [
      { heading: '指标编号', width: 9, style: 'code', cell: ({ code }) => code },
      { heading: '指标', width: 28, cell: ({ name }) => name },
      { heading: '分值', width: 8, style: 'points', cell: ({ points }) => pointsCell(points) },
      { heading: '牵头评分单位', width: 20, cell: ({ leadScorer }) => leadScorer },
      { heading: '评分人', width: 24, cell: ({ scorers }) => scorers },
      { heading: '评分办法', width: 20, cell: ({ way }) => way },
      { heading: '提醒', width: 22, cell: ({ notes }) => notes },
    ],
    rows: assignmentRows(view),
    empty: '指标体系里还没有指标。',
    notes: ['注：“评分人”为空的，由可以评全部指标的人评分；任何人不评本单位。'],
  });
}

function scorerSheet(context: ReportContext, { scorers, items }: AssignmentsView): ReportSheet {
  const itemsOf = ({ accountId }: ScorerView) =>
    items.filter(({ accountIds }) => accountIds.includes(accountId));
  return layOutList<ScorerView>(context, {
    name: '按评分人',
    title: `${yearTitle(context)}评分分工表（按评分人）`,
    columns: [
      { heading: '评分人', width: 16, cell: ({ name }) => name },
      { heading: '所属单位', width: 24, cell: ({ unitName }) => unitName },
      {
        heading: '项数',
        width: 8,
        style: 'count',
        cell: (scorer) => (scorer.allItems ? items.length : itemsOf(scorer).length),
      },
      {
        heading: '指标编号',
        width: 80,
        cell: (scorer) =>
          scorer.allItems
            ? '全部指标'
            : itemsOf(scorer)
                .map(({ code }) => code)
                .join('、'),
      },
    ],
    rows: scorers,
    empty: '还没有可以评分的人员。',
    frozenColumns: 1,
  });
}
