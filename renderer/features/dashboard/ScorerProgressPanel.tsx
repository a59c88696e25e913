import { Button, Progress } from 'antd';
import type { ScorerProgress } from '@shared/ipc/practice/marking';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

const COLUMNS: readonly DataColumn<ScorerProgress>[] = [
  { key: 'name', title: '评分人', text: (row) => row.name, width: 140 },
  { key: 'unit', title: '所在单位', text: (row) => row.unitName, width: 200 },
  {
    key: 'done',
    title: '进展',
    text: (row) => `${percent(row)}%`,
    render: (row) => <Progress percent={percent(row)} size="small" aria-label={`${row.name}的进展`} />,
    sortBy: percent,
  },
  {
    key: 'scored',
    title: '已评项次',
    text: (row) => `${row.scored}/${row.places}`,
    sortBy: (row) => row.scored,
    numeric: true,
    width: 110,
  },
  {
    key: 'locked',
    title: '多人评分已锁定',
    text: (row) => (row.severalPlaces === 0 ? '' : `${row.locked}/${row.severalPlaces}`),
    sortBy: (row) => row.locked,
    numeric: true,
    width: 130,
  },
];

/** Whole percent, rounded down: 100 only when nothing is left. */
function percent({ scored, places }: ScorerProgress): number {
  return places === 0 ? 100 : Math.floor((scored * 100) / places);
}

/** 工作台 · 评分人进展. Shown once items are assigned to somebody. */
export function ScorerProgressPanel() {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const progress = useCall('marking:progress', {});
  const rows = progress.data ?? [];
  if (rows.length === 0 && progress.error === undefined) return null;
  return (
    <section aria-label="评分人进展" className="panel">
      <div className="panel-head">
        <h2>评分人进展</h2>
        <span className="muted">每人应评的单位和指标，不含本单位</span>
        <span className="spacer" />
        {workspace.actions.includes('managePeople') && (
          <Button onClick={() => navigate({ screen: 'system', tab: 'assignments' })}>评分分工</Button>
        )}
      </div>
      <ErrorNotice error={progress.error} onRetry={progress.reload} />
      <DataTable
        id="dashboard.scorers"
        label="评分人进展"
        rows={rows}
        columns={COLUMNS}
        rowKey={(row) => row.accountId}
        height={Math.min(230, 40 * rows.length + 20)}
        exportName="评分人进展"
      />
    </section>
  );
}
