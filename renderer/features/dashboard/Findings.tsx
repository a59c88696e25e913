import { Button } from 'antd';
import { formatPoints } from '@shared/domain/points';
import { checkOf, type CheckKind } from '@shared/insight/checkKinds';
import type { CheckCount } from '@shared/ipc/practice/insight';
import type { DashboardView } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import type { Loaded } from '../../shell/useCall';
import type { NextStep } from './nextSteps';

type Weakest = DashboardView['weakest'][number];

const CHECK_COLUMNS: readonly DataColumn<CheckCount>[] = [
  { key: 'kind', title: '发现', text: ({ kind }) => checkOf(kind).name },
  {
    key: 'count',
    title: '处数',
    numeric: true,
    width: 88,
    text: ({ count }) => String(count),
    sortBy: ({ count }) => count,
  },
];

const WEAKEST_COLUMNS: readonly DataColumn<Weakest>[] = [
  { key: 'code', title: '编码', text: (item) => item.code, width: 64 },
  { key: 'name', title: '指标', text: (item) => item.name },
  {
    key: 'mean',
    title: '平均 / 分值',
    numeric: true,
    width: 110,
    text: (item) => `${formatPoints(item.meanScore)} / ${formatPoints(item.points)}`,
    sortBy: (item) => item.meanScore / Math.max(1, item.points),
  },
  {
    key: 'units',
    title: '单位数',
    numeric: true,
    width: 72,
    text: (item) => String(item.units),
    sortBy: (i) => i.units,
  },
];

/** Items with the lowest mean rate; a row opens the item across all units. */
export function WeakestItems({ weakest }: { readonly weakest: readonly Weakest[] }) {
  const navigate = useNavigate();
  return (
    <section aria-label="薄弱指标" className="panel">
      <div className="panel-head">
        <h2>薄弱指标</h2>
      </div>
      <DataTable
        id="dashboard.weakest"
        label="薄弱指标"
        rows={weakest}
        columns={WEAKEST_COLUMNS}
        rowKey={(item) => item.itemId}
        height={230}
        searchable={false}
        exportName="薄弱指标"
        onOpen={(item) => navigate({ screen: 'scoring', view: 'item', itemId: item.itemId })}
        empty={<EmptyState title="还没有评分" text="有评分后，这里列出平均得分率最低的指标。" />}
      />
    </section>
  );
}

/** 体检: how many findings of which kind; a kind opens them. */
export function Checks({ checks }: { readonly checks: Loaded<readonly CheckCount[]> }) {
  const navigate = useNavigate();
  const found = checks.data?.filter(({ count }) => count > 0) ?? [];
  const open = (kind?: CheckKind) =>
    navigate({ screen: 'reviews', tab: 'checks', ...(kind ? { check: kind } : {}) });
  return (
    <section aria-label="体检" className="panel">
      <div className="panel-head">
        <h2>体检</h2>
        <Button type="link" onClick={() => open()}>
          全部体检项目
        </Button>
      </div>
      <ErrorNotice error={checks.error} onRetry={checks.reload} />
      <DataTable
        id="dashboard.checkCounts"
        label="体检发现"
        rows={found}
        columns={CHECK_COLUMNS}
        rowKey={({ kind }) => kind}
        height={230}
        searchable={false}
        exportName="体检发现"
        loading={checks.loading && !checks.data}
        onOpen={({ kind }) => open(kind)}
        empty={
          <EmptyState title="没有发现问题" text="满分无佐证、扣分无理由、自评超分值等情况会列在这里。" />
        }
      />
    </section>
  );
}

/** What to do next, as links. */
export function NextSteps({ steps }: { readonly steps: readonly NextStep[] }) {
  const navigate = useNavigate();
  return (
    <section aria-label="下一步" className="panel next-steps">
      <h2>下一步</h2>
      <ol>
        {steps.map((step) => (
          <li key={step.key}>
            <Button type="link" onClick={() => navigate(step.place)}>
              {step.text}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
