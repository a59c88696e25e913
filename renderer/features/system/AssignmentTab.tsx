import { Segmented } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { AssignmentTable } from './AssignmentTable';
import { ScorerTable } from './ScorerTable';

/** 系统管理 · 评分分工: who scores which item, how items of several scorers are settled, and how far everybody is. */
export default function AssignmentTab() {
  const [view, setView] = useState<'items' | 'scorers'>('items');
  const assignments = useCall('marking:assignments', {});
  const switcher = (
    <Segmented
      aria-label="查看方式"
      value={view}
      onChange={setView}
      options={[
        { value: 'items', label: '按指标' },
        { value: 'scorers', label: '按评分人' },
      ]}
    />
  );
  return (
    <div className="screen-fill">
      <ErrorNotice error={assignments.error} onRetry={assignments.reload} />
      {view === 'items' ? (
        <AssignmentTable
          view={assignments.data}
          loading={assignments.data === undefined && assignments.error === undefined}
          onChanged={assignments.setData}
          switcher={switcher}
        />
      ) : (
        <ScorerTable switcher={switcher} />
      )}
    </div>
  );
}
