import { Segmented } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import { gapDifference } from '@shared/insight/gaps';
import type { GapRow } from '@shared/ipc/practice/insight';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';

const NO_ROWS: readonly GapRow[] = [];
type By = 'units' | 'items';

/** What units gave themselves against what they were given, the largest excess first. */
export function GapsView() {
  const navigate = useNavigate();
  const [by, setBy] = useState<By>('units');
  const found = useCall('consistency:gaps', {});
  const rows = found.data?.[by] ?? NO_ROWS;
  return (
    <>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      <DataTable
        id={`reviews.gaps.${by}`}
        label="自评与审核差异"
        rows={rows}
        columns={by === 'units' ? UNIT_COLUMNS : ITEM_COLUMNS}
        rowKey={({ id }) => id}
        loading={found.loading && !found.data}
        exportName={by === 'units' ? '自评审核差异-按单位' : '自评审核差异-按指标'}
        onOpen={({ id }) =>
          navigate(
            by === 'units'
              ? { screen: 'scoring', view: 'unit', unitId: id }
              : { screen: 'scoring', view: 'item', itemId: id },
          )
        }
        toolbar={
          <Segmented
            aria-label="差异按什么列"
            value={by}
            onChange={setBy}
            options={[
              { value: 'units', label: '按单位' },
              { value: 'items', label: '按指标' },
            ]}
          />
        }
        empty={
          <EmptyState
            title="还无从比较"
            text="既有自评分又有审核分的指标，差异列在这里，自评偏高多的在前。"
          />
        }
      />
    </>
  );
}

const figure = (key: string, title: string, of: (row: GapRow) => number): DataColumn<GapRow> => ({
  key,
  title,
  width: 110,
  numeric: true,
  text: (row) => formatPoints(of(row)),
  sortBy: of,
});
const count = (key: string, title: string, of: (row: GapRow) => number): DataColumn<GapRow> => ({
  key,
  title,
  width: 100,
  numeric: true,
  text: (row) => String(of(row)),
  sortBy: of,
});

const FIGURES: readonly DataColumn<GapRow>[] = [
  figure('self', '自评分合计', ({ gap }) => gap.self),
  figure('assessed', '审核分合计', ({ gap }) => gap.assessed),
  figure('difference', '自评高出', ({ gap }) => gapDifference(gap)),
  count('compared', '比较项数', ({ gap }) => gap.compared),
  count('above', '自评偏高', ({ gap }) => gap.above),
  count('below', '自评偏低', ({ gap }) => gap.below),
  {
    key: 'share',
    title: '偏高占比',
    width: 100,
    numeric: true,
    text: ({ gap }) => `${Math.round((100 * gap.above) / Math.max(1, gap.compared))}%`,
    sortBy: ({ gap }) => gap.above / Math.max(1, gap.compared),
  },
];
const UNIT_COLUMNS: readonly DataColumn<GapRow>[] = [
  { key: 'name', title: '单位', text: ({ name }) => name },
  { key: 'group', title: '单位类别', width: 150, text: ({ group }) => group },
  ...FIGURES,
];
const ITEM_COLUMNS: readonly DataColumn<GapRow>[] = [
  { key: 'name', title: '指标', text: ({ code, name }) => `${code} ${name}` },
  ...FIGURES,
];
