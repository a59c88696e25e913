import { App, Button, Spin, Tabs } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { CycleResult, SchemeView, UnitGroupView } from '@shared/ipc/views';
import { call } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay } from '../../shell/workspace';
import './comprehensive.css';
import { OtherScores } from './OtherScores';
import { Results } from './Results';
import { SchemeForm } from './SchemeForm';

const WeightSimulation = lazy(() => import('./WeightSimulation'));

/** Totals are asked for once typing pauses: they need the whole cycle. */
const TOTALS_AFTER_MS = 500;

/** 综合考核: a scheme per group, other components' scores, the result, what-if on the weight. */
export default function ComprehensiveTab() {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const groups = useCall('units:groups', {});
  const schemes = useCall('scheme:list', {});
  const totals = useCall('totals:get', {});
  const [importError, setImportError] = useState<unknown>(undefined);
  const reloadSoon = useLater(totals.reload, TOTALS_AFTER_MS);
  const disabled = !useMay()('manageSystem');

  const takeSchemes = (saved: readonly SchemeView[]) => {
    schemes.setData(saved);
    totals.reload();
  };
  const importSchemes = async () => {
    setImportError(undefined);
    try {
      const [file] = await call('dialog:files', { purpose: 'scheme', multiple: false });
      if (!file) return;
      takeSchemes(await call('scheme:import', { file: file.token }));
      message.success('综合考核方案已导入');
    } catch (cause) {
      setImportError(cause);
    }
  };

  const error = groups.error ?? schemes.error ?? totals.error;
  if (error !== undefined) {
    const retry = () => [groups, schemes, totals].forEach((loaded) => loaded.reload());
    return (
      <div className="screen">
        <ErrorNotice error={error} onRetry={retry} />
      </div>
    );
  }
  if (!groups.data || !schemes.data || !totals.data) return <Spin className="screen-spin" />;
  const used = groups.data.filter((group) => group.unitCount > 0);
  if (used.length === 0) {
    return (
      <div className="screen">
        <EmptyState
          title="还没有被考评单位"
          text="综合考核按单位类别设方案：各组成部分的权重，其中法治不低于10%。先导入单位，再设方案。"
          actions={
            <Button type="primary" onClick={() => navigate({ screen: 'units' })}>
              去导入单位表
            </Button>
          }
        />
      </div>
    );
  }
  const result = totals.data;
  const stored = schemes.data;
  return (
    <div className="screen-fill comprehensive">
      <ErrorNotice error={importError} onClose={() => setImportError(undefined)} />
      <Button className="comprehensive-import" disabled={disabled} onClick={() => void importSchemes()}>
        导入方案
      </Button>
      <Tabs
        className="comprehensive-groups"
        items={used.map((group) => ({
          key: String(group.id),
          label: group.name,
          children: (
            <Group
              group={group}
              scheme={stored.find((scheme) => scheme.groupId === group.id)}
              result={result}
              disabled={disabled}
              onSchemes={takeSchemes}
              onScores={reloadSoon}
            />
          ),
        }))}
      />
    </div>
  );
}

function Group({
  group,
  scheme,
  result,
  disabled,
  onSchemes,
  onScores,
}: {
  readonly group: UnitGroupView;
  readonly scheme: SchemeView | undefined;
  readonly result: CycleResult;
  readonly disabled: boolean;
  readonly onSchemes: (schemes: readonly SchemeView[]) => void;
  readonly onScores: () => void;
}) {
  const units = result.units.filter((unit) => unit.group === group.name);
  const tabs = scheme && [
    { key: 'result', label: '结果', children: <Results scheme={scheme} units={units} /> },
    {
      key: 'others',
      label: '其他得分',
      children: <OtherScores scheme={scheme} units={units} disabled={disabled} onSaved={onScores} />,
    },
    {
      key: 'simulation',
      label: '模拟权重',
      children: (
        <Suspense fallback={<Spin className="screen-spin" />}>
          <WeightSimulation scheme={scheme} units={units} />
        </Suspense>
      ),
    },
  ];
  return (
    <div className="comprehensive-group">
      <SchemeForm
        // A scheme that was imported or saved anew begins a new draft.
        key={scheme ? scheme.components.map((line) => `${line.id}:${line.weight}`).join() : 'none'}
        group={group}
        scheme={scheme}
        disabled={disabled}
        onSaved={onSchemes}
      />
      <section className="panel comprehensive-result" aria-label={`${group.name}综合考核`}>
        {tabs ? (
          <Tabs size="small" items={tabs} />
        ) : (
          <EmptyState
            title="这一组还没有综合考核方案"
            text="在左边填写各组成部分的权重并保存，这里就会显示综合总分和排名。"
          />
        )}
      </section>
    </div>
  );
}

/** Runs an action once after calls have paused. */
function useLater(action: () => void, delayMs: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(action, delayMs);
  };
}
