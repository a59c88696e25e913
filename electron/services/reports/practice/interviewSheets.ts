import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { listInterviews } from '../../rectification/interviews';
import type { PracticeSheets } from '.';

/** 约谈登记: what the register has of the year, latest first. Practice page §12. */
export const interviewSheets: PracticeSheets = async (workspace, context) => [
  layOutList(context, {
    name: '约谈登记',
    title: `${yearTitle(context)}约谈登记表`,
    columns: [
      { heading: '编号', width: 13, style: 'code', cell: ({ number }) => number },
      { heading: '约谈对象', width: 16, cell: ({ unitName, interviewee }) => both(unitName, interviewee) },
      { heading: '情形', width: 18, cell: ({ situation }) => situation },
      { heading: '时间', width: 11, cell: ({ heldOn }) => heldOn },
      { heading: '地点', width: 12, cell: ({ place }) => place },
      { heading: '主持', width: 9, cell: ({ host }) => host },
      { heading: '参加', width: 14, cell: ({ attendees }) => attendees },
      { heading: '问题', width: 24, cell: ({ problems }) => problems },
      { heading: '要求', width: 22, cell: ({ demands }) => demands },
      { heading: '期限', width: 11, cell: ({ dueOn }) => dueOn },
      { heading: '整改报告日期', width: 13, cell: ({ reportOn }) => reportOn },
      { heading: '结果', width: 14, cell: ({ outcome }) => outcome },
    ],
    rows: await listInterviews(workspace, { cycleId: context.result.cycle.id }),
    empty: '没有约谈记录。',
  }),
];

const both = (unit: string, person: string): string => [unit, person].filter((text) => text !== '').join(' ');
