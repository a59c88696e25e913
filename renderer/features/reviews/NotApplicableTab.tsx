import { Button, Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { NotApplicableDecision } from './NotApplicableDecision';
import { NotApplicablePanel } from './NotApplicablePanel';
import { NotApplicableRequestDialog } from './NotApplicableRequestDialog';
import { sameItemWords } from './sameItemWords';
import { useOpenRow } from './useOpenRow';
import './submissions.css';

const NO_REQUESTS: readonly NotApplicableView[] = [];

/** 复核申诉 · 缺项审批: requests of all units, the same item side by side, with what was decided elsewhere. */
export default function NotApplicableTab() {
  const { workspace } = useWorkspace();
  const list = useCall('notApplicable:list', {});
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [dialog, setDialog] = useState<'approve' | 'refuse' | 'request' | null>(null);
  const requests = list.data ?? NO_REQUESTS;
  const writes = !workspace.readOnly;
  const decides = writes && workspace.actions.includes('decideNotApplicable');
  const [open, setOpenId] = useOpenRow(requests);
  const picked = requests.filter(({ id, state }) => chosen.has(id) && state === 'requested');
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const done = (next: readonly NotApplicableView[]) => {
    list.setData(next);
    setChosen(new Set());
    setDialog(null);
  };
  const columns = useColumns(requests, decides, open !== null, chosen, toggle);
  return (
    <div className="screen-fill">
      <ErrorNotice error={list.error} onRetry={list.reload} />
      <div className={`absence ${open ? 'absence-open' : ''}`}>
        <DataTable
          id="reviews.notApplicable"
          label="缺项申请"
          rows={requests}
          columns={columns}
          rowKey={(row) => row.id}
          loading={list.data === undefined && list.error === undefined}
          exportName="缺项审批"
          selectedKey={open?.id}
          onOpen={(row) => setOpenId(row.id)}
          toolbar={
            <>
              {writes && workspace.actions.includes('requestNotApplicable') && (
                <Button onClick={() => setDialog('request')}>申请缺项</Button>
              )}
              {decides && (
                <>
                  <Button type="primary" disabled={picked.length === 0} onClick={() => setDialog('approve')}>
                    批准
                  </Button>
                  <Button disabled={picked.length === 0} onClick={() => setDialog('refuse')}>
                    不批准
                  </Button>
                </>
              )}
            </>
          }
          empty={
            <EmptyState
              title="还没有缺项申请"
              text="单位没有某项职责的，由单位（或考核办公室代为）申请缺项；批准后这一项不计入该单位的适用分值。"
            />
          }
        />
        {open && (
          <NotApplicablePanel
            request={open}
            requests={requests}
            onClose={() => setOpenId(null)}
            onChanged={list.setData}
            onWithdrawn={list.reload}
          />
        )}
      </div>
      {(dialog === 'approve' || dialog === 'refuse') && (
        <NotApplicableDecision
          requests={picked}
          approve={dialog === 'approve'}
          onClose={() => setDialog(null)}
          onDecided={done}
        />
      )}
      {dialog === 'request' && (
        <NotApplicableRequestDialog
          onClose={() => setDialog(null)}
          onRequested={() => {
            setDialog(null);
            list.reload();
          }}
        />
      )}
    </div>
  );
}

function useColumns(
  requests: readonly NotApplicableView[],
  decides: boolean,
  /** Beside an open request, which says the rest. */
  narrow: boolean,
  chosen: ReadonlySet<number>,
  toggle: (id: number) => void,
): readonly DataColumn<NotApplicableView>[] {
  return useMemo(() => {
    const words = sameItemWords(requests);
    const choose: DataColumn<NotApplicableView> = {
      key: 'choose',
      title: '选择',
      text: () => '',
      sortable: false,
      width: 52,
      render: (row) =>
        row.state === 'requested' ? (
          <span onClick={(event) => event.stopPropagation()}>
            <Checkbox
              aria-label={`选择${row.unitName} ${row.itemCode}`}
              checked={chosen.has(row.id)}
              onChange={() => toggle(row.id)}
            />
          </span>
        ) : null,
    };
    const rest: readonly DataColumn<NotApplicableView>[] = [
      { key: 'same', title: '同一指标', text: (row) => words(row), width: 130 },
      { key: 'lead', title: '牵头单位意见', text: (row) => row.leadOpinion, width: 130 },
      {
        key: 'at',
        title: '申请日期',
        text: (row) => chineseDate(row.requestedAt),
        sortBy: (r) => r.requestedAt,
        width: 120,
      },
    ];
    return [
      ...(decides ? [choose] : []),
      { key: 'item', title: '指标', text: (row) => `${row.itemCode} ${row.itemName}`, width: 190 },
      {
        key: 'points',
        title: '分值',
        text: (row) => formatPoints(row.points),
        sortBy: (row) => row.points,
        numeric: true,
        width: 64,
      },
      { key: 'unit', title: '单位', text: (row) => row.unitName, width: 164 },
      { key: 'reason', title: '申请理由', text: (row) => row.reason },
      {
        key: 'state',
        title: '状态',
        text: (row) => NOT_APPLICABLE_STATE_NAMES[row.state],
        filters: Object.values(NOT_APPLICABLE_STATE_NAMES),
        width: 84,
      },
      ...(narrow ? [] : rest),
    ];
  }, [requests, decides, narrow, chosen, toggle]);
}
