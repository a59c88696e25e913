import { Button, Spin } from 'antd';
import { useState } from 'react';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import type { StageView, TransitionView, YearView } from '@shared/ipc/practice/year';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useMay, useWorkspace } from '../../shell/workspace';
import { MergeLimit } from './MergeLimit';
import { MoveBackDialog } from './MoveBackDialog';
import { MoveOnDialog } from './MoveOnDialog';
import './year.css';

/** 系统管理 · 考评年度: stages with their deadlines, moving on and back, and every move so far. */
export default function YearTab() {
  const { refresh } = useWorkspace();
  const may = useMay();
  const [office, approves] = [may('manageCycle'), may('approveResult')];
  const year = useCall('year:get', {});
  const [dialog, setDialog] = useState<'on' | 'back' | null>(null);
  const { data } = year;
  if (!data) {
    return (
      <div className="screen">
        <ErrorNotice error={year.error} onRetry={year.reload} />
        {year.error === undefined && <Spin className="screen-spin" />}
      </div>
    );
  }
  const mayMoveOn = data.next === 'approved' ? approves : office;
  const moved = (next: YearView) => {
    year.setData(next);
    setDialog(null);
    void refresh();
  };
  return (
    <div className="screen year-screen">
      <section className="panel" aria-label="考评年度">
        <div className="panel-head">
          <h2>
            {data.cycle.name} · {CYCLE_STATE_NAMES[data.cycle.state]}
          </h2>
          <span className="spacer" />
          {office && data.earlier.length > 0 && <Button onClick={() => setDialog('back')}>退回阶段</Button>}
          {mayMoveOn && data.next && (
            <Button type="primary" onClick={() => setDialog('on')}>
              进入下一阶段
            </Button>
          )}
        </div>
        <Stages year={data} editable={office} onChanged={year.setData} />
      </section>
      <section className="panel year-history" aria-label="阶段记录">
        <div className="panel-head">
          <h2>阶段记录</h2>
        </div>
        <DataTable
          id="year.history"
          label="阶段记录"
          rows={data.history}
          columns={HISTORY}
          rowKey={(row) => row.at}
          searchable={false}
          exportName="阶段记录"
          empty={<EmptyState title="还没有进入过别的阶段" text="每次进入或退回阶段，都连同理由记在这里。" />}
        />
      </section>
      {office && <MergeLimit />}
      {dialog === 'on' && data.next && (
        <MoveOnDialog to={data.next} onClose={() => setDialog(null)} onMoved={moved} />
      )}
      {dialog === 'back' && (
        <MoveBackDialog earlier={data.earlier} onClose={() => setDialog(null)} onMoved={moved} />
      )}
    </div>
  );
}

const STANDING: Readonly<Record<StageView['standing'], string>> = {
  past: '已过',
  current: '当前阶段',
  coming: '未到',
};

function Stages({
  year,
  editable,
  onChanged,
}: {
  readonly year: YearView;
  readonly editable: boolean;
  readonly onChanged: (year: YearView) => void;
}) {
  const deadline = useAction('year:deadline');
  const set = async (state: CycleState, dueOn: string) => {
    const changed = await deadline.run({ state, dueOn });
    if (changed) onChanged(changed);
  };
  return (
    <>
      <ErrorNotice error={deadline.error} onClose={deadline.clearError} />
      <table className="year-stages" aria-label="各阶段">
        <thead>
          <tr>
            <th scope="col">阶段</th>
            <th scope="col">状态</th>
            <th scope="col">进入时间</th>
            <th scope="col">截止日期</th>
            <th scope="col">期限</th>
          </tr>
        </thead>
        <tbody>
          {year.stages.map((stage) => {
            const name = CYCLE_STATE_NAMES[stage.state];
            return (
              <tr key={stage.state} aria-current={stage.standing === 'current' ? 'step' : undefined}>
                <th scope="row">{name}</th>
                <td>{STANDING[stage.standing]}</td>
                <td>{chineseTime(stage.enteredAt)}</td>
                <td>
                  {stage.state === 'archived' ? (
                    ''
                  ) : (
                    <DateField
                      label={`${name}截止日期`}
                      value={stage.dueOn}
                      disabled={!editable || deadline.busy}
                      onChange={(dueOn) => void set(stage.state, dueOn)}
                    />
                  )}
                </td>
                <td className={stage.late ? 'year-late' : undefined}>{stage.dueText}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const HISTORY: readonly DataColumn<TransitionView>[] = [
  { key: 'at', title: '时间', text: (row) => chineseTime(row.at), sortBy: (row) => row.at, width: 150 },
  { key: 'person', title: '办理人', text: (row) => row.person, width: 110 },
  {
    key: 'move',
    title: '阶段',
    text: (row) => `${CYCLE_STATE_NAMES[row.from]} → ${CYCLE_STATE_NAMES[row.to]}`,
    width: 160,
  },
  { key: 'reason', title: '理由', text: (row) => row.reason, width: 240, ellipsis: false },
  { key: 'open', title: '当时未办完的事项', text: (row) => row.open.join('；'), ellipsis: false },
];
