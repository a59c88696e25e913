import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import type { CycleSummary } from '@shared/ipc/practice/result';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import './approved.css';
import { CorrectionDialog } from './CorrectionDialog';
import { Corrections } from './Corrections';
import { NextYearDialog } from './NextYearDialog';
import { ResultFigures } from './ResultFigures';
import { ResultList } from './ResultList';

/** 综合考核 · 审定结果: every approved result of a year, what differs between them, 更正, and the next year. */
export default function ApprovedTab() {
  const cycles = useCall('cycles:list', {});
  const [chosen, setChosen] = useState<number>();
  const cycle = cycles.data?.find(({ id }) => id === chosen) ?? cycles.data?.[0];
  if (!cycles.data || !cycle) {
    return (
      <div className="screen">
        <ErrorNotice error={cycles.error} onRetry={cycles.reload} />
        {cycles.error === undefined && <Spin className="screen-spin" />}
      </div>
    );
  }
  return (
    <Year
      key={cycle.id}
      cycle={cycle}
      cycles={cycles.data}
      onChoose={setChosen}
      onChanged={() => cycles.reload()}
    />
  );
}

function Year({
  cycle,
  cycles,
  onChoose,
  onChanged,
}: {
  readonly cycle: CycleSummary;
  readonly cycles: readonly CycleSummary[];
  readonly onChoose: (cycleId: number) => void;
  readonly onChanged: () => void;
}) {
  const { workspace, refresh } = useWorkspace();
  const navigate = useNavigate();
  const may = useMay();
  const seesAll = workspace.actions.includes('readAll');
  const results = useCall('result:list', { cycleId: cycle.id });
  const corrections = useCall('correction:list', seesAll ? { cycleId: cycle.id } : null);
  const [resultId, setResultId] = useState<number>();
  const [dialog, setDialog] = useState<'correct' | 'next' | null>(null);
  const reload = () => {
    results.reload();
    corrections.reload();
    setResultId(undefined);
    onChanged();
  };
  const list = results.data;
  const shown = list?.find(({ id }) => id === resultId) ?? list?.[0];
  const canBegin = cycle.current && stageOf(cycle.state) >= stageOf('approved') && may('manageCycle');
  return (
    <div className="screen screen-fill approved">
      <div className="screen-head">
        <Select
          aria-label="年度"
          className="approved-year"
          value={cycle.id}
          onChange={onChoose}
          options={cycles.map(({ id, year, state }) => ({
            value: id,
            label: `${year}年度 · ${CYCLE_STATE_NAMES[state]}`,
          }))}
        />
        <span className="muted">审定的结果不再改动；更正形成新的结果，原来的都保留。</span>
        <span className="spacer" />
        {cycle.state === 'approved' && seesAll && may('manageCycle') && (
          <Button onClick={() => setDialog('correct')}>更正得分</Button>
        )}
        {canBegin && (
          <Button type="primary" onClick={() => setDialog('next')}>
            开始下一年度
          </Button>
        )}
      </div>
      <ErrorNotice error={results.error ?? corrections.error} onRetry={reload} />
      {list && !shown && (
        <section className="panel">
          <EmptyState
            title="这个年度还没有审定"
            text="反馈申诉结束后，由审定领导在“系统管理 · 考评年度”里进入审定阶段：全部得分、名次和等次在那一刻冻结，列在这里。"
            actions={<Button onClick={() => navigate({ screen: 'system', tab: 'year' })}>去考评年度</Button>}
          />
        </section>
      )}
      {list && shown && (
        <div className="approved-body">
          <div className="approved-top">
            <ResultList results={list} shownId={shown.id} onShow={setResultId} />
            {corrections.data && corrections.data.length > 0 && (
              <Corrections corrections={corrections.data} decides={may('approveResult')} onDecided={reload} />
            )}
          </div>
          <ResultFigures
            key={shown.id}
            result={shown}
            previous={list.find(({ number }) => number === shown.number - 1)}
          />
        </div>
      )}
      {dialog === 'correct' && (
        <CorrectionDialog
          cycle={cycle}
          resultId={list?.[0]?.id ?? 0}
          onClose={() => setDialog(null)}
          onProposed={() => {
            setDialog(null);
            reload();
          }}
        />
      )}
      {dialog === 'next' && (
        <NextYearDialog
          cycle={cycle}
          onClose={() => setDialog(null)}
          onStarted={() => {
            setDialog(null);
            void refresh().then(() => navigate({ screen: 'dashboard' }));
          }}
        />
      )}
    </div>
  );
}
