import { Button } from 'antd';
import { useMemo } from 'react';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { reminderRows, type ReminderRow } from './reminderRows';

const COLUMNS: readonly DataColumn<ReminderRow>[] = [
  { key: 'kind', title: '事项', text: (row) => row.kind, width: 90, filters: ['单位自评', '评分', '申诉'] },
  { key: 'name', title: '单位或人员', text: (row) => row.name, width: 190 },
  { key: 'open', title: '还没有办完', text: (row) => row.open },
  {
    key: 'dueOn',
    title: '截止日期',
    text: (row) => chineseDate(row.dueOn),
    sortBy: (r) => r.dueOn,
    width: 120,
  },
  {
    key: 'late',
    title: '超期天数',
    text: (row) => (row.daysLate > 0 ? String(row.daysLate) : ''),
    render: (row) => (row.daysLate > 0 ? <span className="stage-late">{row.daysLate}</span> : ''),
    sortBy: (row) => row.daysLate,
    numeric: true,
    width: 90,
  },
];

/** 催办: who is late or has something open; a row goes to the place. */
export function Reminders() {
  const navigate = useNavigate();
  const reminders = useCall('year:reminders', {});
  const rows = useMemo(() => (reminders.data ? reminderRows(reminders.data) : []), [reminders.data]);
  return (
    <section aria-label="催办" className="panel">
      <div className="panel-head">
        <h2>催办</h2>
        <span className="muted">没有提交的单位、没有评完的评分人、没有作出决定的申诉</span>
        <span className="spacer" />
        <Button onClick={() => navigate({ screen: 'reports' })}>打印催办单</Button>
      </div>
      <ErrorNotice error={reminders.error} onRetry={reminders.reload} />
      <DataTable
        id="dashboard.reminders"
        label="催办事项"
        rows={rows}
        columns={COLUMNS}
        rowKey={(row) => row.key}
        height={230}
        loading={reminders.data === undefined && reminders.error === undefined}
        exportName="催办事项"
        onOpen={(row) => navigate(row.place)}
        empty={
          <EmptyState
            title="没有需要催办的事项"
            text="自评、评分和申诉阶段里还没有办完的，列在这里；截止日期在“系统管理 · 考评年度”里设。"
          />
        }
      />
    </section>
  );
}
