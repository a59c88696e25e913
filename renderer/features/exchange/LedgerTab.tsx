import { Button } from 'antd';
import { useState } from 'react';
import { PACKAGE_KIND_NAMES, PACKAGE_KINDS } from '@shared/exchange/packageKind';
import { PACKAGE_STATE_NAMES } from '@shared/exchange/packageWords';
import type { LedgerRow, PackageState } from '@shared/ipc/practice/exchange';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Mark, type MarkTone } from '../../components/Mark';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { countsText } from '@shared/exchange/mergeWords';
import { BesidePanel } from './BesidePanel';
import { LedgerPanel } from './LedgerPanel';
import './exchange.css';

const NO_ROWS: readonly LedgerRow[] = [];

/** 数据交换 · 收发台账: every package that left or came, whatever became of it, newest first. */
export default function LedgerTab() {
  const navigate = useNavigate();
  const ledger = useCall('exchange:ledger', {});
  const [openId, setOpenId] = useState<number | null>(null);
  const rows = ledger.data ?? NO_ROWS;
  const [only, setOnly] = useState<Left | null>(null);
  const left = { held: rows.filter(isLeft.held), open: rows.filter(isLeft.open) };
  // Where the last one was settled the list would be empty, and nothing said why.
  const shown = only !== null && left[only].length > 0 ? left[only] : rows;
  const open = rows.find(({ id }) => id === openId) ?? null;
  return (
    <BesidePanel
      className={open ? 'exchange exchange-open' : 'exchange'}
      openKey={openId}
      onClose={() => setOpenId(null)}
    >
      <div className="screen-fill">
        <ErrorNotice error={ledger.error} onRetry={ledger.reload} />
        <DataTable
          id="exchange.ledger"
          label="收发台账"
          rows={shown}
          columns={open ? BESIDE_PANEL : COLUMNS}
          rowKey={(row) => row.id}
          loading={ledger.data === undefined && ledger.error === undefined}
          exportName="数据交换收发台账"
          selectedKey={openId}
          onOpen={(row) => setOpenId(row.id)}
          toolbar={
            <>
              {left.held.length + left.open.length > 0 && (
                <span role="group" aria-label="只看" className="exchange-filter">
                  {(Object.keys(LEFT_NAMES) as Left[])
                    .filter((each) => left[each].length > 0)
                    .map((each) => (
                      <Button
                        key={each}
                        size="small"
                        type={only === each ? 'primary' : 'default'}
                        aria-pressed={only === each}
                        onClick={() => setOnly(only === each ? null : each)}
                      >
                        {LEFT_NAMES[each]} {left[each].length}
                      </Button>
                    ))}
                </span>
              )}
              <span role="status">{summary(rows)}</span>
            </>
          }
          empty={
            <EmptyState
              title="还没有收发过数据包"
              text="不联网的单位和评分员用数据包（.fhpkg）和考评办交换数据，用U盘或邮件传递。发出和收到的每一个包都登记在这里，合并过的可以查看改了什么，也可以撤回。"
              actions={
                <>
                  <Button type="primary" onClick={() => navigate({ screen: 'exchange', tab: 'out' })}>
                    去发出
                  </Button>
                  <Button onClick={() => navigate({ screen: 'exchange', tab: 'in' })}>去收入</Button>
                </>
              }
            />
          }
        />
      </div>
      {open && (
        <LedgerPanel
          key={`${open.id} ${open.state}`}
          row={open}
          onClose={() => setOpenId(null)}
          onChanged={ledger.reload}
        />
      )}
    </BesidePanel>
  );
}

/** What still waits for a person. */
type Left = 'held' | 'open';

const LEFT_NAMES: Readonly<Record<Left, string>> = { held: '待处理', open: '有冲突待决定' };

const isLeft: Readonly<Record<Left, (row: LedgerRow) => boolean>> = {
  held: ({ state }) => state === 'held',
  open: ({ open }) => open > 0,
};

function summary(rows: readonly LedgerRow[]): string {
  const out = rows.filter(({ direction }) => direction === 'out').length;
  const held = rows.filter(({ state }) => state === 'held').length;
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  const waiting = `${held > 0 ? ` · 待处理 ${held}` : ''}${open > 0 ? ` · 待决定的冲突 ${open}` : ''}`;
  return `发出 ${out} · 收到 ${rows.length - out}${waiting}`;
}

const STATE_TONES: Readonly<Record<PackageState, MarkTone>> = {
  written: 'blue',
  held: 'amber',
  merged: 'green',
  rolledBack: 'muted',
  refused: 'red',
};

const directionText = ({ direction }: LedgerRow): string => (direction === 'out' ? '发出' : '收到');

const COLUMNS: readonly DataColumn<LedgerRow>[] = [
  {
    key: 'at',
    title: '时间',
    width: 150,
    text: (row) => chineseTime(row.at),
    sortBy: (row) => row.at,
  },
  { key: 'direction', title: '收发', width: 78, text: directionText, filters: ['发出', '收到'] },
  {
    key: 'kind',
    title: '种类',
    width: 92,
    text: (row) => PACKAGE_KIND_NAMES[row.kind],
    filters: PACKAGE_KINDS.map((kind) => PACKAGE_KIND_NAMES[kind]),
  },
  { key: 'party', title: '对方', width: 150, text: (row) => row.party.name },
  {
    key: 'state',
    title: '状态',
    width: 92,
    text: (row) => PACKAGE_STATE_NAMES[row.state],
    render: (row) => <Mark tone={STATE_TONES[row.state]}>{PACKAGE_STATE_NAMES[row.state]}</Mark>,
    filters: Object.values(PACKAGE_STATE_NAMES),
  },
  {
    key: 'what',
    title: '内容',
    text: (row) => (row.direction === 'out' ? row.summary : countsText(row.counts) || row.summary),
  },
  {
    key: 'open',
    title: '待决定',
    width: 72,
    numeric: true,
    text: (row) => (row.open > 0 ? String(row.open) : ''),
    sortBy: (row) => row.open,
  },
  { key: 'person', title: '经手人', width: 84, text: (row) => row.person },
  { key: 'reason', title: '说明', width: 120, text: (row) => row.reason },
  { key: 'file', title: '文件', width: 170, text: (row) => row.fileName },
];

const BESIDE_PANEL = COLUMNS.filter(({ key }) => ['at', 'kind', 'party', 'state'].includes(key)).map(
  (column) => (column.key === 'party' ? { ...column, width: undefined } : column),
);
