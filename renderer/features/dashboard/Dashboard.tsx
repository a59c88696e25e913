import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { DashboardView } from '@shared/ipc/views';
import { formatPoints } from '@shared/domain/points';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Show, ScreenModule } from '../../shell/ScreenModule';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { isScored, progressFigures } from './dashboardState';
import { Checks, NextSteps, WeakestItems } from './Findings';
import { nextSteps } from './nextSteps';
import { ProgressMatrix } from './ProgressMatrix';
import { Reminders } from './Reminders';
import { ScorerProgressPanel } from './ScorerProgressPanel';
import { OwnWork } from './OwnWork';
import { StageLine } from './StageLine';
import './dashboard.css';

const charts = new ScreenModule(() => import('./Charts'));

/** 工作台: where the year stands and what to do next. */
export default function Dashboard() {
  const { workspace } = useWorkspace();
  const whole = workspace.actions.includes('readAll');
  const { data, error, reload } = useCall('dashboard:get', whole ? {} : null);
  if (!whole) {
    return (
      <div className="screen dashboard">
        <StageLine workspace={workspace} />
        <OwnWork />
        {workspace.actions.includes('score') && <ScorerProgressPanel />}
      </div>
    );
  }
  return (
    <div className="screen dashboard">
      <ErrorNotice error={error} onRetry={reload} />
      <StageLine workspace={workspace} />
      {data ? (
        <Figures dashboard={data} />
      ) : (
        error === undefined && <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </div>
  );
}

/** For those who see the whole assessment. */
function Figures({ dashboard }: { readonly dashboard: DashboardView }) {
  const { workspace } = useWorkspace();
  const later = useLater();
  const checks = useCall('checks:counts', later ? {} : null);
  return (
    <>
      <div className="dashboard-top">
        <KeyFigures dashboard={dashboard} />
        <NextSteps steps={nextSteps(dashboard, workspace, checks.data)} />
      </div>
      <ProgressMatrix result={dashboard.result} />
      {later && (
        <>
          <Reminders />
          <ScorerProgressPanel />
          <div className="dashboard-pair">
            <WeakestItems weakest={dashboard.weakest} />
            <Checks checks={checks} />
          </div>
          {/* Nothing scored yet: there is nothing to draw, and a bar of 0 would be a lie. */}
          {dashboard.result.units.some(isScored) && (
            <Show module={charts} props={{ result: dashboard.result }} />
          )}
        </>
      )}
    </>
  );
}

/** The browser notes when these figures were painted; `npm run bench` reads it as the end of a start. */
const START_MARK = { elementtiming: 'start' };

function KeyFigures({ dashboard }: { readonly dashboard: DashboardView }) {
  const figures = progressFigures(dashboard.result);
  const { system } = dashboard.result;
  const rows: readonly (readonly [string, string])[] = [
    ['指标体系', `${system.itemCount} 项 · 基本分 ${formatPoints(system.basePoints)}`],
    ['被考评单位', `${figures.units} 个 · 已评完 ${figures.finishedUnits} 个`],
    ['已评项次', `${figures.scored} / ${figures.scored + figures.unscored}`],
    ['佐证材料', `${dashboard.evidenceFiles} 份`],
  ];
  return (
    <section aria-label="概况" className="panel key-figures">
      <h2>概况</h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numeric" {...START_MARK}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What lies below the first screenful waits until the numbers are drawn: it is what makes a start slow. */
function useLater(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const handle = window.requestIdleCallback(() => setIdle(true), { timeout: 1000 });
    return () => window.cancelIdleCallback(handle);
  }, []);
  return idle;
}
