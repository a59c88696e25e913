import { Button } from 'antd';
import { useState } from 'react';

import type { AppealView, DecidedAppeal, Simulation } from '@shared/ipc/practice/review';
import { APPEAL_STATE_NAMES } from '@shared/review/appealState';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { AppealPanel } from './AppealPanel';
import { FileAppealDialog } from './FileAppealDialog';
import { useOpenRow } from './useOpenRow';
import { daysText, windowText } from './windowText';
import './reviews.css';

const NO_APPEALS: readonly AppealView[] = [];

/** 复核申诉 · 申诉复核: appeals of the year, their grounds, their decisions, and who moved with them. */
export default function AppealsTab() {
  const { workspace } = useWorkspace();
  const list = useCall('appeal:list', {});
  const [filing, setFiling] = useState(false);
  const [decided, setDecided] = useState<{ readonly id: number; readonly effect: Simulation } | null>(null);
  const appeals = list.data?.appeals ?? NO_APPEALS;
  const unsent = list.data?.unsent ?? 0;
  const [open, setOpenId] = useOpenRow(appeals);
  const isOpen = workspace.cycle.state === 'feedback' && !workspace.readOnly;
  const late = (list.data?.window?.daysLeft ?? 0) < 0;
  // Once the window is over only the office takes an appeal, with a reason.
  const inTime = !late || workspace.actions.includes('manageCycle');
  const files = isOpen && inTime && workspace.actions.includes('fileAppeal');
  const file = (
    <Button type="primary" onClick={() => setFiling(true)}>
      提出申诉
    </Button>
  );
  const onDecided = ({ appeal, effect }: DecidedAppeal) => {
    setDecided({ id: appeal.id, effect });
    list.reload();
  };
  return (
    <div className={`review ${open ? 'review-open' : ''}`}>
      <div className="screen-fill">
        <ErrorNotice error={list.error} onRetry={list.reload} />
        <DataTable
          id="reviews.appeals"
          label="申诉"
          rows={appeals}
          columns={open ? BESIDE_PANEL : COLUMNS}
          rowKey={(row) => row.id}
          loading={list.data === undefined && list.error === undefined}
          exportName="申诉复核"
          selectedKey={open?.id}
          onOpen={(row) => setOpenId(row.id)}
          toolbar={
            <>
              {files && file}
              {unsent > 0 && !open && <SendHint unsent={unsent} />}
              <span role="status">
                {windowText(list.data?.window ?? null)} · 待复核 {count(appeals, 'filed')}
              </span>
            </>
          }
          empty={
            <EmptyState
              title="没有申诉"
              text={
                isOpen
                  ? '单位对得分有异议的，由单位审核人在期限内按指标提出，写明理由，可附补充材料；由没有评过这一项的人复核。'
                  : '年度进入“反馈申诉”阶段后，单位可以按指标提出申诉。'
              }
              actions={files && file}
            />
          }
        />
      </div>
      {open && (
        <AppealPanel
          key={`${open.id} ${open.state}`}
          appeal={open}
          effect={decided?.id === open.id ? decided.effect : null}
          onClose={() => setOpenId(null)}
          onDecided={onDecided}
          onChanged={list.reload}
        />
      )}
      {filing && (
        <FileAppealDialog
          late={late}
          onClose={() => setFiling(false)}
          onFiled={(appeal) => {
            setFiling(false);
            setOpenId(appeal.id);
            list.reload();
          }}
        />
      )}
    </div>
  );
}

/** At a unit's seat an appeal reaches the office in a package only. */
function SendHint({ unsent }: { readonly unsent: number }) {
  const navigate = useNavigate();
  return (
    <Button
      title="申诉要制作成申诉包送到考评办，才算提出"
      onClick={() => navigate({ screen: 'exchange', tab: 'out' })}
    >
      制作申诉包（{unsent} 件没有送出）
    </Button>
  );
}

function count(appeals: readonly AppealView[], state: AppealView['state']): number {
  return appeals.filter((appeal) => appeal.state === state).length;
}

const COLUMNS: readonly DataColumn<AppealView>[] = [
  {
    key: 'number',
    title: '编号',
    width: 60,
    numeric: true,
    text: (row) => String(row.number),
    sortBy: (row) => row.number,
  },
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'item', title: '指标', width: 190, text: (row) => `${row.itemCode} ${row.itemName}` },
  { key: 'grounds', title: '申诉理由', text: (row) => row.grounds },
  {
    key: 'original',
    title: '原得分',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.originalPoints),
    sortBy: (row) => row.originalPoints,
  },
  {
    key: 'requested',
    title: '请求得分',
    width: 84,
    numeric: true,
    text: (row) => figureText(row.requestedPoints),
    sortBy: (row) => row.requestedPoints,
  },
  {
    key: 'state',
    title: '状态',
    width: 84,
    text: (row) => APPEAL_STATE_NAMES[row.state],
    filters: Object.values(APPEAL_STATE_NAMES),
  },
  {
    key: 'decided',
    title: '复核后',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.decidedPoints),
    sortBy: (row) => row.decidedPoints,
  },
  {
    key: 'answer',
    title: '办理期限',
    width: 96,
    text: (row) => (row.answerBy ? daysText(row.answerBy) : ''),
    sortBy: (row) => row.answerBy?.dueOn ?? null,
    render: (row) =>
      row.answerBy && (
        <span
          className={row.answerBy.daysLeft < 0 ? 'text-danger' : ''}
          title={`应在 ${chineseDate(row.answerBy.dueOn)} 前答复`}
        >
          {daysText(row.answerBy)}
        </span>
      ),
  },
];

/** What fits beside the open panel without scrolling sideways. */
const BESIDE_PANEL = COLUMNS.filter(({ key }) =>
  ['number', 'unit', 'item', 'original', 'state', 'answer'].includes(key),
);
