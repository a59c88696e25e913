import { Button } from 'antd';
import { useMemo } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { DashboardView } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { useNavigate } from '../../shell/navigation';
import type { NextStep } from './nextSteps';

type Weakest = DashboardView['weakest'][number];
type Check = DashboardView['checks'][number];

const CHECK_NAMES: Readonly<Record<Check['kind'], string>> = {
  fullWithoutEvidence: '满分但没有佐证材料',
  deductionWithoutReason: '扣了分但没有理由',
  selfAbovePoints: '自评分高于分值',
  invalidEntry: '录入内容有误，未计分',
};

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

/** 体检: what looks forgotten or contradictory; a row goes to the place. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const navigate = useNavigate();
  const columns = useMemo<DataColumn<Check>[]>(
    () => [
      {
        key: 'kind',
        title: '发现',
        text: (check) => CHECK_NAMES[check.kind],
        width: 160,
        filters: [...new Set(checks.map((check) => CHECK_NAMES[check.kind]))],
      },
      { key: 'unit', title: '单位', text: (check) => check.unitName, width: 130 },
      { key: 'item', title: '指标', text: (check) => `${check.itemCode} ${check.itemName}` },
    ],
    [checks],
  );
  return (
    <section aria-label="体检" className="panel">
      <div className="panel-head">
        <h2>体检</h2>
        <span className="muted">最多列出 200 处</span>
      </div>
      <DataTable
        id="dashboard.checks"
        label="体检发现"
        rows={checks}
        columns={columns}
        rowKey={(check) => `${check.kind}-${check.unitId}-${check.itemId}`}
        height={230}
        searchable={false}
        exportName="体检发现"
        onOpen={(check) => navigate({ screen: 'scoring', unitId: check.unitId, itemId: check.itemId })}
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
