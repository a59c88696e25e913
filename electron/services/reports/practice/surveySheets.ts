import type { SurveyRow } from '../../../../shared/ipc/practice/survey';
import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import { weightsText } from '../../../../shared/scoring/composite';
import { isSmallSample, validShare } from '../../../../shared/scoring/sample';
import { getSurvey } from '../../survey/getSurvey';
import type { PracticeSheets } from '.';

/** 满意度测评表: score with the sample it rests on, always beside each other. Practice page §7, §15. */
export const surveySheets: PracticeSheets = async (workspace, context) => {
  const { rows, limit, weights } = await getSurvey(workspace);
  const columns: readonly ListColumn<SurveyRow>[] = [
    { heading: '序号', width: 6, style: 'count', cell: (_row, index) => index + 1 },
    { heading: '单位编码', width: 12, style: 'code', cell: ({ unitCode }) => unitCode },
    { heading: '单位', width: 30, cell: ({ unitName }) => unitName },
    { heading: '组别', width: 20, cell: ({ group }) => group },
    { heading: '发放份数', width: 10, style: 'count', cell: ({ survey }) => survey?.sent ?? null },
    { heading: '有效份数', width: 10, style: 'count', cell: ({ survey }) => survey?.valid ?? null },
    { heading: '有效率', width: 9, style: 'center', cell: ({ survey }) => survey && validShare(survey) },
    { heading: '得分', width: 9, style: 'points', cell: ({ survey }) => survey && pointsCell(survey.score) },
    {
      heading: '样本',
      width: 10,
      style: 'center',
      cell: ({ survey }) => (survey && isSmallSample(survey, limit) ? '样本偏少' : ''),
    },
    { heading: '备注', width: 30, cell: ({ survey }) => survey?.note ?? '' },
  ];
  const use = weights ? `最终得分＝${weightsText(weights)}。` : '满意度测评单独列示，没有计入最终得分。';
  return [
    layOutList(context, {
      name: '满意度测评表',
      title: `${yearTitle(context)}满意度测评表`,
      columns,
      rows,
      empty: '还没有被考评单位。',
      notes: [`注：有效率＝有效份数 ÷ 发放份数；有效份数不到 ${limit} 份的标“样本偏少”，不影响得分。${use}`],
      frozenColumns: 3,
    }),
  ];
};
