import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import type { NotApplicableView } from '../../../../shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '../../../../shared/year/notApplicable';
import { listRequests } from '../../../database/notApplicableRepository';
import { localDay } from '../../localTime';
import type { PracticeSheets } from '.';

/** 缺项审批表: every request with reason, grounds and opinions, the same item side by side. Practice page §12. */
export const notApplicableSheets: PracticeSheets = async (workspace, context) => {
  const rows = (await listRequests(workspace.reader, context.result.cycle.id)).filter(
    ({ state }) => state !== 'withdrawn',
  );
  return [
    layOutList<NotApplicableView>(context, {
      name: '缺项审批表',
      title: `${yearTitle(context)}缺项审批表`,
      columns: [
        { heading: '单位', width: 18, cell: ({ unitName }) => unitName },
        { heading: '指标编号', width: 9, style: 'code', cell: ({ itemCode }) => itemCode },
        { heading: '指标', width: 22, cell: ({ itemName }) => itemName },
        { heading: '分值', width: 8, style: 'points', cell: ({ points }) => pointsCell(points) },
        { heading: '申请理由', width: 26, cell: ({ reason }) => reason },
        { heading: '依据', width: 18, cell: ({ basis }) => basis },
        { heading: '牵头单位意见', width: 18, cell: lead },
        { heading: '办公室意见', width: 18, cell: ({ officeOpinion }) => officeOpinion },
        {
          heading: '结论',
          width: 9,
          style: 'center',
          cell: ({ state }) => NOT_APPLICABLE_STATE_NAMES[state],
        },
        {
          heading: '日期',
          width: 11,
          style: 'center',
          cell: ({ decidedAt, requestedAt }) => localDay(new Date(decidedAt || requestedAt)),
        },
      ],
      rows,
      empty: '没有缺项申请。',
      notes: [
        '注：批准的缺项不计入该单位的适用分值，得分按适用分值折算。日期为审批日期，待审批的为申请日期。',
      ],
      signOff: '经办人：　　　　　　　审核人：　　　　　　　考核办公室（盖章）：　　　　　　　日期：',
    }),
  ];
};

const lead = ({ leadOpinion, leadBy, leadScorer }: NotApplicableView): string =>
  leadOpinion === '' ? '' : `${leadOpinion}（${leadBy || leadScorer}）`;
