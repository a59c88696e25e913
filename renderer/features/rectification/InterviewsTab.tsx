import { Button } from 'antd';
import { useState } from 'react';
import type { InterviewView } from '@shared/ipc/practice/rectification';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useMay } from '../../shell/workspace';
import { InterviewForm } from './InterviewForm';
import './rectification.css';

/** 约谈登记: the register; a row opens the entry. */
export default function InterviewsTab() {
  const enters = useMay()('manageProblems');
  const interviews = useCall('interview:list', {});
  const [editing, setEditing] = useState<InterviewView | 'new' | null>(null);
  const enter = enters && (
    <Button type="primary" onClick={() => setEditing('new')}>
      登记约谈
    </Button>
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>约谈登记</h2>
        <span className="spacer" />
        {enter}
      </div>
      <ErrorNotice error={interviews.error} onRetry={interviews.reload} />
      <DataTable
        id="rectification.interviews"
        label="约谈登记"
        rows={interviews.data ?? []}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        loading={interviews.loading && !interviews.data}
        onOpen={setEditing}
        exportName="约谈登记"
        empty={
          <EmptyState
            title="还没有约谈记录"
            text="考核不合格、复议诉讼纠错等情形约谈有关单位的，登记在这里，自动编号，到期未报整改报告的会提示。"
            actions={enter}
          />
        }
      />
      {editing && (
        <InterviewForm
          interview={editing === 'new' ? null : editing}
          readOnly={!enters}
          onClose={() => setEditing(null)}
          onSaved={interviews.setData}
        />
      )}
    </div>
  );
}

const COLUMNS: readonly DataColumn<InterviewView>[] = [
  { key: 'number', title: '编号', width: 116, text: (row) => row.number },
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'interviewee', title: '约谈对象', width: 190, text: (row) => row.interviewee },
  { key: 'situation', title: '情形', text: (row) => row.situation },
  {
    key: 'held',
    title: '时间',
    width: 120,
    text: (row) => chineseDate(row.heldOn),
    sortBy: (row) => row.heldOn,
  },
  {
    key: 'due',
    title: '期限',
    width: 120,
    text: (row) => chineseDate(row.dueOn),
    sortBy: (row) => row.dueOn,
  },
  {
    key: 'report',
    title: '整改报告',
    width: 150,
    text: reportText,
    render: (row) => <span className={row.overdue ? 'text-danger' : ''}>{reportText(row)}</span>,
  },
];

function reportText({ reportOn, overdue, dueOn }: InterviewView): string {
  if (reportOn !== '') return `${chineseDate(reportOn)}报送`;
  if (overdue) return '逾期未报';
  return dueOn === '' ? '' : '未到期';
}
