import type { ReportContext } from '../../../../shared/reports/reportContext';
import type { UnitResult } from '../../../../shared/ipc/views';
import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportSheet } from '../../../../shared/reports/reportSheet';
import { gradeWord } from '../../../../shared/scoring/gradeWord';
import { listResults, listResultUnits, type StoredResult } from '../../../database/resultRepository';
import { localMinute } from '../../localTime';
import type { PracticeSheets } from '.';

const VETOES: Readonly<Record<'fail' | 'capGood', string>> = { fail: '不合格', capGood: '最高良好' };

const UNIT_COLUMNS: readonly ListColumn<UnitResult>[] = [
  { heading: '组别', width: 16, cell: ({ group }) => group },
  { heading: '名次', width: 8, style: 'count', cell: ({ rank }) => rank ?? '不排名' },
  { heading: '单位', width: 22, cell: ({ name }) => name },
  { heading: '适用分值', width: 10, style: 'points', cell: ({ applicable }) => pointsCell(applicable) },
  { heading: '原始分', width: 10, style: 'points', cell: ({ raw }) => pointsCell(raw) },
  { heading: '折算分', width: 10, style: 'points', cell: ({ converted }) => pointsCell(converted) },
  { heading: '加分', width: 8, style: 'points', cell: ({ bonus }) => pointsCell(bonus) },
  { heading: '扣分', width: 8, style: 'points', cell: ({ deduction }) => pointsCell(deduction) },
  { heading: '最终得分', width: 10, style: 'points', cell: ({ final }) => pointsCell(final) },
  { heading: '等次', width: 10, style: 'center', cell: gradeWord },
  { heading: '否决情形', width: 10, style: 'center', cell: ({ veto }) => (veto ? VETOES[veto] : null) },
  {
    heading: '综合总分',
    width: 10,
    style: 'points',
    cell: ({ comprehensiveTotal: total }) => (total === null ? null : pointsCell(total)),
  },
  { heading: '备注', width: 20, cell: remark },
];

function remark({ gradeNote, unscored }: UnitResult): string {
  return [gradeNote ?? '', unscored > 0 ? `暂计：${unscored} 项未评` : ''].filter(Boolean).join('；');
}

/** 审定结果表: the frozen figures of the result in force, and every result of the year with who, when and why. */
export const approvedSheets: PracticeSheets = async ({ reader }, context) => {
  const results = await listResults(reader, context.result.cycle.id);
  const [latest] = results;
  const units = latest ? await listResultUnits(reader, latest.id) : [];
  return [unitSheet(context, latest, byGroupAndRank(units)), recordSheet(context, results)];
};

function unitSheet(
  context: ReportContext,
  latest: StoredResult | undefined,
  rows: readonly UnitResult[],
): ReportSheet {
  const facts = latest
    ? `审定结果第${latest.number}号　审定：${latest.person}　${localMinute(new Date(latest.at))}`
    : '尚未审定';
  return layOutList(context, {
    name: '审定结果表',
    title: `${yearTitle(context)}审定结果表`,
    particulars: facts,
    columns: UNIT_COLUMNS,
    rows,
    frozenColumns: 3,
    empty: '本年度还没有审定。',
    notes: latest
      ? [
          `注：本表是审定时冻结的结果，以后只能更正，不能改动。摘要（SHA-256）：${latest.digest}`,
          ...latest.open.map((text) => `审定时尚未办完：${text}`),
        ]
      : [],
    signOff: '填表人：　　　　　　　审核人：　　　　　　　审定（签字）：　　　　　　　日期：',
  });
}

function recordSheet(context: ReportContext, results: readonly StoredResult[]): ReportSheet {
  return layOutList(context, {
    name: '审定和更正记录',
    title: `${yearTitle(context)}审定和更正记录`,
    columns: [
      { heading: '结果编号', width: 10, style: 'center', cell: ({ number }) => `第${number}号` },
      {
        heading: '类型',
        width: 8,
        style: 'center',
        cell: ({ kind }) => (kind === 'approval' ? '审定' : '更正'),
      },
      { heading: '时间', width: 18, style: 'center', cell: ({ at }) => localMinute(new Date(at)) },
      { heading: '审定人', width: 12, cell: ({ person }) => person },
      { heading: '理由', width: 40, cell: ({ reason }) => reason },
      { heading: '依据', width: 26, cell: ({ basis }) => basis },
      { heading: '摘要（SHA-256）', width: 34, cell: ({ digest }) => digest },
    ],
    rows: results.toReversed(),
    empty: '本年度还没有审定。',
  });
}

/** Groups in their order, in each ranked ones by rank, then those not ranked. */
function byGroupAndRank(units: readonly UnitResult[]): readonly UnitResult[] {
  const groups = [...new Set(units.map(({ group }) => group))];
  const place = ({ rank }: UnitResult): number => rank ?? Number.MAX_SAFE_INTEGER;
  return groups.flatMap((group) =>
    units.filter((unit) => unit.group === group).sort((a, b) => place(a) - place(b)),
  );
}
