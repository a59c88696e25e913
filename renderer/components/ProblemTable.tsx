import { Tag } from 'antd';
import type { TableProblem } from '@shared/tables/problem';
import { DataTable, type DataColumn } from './DataTable';

const SEVERITY_NAMES: Readonly<Record<TableProblem['severity'], string>> = {
  error: '错误',
  warning: '提醒',
  assumption: '推定',
};
const SEVERITY_COLOURS: Readonly<Record<TableProblem['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  assumption: 'processing',
};
const SEVERITY_ORDER: readonly TableProblem['severity'][] = ['error', 'warning', 'assumption'];

interface NumberedProblem {
  readonly number: number;
  readonly problem: TableProblem;
}

const COLUMNS: readonly DataColumn<NumberedProblem>[] = [
  {
    key: 'severity',
    title: '类别',
    width: 80,
    text: ({ problem }) => SEVERITY_NAMES[problem.severity],
    sortBy: ({ problem }) => SEVERITY_ORDER.indexOf(problem.severity),
    filters: SEVERITY_ORDER.map((severity) => SEVERITY_NAMES[severity]),
    render: ({ problem }) => (
      <Tag color={SEVERITY_COLOURS[problem.severity]}>{SEVERITY_NAMES[problem.severity]}</Tag>
    ),
  },
  { key: 'sheet', title: '工作表', width: 100, text: ({ problem }) => problem.sheet },
  { key: 'cell', title: '单元格', width: 80, text: ({ problem }) => problem.cell || '整表' },
  { key: 'message', title: '问题', text: ({ problem }) => problem.message, ellipsis: false },
  { key: 'remedy', title: '处理办法', text: ({ problem }) => problem.remedy, ellipsis: false },
];

export interface ProblemTableProps {
  readonly problems: readonly TableProblem[];
  /** Shows the row a problem is about. */
  readonly onOpen?: (problem: TableProblem) => void;
  /** Pixels of the body. */
  readonly height?: number;
}

/** 「问题」: every finding about a table, errors first, with where it is and how to mend it. */
export function ProblemTable({ problems, onOpen, height = 220 }: ProblemTableProps) {
  const rows = SEVERITY_ORDER.flatMap((severity) =>
    problems
      .map((problem, number) => ({ number, problem }))
      .filter((row) => row.problem.severity === severity),
  );
  return (
    <DataTable
      id="problems"
      label="问题"
      rows={rows}
      columns={COLUMNS}
      rowKey={(row) => row.number}
      height={height}
      exportName="导入问题清单"
      onOpen={onOpen && ((row) => onOpen(row.problem))}
      empty={<span className="muted">没有发现问题</span>}
    />
  );
}
