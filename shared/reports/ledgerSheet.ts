import type { LedgerView, ProblemView } from '../ipc/practice/rectification';
import { PROBLEM_SOURCE_NAMES, PROBLEM_STATE_NAMES } from '../rectification/problem';
import { layOutList } from './listSheet';
import { yearTitle, type ReportContext } from './reportContext';
import type { ReportSheet } from './reportSheet';

/** 整改台账 as the ledger stands: a line for each problem, its measures numbered within the cells. Practice page §12, §13. */
export function layOutLedger(context: ReportContext, ledger: LedgerView, sheetName: string): ReportSheet {
  const { counts } = ledger;
  return layOutList(context, {
    name: sheetName,
    title: `${yearTitle(context)}问题整改台账`,
    columns: [
      { heading: '序号', width: 6, style: 'center', cell: (_, index) => String(index + 1) },
      { heading: '单位', width: 16, cell: ({ unitName }) => unitName },
      { heading: '问题', width: 26, cell: problemText },
      { heading: '来源', width: 8, style: 'center', cell: ({ source }) => PROBLEM_SOURCE_NAMES[source] },
      { heading: '对应指标', width: 13, cell: ({ itemCode, itemName }) => `${itemCode} ${itemName}`.trim() },
      { heading: '整改措施', width: 24, cell: measureLines(({ text }) => text) },
      { heading: '责任领导', width: 10, cell: ({ leader }) => leader },
      { heading: '责任人', width: 10, cell: measureLines(({ responsible }) => responsible) },
      { heading: '时限', width: 11, cell: ({ dueOn }) => dueOn },
      { heading: '进展', width: 16, cell: measureLines(({ progress }) => progress) },
      { heading: '完成日期', width: 11, cell: measureLines(({ doneOn }) => doneOn) },
      { heading: '佐证', width: 12, cell: ({ files }) => files.map(({ name }) => name).join('\n') },
      { heading: '销号意见', width: 14, cell: ({ closingOpinion }) => closingOpinion },
      { heading: '状态', width: 11, style: 'center', cell: stateText },
    ],
    rows: ledger.problems,
    empty: '台账里没有问题。',
    notes: [
      `注：共 ${counts.problems} 个问题，已销号 ${counts.closed} 个；整改措施 ${counts.measures} 条，已完成 ${counts.doneMeasures} 条；逾期 ${counts.overdue} 个（按 ${ledger.today}）。`,
    ],
  });
}

function problemText({ text, repeatOf, year, number }: ProblemView): string {
  const from = `${year}年第${number}号：${text}`;
  return repeatOf ? `${from}\n（与${repeatOf.year}年第${repeatOf.number}号问题重复）` : from;
}

const stateText = ({ state, overdueDays }: ProblemView): string =>
  overdueDays > 0 ? `${PROBLEM_STATE_NAMES[state]}（逾期${overdueDays}天）` : PROBLEM_STATE_NAMES[state];

/** One line of the cell for each measure, numbered where there are several. */
function measureLines(
  textOf: (measure: ProblemView['measures'][number]) => string,
): (problem: ProblemView) => string {
  return ({ measures }) => {
    const [only] = measures;
    if (measures.length === 1 && only) return textOf(only);
    return measures.map((measure, index) => `${index + 1}. ${textOf(measure)}`).join('\n');
  };
}
