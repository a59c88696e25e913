import type { AppealRow } from '../../../../shared/ipc/practice/review';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import { APPEAL_STATE_NAMES, type AppealState } from '../../../../shared/review/appealState';
import { listAppealRows } from '../../../database/appealRepository';
import { localDay } from '../../localTime';
import type { PracticeSheets } from '.';

/** 申诉复核表: every appeal of the year with its decision, originals beside it. Practice page §12. */
export const appealSheets: PracticeSheets = async (workspace, context) => [
  layOutList<AppealRow>(context, {
    name: '申诉复核表',
    title: `${yearTitle(context)}申诉复核表`,
    columns: [
      { heading: '序号', width: 6, style: 'count', cell: (_appeal, index) => index + 1 },
      { heading: '单位', width: 16, cell: ({ unitName }) => unitName },
      { heading: '指标编号', width: 9, style: 'code', cell: ({ itemCode }) => itemCode },
      { heading: '指标', width: 18, cell: ({ itemName }) => itemName },
      { heading: '原得分', width: 8, style: 'points', cell: ({ originalPoints }) => figure(originalPoints) },
      {
        heading: '请求得分',
        width: 9,
        style: 'points',
        cell: ({ requestedPoints }) => figure(requestedPoints),
      },
      { heading: '申诉理由', width: 26, cell: groundsText },
      { heading: '补充材料', width: 16, cell: ({ evidence }) => evidence.map(({ name }) => name).join('、') },
      { heading: '复核意见', width: 26, cell: ({ opinion }) => opinion },
      { heading: '结论', width: 8, style: 'center', cell: ({ state }) => APPEAL_STATE_NAMES[state] },
      {
        heading: '复核后得分',
        width: 9,
        style: 'points',
        cell: ({ decidedPoints }) => figure(decidedPoints),
      },
      { heading: '复核人', width: 10, cell: decider },
      { heading: '日期', width: 11, cell: (appeal) => dateOf(appeal) },
    ],
    rows: await listAppealRows(workspace.reader, context.result.cycle.id),
    empty: '没有申诉。',
    notes: [
      '注：原得分为提出申诉时的最终分；复核后得分不改动审核分，差额记入核查调整分。复核人不是该项的评分人。',
    ],
    signOff: '复核人（签字）：　　　　　　　　考核办公室（盖章）　　　　　　　　日期：　　　年　　月　　日',
  }),
];

const figure = (points: number | null): number | null => (points === null ? null : pointsCell(points));

const DECIDED: readonly AppealState[] = ['upheld', 'adjusted'];

const decider = ({ state, decidedBy }: AppealRow): string => (DECIDED.includes(state) ? decidedBy : '');

/** Day of the decision; of the appeal while it waits. */
const dateOf = ({ decidedAt, filedAt }: AppealRow): string => localDay(new Date(decidedAt || filedAt));

const groundsText = ({ grounds, lateReason }: AppealRow): string =>
  lateReason === '' ? grounds : `${grounds}（逾期受理：${lateReason}）`;
