import type { ReactNode } from 'react';
import type { ScorerProgress } from '@shared/ipc/practice/marking';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';

const NO_ROWS: readonly ScorerProgress[] = [];

/** 「评分人进展」: items assigned, what is scored, what is locked of the items several score. */
export function ScorerTable({ switcher }: { readonly switcher: ReactNode }) {
  const progress = useCall('marking:progress', {});
  return (
    <>
      <ErrorNotice error={progress.error} onRetry={progress.reload} />
      <DataTable
        id="system.scorers"
        label="评分人进展"
        rows={progress.data ?? NO_ROWS}
        columns={COLUMNS}
        rowKey={(row) => row.accountId}
        loading={progress.data === undefined && progress.error === undefined}
        exportName="评分人进展"
        toolbar={switcher}
        empty={
          <EmptyState
            title="还没有分配评分人"
            text="先在“按指标”里把指标分配给评分人，这里显示每个人的进展。没有分配的指标，由可评全部指标的人员评分。"
          />
        }
      />
    </>
  );
}

const COLUMNS: readonly DataColumn<ScorerProgress>[] = [
  { key: 'name', title: '评分人', text: (row) => row.name, width: 140 },
  { key: 'unit', title: '所在单位', text: (row) => row.unitName || '考核办公室或外聘' },
  count('items', '分配指标', (row) => row.items),
  count('places', '应评项次', (row) => row.places),
  count('scored', '已评项次', (row) => row.scored),
  count('left', '未评项次', (row) => row.places - row.scored),
  count('several', '其中多人评分', (row) => row.severalPlaces),
  count('locked', '已锁定', (row) => row.locked),
];

function count(key: string, title: string, of: (row: ScorerProgress) => number): DataColumn<ScorerProgress> {
  return { key, title, text: (row) => String(of(row)), sortBy: of, numeric: true, width: 110 };
}
