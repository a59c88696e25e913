import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { DifferenceRow, PlaceView } from '@shared/ipc/practice/marking';
import { MARKING_METHOD_NAMES } from '@shared/marking/method';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { DifferenceDialog } from './DifferenceDialog';
import { DIFFERENCE_VIEWS, lockText, rowsOf, stateText, type DifferenceView } from './differenceWords';

const NO_ROWS: readonly DifferenceRow[] = [];

/** 复核申诉 · 评分分歧: what several people score, those to be decided first. */
export default function DifferencesTab() {
  const list = useCall('marking:differences', {});
  const [view, setView] = useState<DifferenceView>('open');
  const [open, setOpen] = useState<DifferenceRow | null>(null);
  const rows = list.data ?? NO_ROWS;
  const shown = useMemo(() => rowsOf(rows, view), [rows, view]);
  const close = (changed: PlaceView | null) => {
    setOpen(null);
    if (changed) list.reload();
  };
  return (
    <div className="screen-fill">
      <ErrorNotice error={list.error} onRetry={list.reload} />
      <DataTable
        id="reviews.differences"
        label="评分分歧"
        rows={shown}
        columns={COLUMNS}
        rowKey={(row) => `${row.unitId}:${row.itemId}`}
        loading={list.data === undefined && list.error === undefined}
        exportName="评分分歧"
        onOpen={setOpen}
        toolbar={
          <Segmented
            aria-label="查看"
            value={view}
            onChange={setView}
            options={Object.entries(DIFFERENCE_VIEWS).map(([value, { name }]) => ({
              value: value as DifferenceView,
              label: `${name} ${rowsOf(rows, value as DifferenceView).length}`,
            }))}
          />
        }
        empty={
          <EmptyState
            title={rows.length === 0 ? '还没有多人评分' : '这里没有要办理的'}
            text="一项指标由几位评分人分别评分、都锁定以后，分差超限或意见不一致的列在这里，由考核办公室认定。哪些指标由几人评、怎样得出得分，在“系统管理 · 评分分工”里设置。"
          />
        }
      />
      {open && <DifferenceDialog unitId={open.unitId} itemId={open.itemId} onClose={close} />}
    </div>
  );
}

const COLUMNS: readonly DataColumn<DifferenceRow>[] = [
  { key: 'state', title: '状态', text: stateText, width: 150 },
  { key: 'unit', title: '单位', text: (row) => row.unitName, width: 160 },
  { key: 'group', title: '单位类别', text: (row) => row.group, width: 124 },
  { key: 'item', title: '指标', text: (row) => `${row.itemCode} ${row.itemName}` },
  {
    key: 'method',
    title: '评分办法',
    text: (row) => MARKING_METHOD_NAMES[row.method],
    filters: Object.values(MARKING_METHOD_NAMES),
    width: 118,
  },
  { key: 'locked', title: '已锁定', text: lockText, width: 110 },
  {
    key: 'limit',
    title: '分值',
    text: (row) => formatPoints(row.limit),
    sortBy: (row) => row.limit,
    numeric: true,
    width: 72,
  },
  {
    key: 'spread',
    title: '分差',
    text: (row) => figureText(row.spread),
    render: (row) => (
      <span className={row.spread !== null && row.spread > row.spreadLimit ? 'difference-wide' : undefined}>
        {figureText(row.spread)}
      </span>
    ),
    sortBy: (row) => row.spread,
    numeric: true,
    width: 72,
  },
  {
    key: 'proposed',
    title: '建议分',
    text: (row) => figureText(row.proposed),
    sortBy: (row) => row.proposed,
    numeric: true,
    width: 80,
  },
  {
    key: 'settled',
    title: '认定分',
    text: (row) => figureText(row.settled),
    sortBy: (row) => row.settled,
    numeric: true,
    width: 80,
  },
];
