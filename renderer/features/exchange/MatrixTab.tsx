import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import {
  ASSESSOR_KINDS,
  assessorMatrix,
  HAND_IN_STANDINGS,
  handInMatrix,
  UNIT_KINDS,
  type HandInStanding,
  type MatrixRow,
  type MatrixUnit,
} from '@shared/exchange/handInMatrix';
import { PACKAGE_KIND_NAMES, PACKAGE_WAY, type PackageKind } from '@shared/exchange/packageKind';
import { PACKAGE_STATE_NAMES } from '@shared/exchange/packageWords';
import type { LedgerRow } from '@shared/ipc/practice/exchange';
import { SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Mark, type MarkTone } from '../../components/Mark';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import './exchange.css';

const TONES: Readonly<Record<HandInStanding, MarkTone>> = {
  notSent: 'muted',
  owes: 'amber',
  waiting: 'amber',
  draft: 'amber',
  in: 'green',
};

/** 数据交换 · 报送情况: every unit with the latest package of each kind, and who still owes one. */
export default function MatrixTab() {
  const navigate = useNavigate();
  const units = useCall('submission:list', {});
  const ledger = useCall('exchange:ledger', {});
  const [who, setWho] = useState<'units' | 'assessors'>('units');
  const [only, setOnly] = useState<HandInStanding | null>(null);
  const rows = useMemo(() => rowsOf(who, units.data, ledger.data), [who, units.data, ledger.data]);
  const shown = only === null ? rows : rows.filter(({ standing }) => standing === only);
  const error = units.error ?? ledger.error;
  return (
    <div className="screen-fill">
      <ErrorNotice error={error} onRetry={units.error === undefined ? ledger.reload : units.reload} />
      <DataTable
        id="exchange.matrix"
        label="报送情况"
        rows={shown}
        columns={who === 'units' ? UNIT_COLUMNS : ASSESSOR_COLUMNS}
        rowKey={(row) => row.code || row.name}
        loading={(units.data === undefined || ledger.data === undefined) && error === undefined}
        exportName="报送情况"
        virtualFrom={30}
        toolbar={
          <>
            <Segmented
              aria-label="看谁的报送"
              value={who}
              onChange={setWho}
              options={[
                { value: 'units', label: '单位' },
                { value: 'assessors', label: '评分员' },
              ]}
            />
            <span role="group" aria-label="按报送情况筛选" className="exchange-filter">
              {(Object.keys(HAND_IN_STANDINGS) as HandInStanding[]).map((standing) => (
                <Button
                  key={standing}
                  size="small"
                  type={only === standing ? 'primary' : 'default'}
                  aria-pressed={only === standing}
                  onClick={() => setOnly(only === standing ? null : standing)}
                >
                  {HAND_IN_STANDINGS[standing]} {rows.filter((row) => row.standing === standing).length}
                </Button>
              ))}
            </span>
          </>
        }
        empty={
          <EmptyState
            title={rows.length === 0 ? NOBODY[who] : '没有这样的'}
            text="每个单位、每位评分员一行，列出发给他们和他们报来的最近一个数据包。“未提交”是报来的包已合并，但单位还没有提交自评，不能接收。"
            actions={
              rows.length === 0 &&
              (who === 'units' ? (
                <Button onClick={() => navigate({ screen: 'units' })}>去添加单位</Button>
              ) : (
                <Button onClick={() => navigate({ screen: 'exchange', tab: 'out' })}>去发评分包</Button>
              ))
            }
          />
        }
      />
    </div>
  );
}

/** Who has which package since when must be read in full; of what left there is no more to say than the day. */
function kindColumn(kind: PackageKind): DataColumn<MatrixRow> {
  const comes = PACKAGE_WAY[kind].to === 'office';
  return {
    key: kind,
    title: PACKAGE_KIND_NAMES[kind],
    width: comes ? 150 : 124,
    text: ({ cells }) => {
      const cell = cells[kind];
      if (!cell) return '—';
      const times = cell.count > 1 ? ` ×${cell.count}` : '';
      const day = `${chineseDate(cell.at).replace(/^\d+年/, '')}${times}`;
      return comes ? `${PACKAGE_STATE_NAMES[cell.state]} ${day}` : day;
    },
    sortBy: ({ cells }) => cells[kind]?.at ?? null,
  };
}

const STANDING: DataColumn<MatrixRow> = {
  key: 'standing',
  title: '报送',
  width: 84,
  text: (row) => HAND_IN_STANDINGS[row.standing],
  render: (row) => <Mark tone={TONES[row.standing]}>{HAND_IN_STANDINGS[row.standing]}</Mark>,
};

const UNIT_COLUMNS: readonly DataColumn<MatrixRow>[] = [
  { key: 'code', title: '编码', width: 64, text: (row) => row.code, fixed: 'left' },
  { key: 'name', title: '单位', text: (row) => row.name, fixed: 'left', width: 154 },
  STANDING,
  {
    key: 'state',
    title: '自评状态',
    width: 90,
    text: ({ state }) => (state === null ? '' : SUBMISSION_STATE_NAMES[state]),
  },
  ...UNIT_KINDS.map(kindColumn),
];

const ASSESSOR_COLUMNS: readonly DataColumn<MatrixRow>[] = [
  { key: 'name', title: '评分员', text: (row) => row.name, width: 200 },
  STANDING,
  ...ASSESSOR_KINDS.map(kindColumn),
];

const NOBODY = { units: '还没有被考评单位', assessors: '还没有发过评分包' } as const;

function rowsOf(
  who: 'units' | 'assessors',
  units: readonly MatrixUnit[] | undefined,
  ledger: readonly LedgerRow[] | undefined,
): readonly MatrixRow[] {
  if (!units || !ledger) return [];
  return who === 'units' ? handInMatrix(units, ledger) : assessorMatrix(ledger);
}
