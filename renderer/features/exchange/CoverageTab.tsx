import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CoverageCount, CoverageRow, CoverageView } from '@shared/ipc/practice/exchange';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Mark } from '../../components/Mark';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import './exchange.css';

type Fault = 'gap' | 'overlap';

const FAULT_NAMES: Readonly<Record<Fault, string>> = { gap: '空缺', overlap: '重叠' };

const faultOf = ({ missing, scorers }: CoverageRow): Fault =>
  missing.length > 0 || scorers.length === 0 ? 'gap' : 'overlap';

type By = 'places' | 'units' | 'items';

/** 数据交换 · 分工覆盖: whether the assignments handed out cover every place of the score sheet, each once. */
export default function CoverageTab() {
  const coverage = useCall('exchange:coverage', {});
  const [by, setBy] = useState<By>('places');
  const view = coverage.data;
  const loading = view === undefined && coverage.error === undefined;
  const choice = (
    <Segmented
      aria-label="怎样列出"
      value={by}
      onChange={setBy}
      options={[
        { value: 'places', label: '逐处' },
        { value: 'units', label: '按单位' },
        { value: 'items', label: '按指标' },
      ]}
    />
  );
  return (
    <div className="screen-fill">
      <ErrorNotice error={coverage.error} onRetry={coverage.reload} />
      {by === 'places' ? (
        <Places {...{ view, loading, choice }} />
      ) : (
        <Counts key={by} {...{ by, view, loading, choice }} />
      )}
    </div>
  );
}

interface ListProps {
  readonly view: CoverageView | undefined;
  readonly loading: boolean;
  /** At the left of the bar. */
  readonly choice: ReactNode;
}

function Places({ view, loading, choice }: ListProps) {
  const [only, setOnly] = useState<Fault | null>(null);
  const rows = (view?.rows ?? []).filter((row) => only === null || faultOf(row) === only);
  return (
    <DataTable
      id="exchange.coverage"
      label="分工覆盖"
      rows={rows}
      columns={COLUMNS}
      rowKey={(row) => `${row.unitId} ${row.itemId}`}
      loading={loading}
      exportName="分工空缺和重叠"
      toolbar={
        <>
          {choice}
          {view && (
            <>
              <span role="group" aria-label="只看" className="exchange-filter">
                {(['gap', 'overlap'] as const).map((fault) => (
                  <Button
                    key={fault}
                    size="small"
                    type={only === fault ? 'primary' : 'default'}
                    aria-pressed={only === fault}
                    onClick={() => setOnly(only === fault ? null : fault)}
                  >
                    {FAULT_NAMES[fault]} {fault === 'gap' ? view.gaps : view.overlaps}
                  </Button>
                ))}
              </span>
              <span role="status">{summary(view)}</span>
            </>
          )}
        </>
      }
      empty={<NothingOpen view={view} only={only} />}
    />
  );
}

/** How much is open of each unit, or of each item: with thousands of places the way to see where. */
function Counts({ by, view, loading, choice }: ListProps & { readonly by: 'units' | 'items' }) {
  return (
    <DataTable
      id={`exchange.coverage.${by}`}
      label={by === 'units' ? '各单位的分工覆盖' : '各指标的分工覆盖'}
      rows={view?.[by] ?? []}
      columns={COUNT_COLUMNS[by]}
      rowKey={({ id }) => id}
      loading={loading}
      exportName={by === 'units' ? '各单位的分工空缺和重叠' : '各指标的分工空缺和重叠'}
      toolbar={
        <>
          {choice}
          {view && (
            <span role="status">
              应评 {view.places} 处，空缺 {view.gaps} 处，重叠 {view.overlaps} 处
            </span>
          )}
        </>
      }
      empty={<NothingOpen view={view} only={null} />}
    />
  );
}

function NothingOpen({
  view,
  only,
}: {
  readonly view: CoverageView | undefined;
  readonly only: Fault | null;
}) {
  const navigate = useNavigate();
  return (
    <EmptyState
      title={emptyTitle(view, only)}
      text="发出的评分包合起来，每个单位的每项适用指标都应有人评，而且不重复。没有发给任何人的，和由一人评分却发给了几个人的，列在这里。"
      actions={<Button onClick={() => navigate({ screen: 'exchange', tab: 'out' })}>去发评分包</Button>}
    />
  );
}

function emptyTitle(view: CoverageView | undefined, only: Fault | null): string {
  if (!view || view.places === 0) return '还没有要评的内容';
  return only === null ? '没有空缺，也没有重叠' : `没有${FAULT_NAMES[only]}`;
}

function summary({ places, covered, gaps, overlaps, rows }: CoverageView): string {
  const left = gaps + overlaps - rows.length;
  return `应评 ${places} 处，已覆盖 ${covered} 处${left > 0 ? `；下面只列出前 ${rows.length} 处` : ''}`;
}

const COLUMNS: readonly DataColumn<CoverageRow>[] = [
  {
    key: 'fault',
    title: '问题',
    width: 76,
    text: (row) => FAULT_NAMES[faultOf(row)],
    render: (row) => <Mark tone={faultOf(row) === 'gap' ? 'amber' : 'red'}>{FAULT_NAMES[faultOf(row)]}</Mark>,
  },
  { key: 'code', title: '单位编码', width: 90, text: (row) => row.unitCode },
  { key: 'unit', title: '单位', width: 200, text: (row) => row.unitName },
  { key: 'itemCode', title: '指标编码', width: 90, text: (row) => row.itemCode },
  { key: 'item', title: '指标', text: (row) => row.itemName },
  { key: 'scorers', title: '发给了', width: 180, text: (row) => row.scorers.join('、') || '没有人' },
  { key: 'missing', title: '还应发给', width: 160, text: (row) => row.missing.join('、') },
];

const countColumns = (title: string): readonly DataColumn<CoverageCount>[] => [
  { key: 'code', title: '编码', width: 110, text: ({ code }) => code },
  { key: 'name', title, text: ({ name }) => name },
  ...(['gaps', 'overlaps'] as const).map((key) => ({
    key,
    title: FAULT_NAMES[key === 'gaps' ? 'gap' : 'overlap'],
    width: 110,
    numeric: true,
    text: (row: CoverageCount) => String(row[key]),
    sortBy: (row: CoverageCount) => row[key],
  })),
];

const COUNT_COLUMNS = { units: countColumns('单位'), items: countColumns('指标') };
