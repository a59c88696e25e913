import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { LedgerView, ProblemView } from '@shared/ipc/practice/rectification';
import { PROBLEM_SOURCE_NAMES, PROBLEM_STATE_NAMES } from '@shared/rectification/problem';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { chineseDate } from '../../shell/words';
import { usePlace } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import { FromScoresDialog } from './FromScoresDialog';
import { ProblemForm } from './ProblemForm';
import { ProblemPanel } from './ProblemPanel';
import './rectification.css';

/** What fits beside the open panel without scrolling sideways. */
const BESIDE_PANEL: readonly string[] = ['number', 'unit', 'text', 'due', 'state'];

/** 整改台账: problems at the left, overdue first; the chosen one with its measures at the right. */
export default function LedgerTab() {
  const { workspace } = useWorkspace();
  const { unitId } = usePlace();
  const ledger = useCall('problem:list', {});
  const [chosen, setChosen] = useState<number>();
  const [dialog, setDialog] = useState<'enter' | 'scores' | null>(null);
  const problems = ledger.data?.problems ?? [];
  const problem = problems.find(({ id }) => id === chosen);
  const columns = useLedgerColumns(problems, workspace.cycle.year);
  const enters = useMay()('manageProblems');

  const takeOver = (id: number) => {
    setChosen(id);
    ledger.reload();
  };
  const actions = enters && (
    <>
      <Button type="primary" onClick={() => setDialog('scores')}>
        由扣分转入
      </Button>
      <Button onClick={() => setDialog('enter')}>登记问题</Button>
    </>
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>整改台账</h2>
        {ledger.data && <Counts ledger={ledger.data} />}
        <span className="spacer" />
        {actions}
      </div>
      <ErrorNotice error={ledger.error} onRetry={ledger.reload} />
      <div className={`ledger ${problem ? 'ledger-open' : ''}`}>
        <DataTable
          id="rectification.ledger"
          label="整改台账"
          rows={problems}
          columns={problem ? columns.filter(({ key }) => BESIDE_PANEL.includes(key)) : columns}
          rowKey={(row) => row.id}
          loading={ledger.loading && !ledger.data}
          selectedKey={chosen}
          onOpen={(row) => setChosen(row.id)}
          exportName="整改台账"
          empty={
            <EmptyState
              title="台账里还没有问题"
              text="考核扣分、督察、评查和巡视发现的问题列在这里，逐条整改，完成后销号。"
              actions={actions}
            />
          }
        />
        {problem && (
          <ProblemPanel
            key={problem.id}
            problem={problem}
            onChanged={ledger.reload}
            onClose={() => setChosen(undefined)}
          />
        )}
      </div>
      {dialog === 'enter' && (
        <ProblemForm problem={null} onClose={() => setDialog(null)} onSaved={(saved) => takeOver(saved.id)} />
      )}
      {dialog === 'scores' && (
        <FromScoresDialog
          unitId={unitId}
          onClose={() => setDialog(null)}
          onMade={(made) => made[0] && takeOver(made[0].id)}
        />
      )}
    </div>
  );
}

function Counts({ ledger: { counts, today } }: { readonly ledger: LedgerView }) {
  const share =
    counts.measures === 0 ? '' : `（${((counts.doneMeasures * 100) / counts.measures).toFixed(1)}%）`;
  return (
    <span className="muted" role="status">
      问题 {counts.problems} 个，已销号 {counts.closed} 个 · 措施 {counts.measures} 条，已完成{' '}
      {counts.doneMeasures} 条{share} ·{' '}
      <span className={counts.overdue > 0 ? 'text-danger' : ''} title={`按${chineseDate(today)}计算`}>
        逾期 {counts.overdue} 个
      </span>
    </span>
  );
}

function useLedgerColumns(problems: readonly ProblemView[], year: number): DataColumn<ProblemView>[] {
  return useMemo(() => {
    const units = [...new Set(problems.map(({ unitName }) => unitName))];
    return [
      {
        key: 'number',
        title: '编号',
        width: 70,
        text: (row) => (row.year === year ? String(row.number) : `${row.year}-${row.number}`),
        sortBy: (row) => row.year * 100_000 + row.number,
      },
      { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName, filters: units },
      {
        key: 'text',
        title: '问题',
        text: (row) => (row.repeatOf ? `【重复】${row.text}` : row.text),
      },
      {
        key: 'source',
        title: '来源',
        width: 92,
        text: (row) => PROBLEM_SOURCE_NAMES[row.source],
        filters: Object.values(PROBLEM_SOURCE_NAMES),
      },
      {
        key: 'measures',
        title: '措施',
        width: 64,
        numeric: true,
        text: (row) => `${row.measures.filter(({ doneOn }) => doneOn !== '').length}/${row.measures.length}`,
        sortBy: (row) => row.measures.length,
      },
      {
        key: 'due',
        title: '时限',
        width: 124,
        text: (row) => chineseDate(row.dueOn),
        sortBy: (row) => row.dueOn || null,
      },
      {
        key: 'state',
        title: '状态',
        width: 132,
        text: (row) => PROBLEM_STATE_NAMES[row.state],
        filters: Object.values(PROBLEM_STATE_NAMES),
        render: (row) => <StateText problem={row} />,
      },
    ];
  }, [problems, year]);
}

function StateText({ problem }: { readonly problem: ProblemView }) {
  const name = PROBLEM_STATE_NAMES[problem.state];
  if (problem.overdueDays === 0) return name;
  return (
    <span className="text-danger">
      {name}，逾期 {problem.overdueDays} 天
    </span>
  );
}
