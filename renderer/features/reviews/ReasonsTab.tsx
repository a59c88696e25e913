import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { formatPoints, parsePoints, shortPoints } from '@shared/domain/points';
import type { ReasonView } from '@shared/ipc/practice/insight';
import type { ItemView } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { usePlace } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { useMay } from '../../shell/workspace';
import { ReasonImportDialog } from './ReasonImportDialog';
import './reviews.css';
import './insight.css';

const NO_ROWS: readonly ReasonView[] = [];
const NO_ITEMS: readonly ItemView[] = [];

/** 复核申诉 · 常用理由: the library of deduction reasons, item by item. */
export default function ReasonsTab() {
  const place = usePlace();
  const system = useCall('indicators:get', {});
  const [itemId, setItemId] = useState(place.itemId);
  const list = useCall(
    itemId === undefined ? 'reasons:all' : 'reasons:list',
    itemId === undefined ? {} : { itemId },
  );
  const [edited, setEdited] = useState<ReasonView | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  const items =
    system.data?.items.filter(({ section }) => section === 'base' || section === 'deduction') ?? NO_ITEMS;
  const may = useMay()('manageSystem');
  const done = () => {
    setEdited(null);
    setImporting(false);
    list.reload();
  };
  return (
    <div className="screen-fill">
      <ErrorNotice error={list.error ?? system.error} onRetry={list.reload} />
      <DataTable
        id="reviews.reasons"
        label="常用理由"
        rows={list.data ?? NO_ROWS}
        columns={itemId === undefined ? ALL_COLUMNS : COLUMNS}
        rowKey={({ itemCode, text }) => `${itemCode} ${text}`}
        loading={list.loading && !list.data}
        exportName="常用理由"
        onOpen={may ? setEdited : undefined}
        toolbar={
          <>
            <Select
              aria-label="指标"
              style={{ width: 300 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={itemId ?? 0}
              onChange={(next: number) => setItemId(next === 0 ? undefined : next)}
              options={[
                { value: 0, label: '全部指标' },
                ...items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
              ]}
            />
            {may && <Button onClick={() => setEdited('new')}>添加理由</Button>}
            {may && <Button onClick={() => setImporting(true)}>导入常用理由</Button>}
          </>
        }
        empty={
          <EmptyState
            title="还没有常用理由"
            text="规则和评分标准里写明的扣分情形会自动列在这里；评分时写的理由可以“存为常用理由”。"
          />
        }
      />
      {edited && (
        <ReasonForm
          reason={edited === 'new' ? null : edited}
          items={items}
          itemId={edited === 'new' ? itemId : edited.itemId}
          onClose={() => setEdited(null)}
          onSaved={done}
        />
      )}
      {importing && <ReasonImportDialog onClose={() => setImporting(false)} onImported={done} />}
    </div>
  );
}

const ORIGINS: Readonly<Record<ReasonView['origin'], string>> = {
  rule: '规则和标准',
  library: '添加的',
  elsewhere: '评分中用过',
};
const ACTIVE = '在用';
const INACTIVE = '停用';

// The first four headings are those of the table that is imported.
const ALL_COLUMNS: readonly DataColumn<ReasonView>[] = [
  { key: 'item', title: '指标编码', width: 96, text: ({ itemCode }) => itemCode },
  { key: 'text', title: '扣分理由', text: ({ text }) => text },
  {
    key: 'points',
    title: '扣分',
    width: 84,
    numeric: true,
    text: ({ points }) => figureText(points),
    render: ({ points }) => (points === null ? <span className="muted">按规则</span> : formatPoints(points)),
    sortBy: ({ points }) => points,
  },
  { key: 'basis', title: '依据', width: 180, text: ({ basis }) => basis },
  {
    key: 'origin',
    title: '来源',
    width: 110,
    text: ({ origin }) => ORIGINS[origin],
    filters: Object.values(ORIGINS),
  },
  {
    key: 'active',
    title: '状态',
    width: 80,
    text: ({ active }) => (active ? ACTIVE : INACTIVE),
    filters: [ACTIVE, INACTIVE],
  },
];
const COLUMNS: readonly DataColumn<ReasonView>[] = [
  ...ALL_COLUMNS,
  {
    key: 'used',
    title: '用过（单位）',
    width: 110,
    numeric: true,
    text: ({ used }) => String(used),
    sortBy: ({ used }) => used,
  },
];

const pointsText = (points: number | null): string => (points === null ? '' : shortPoints(points));

function ReasonForm({
  reason,
  items,
  itemId: first,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  readonly reason: ReasonView | null;
  readonly items: readonly ItemView[];
  readonly itemId: number | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const save = useAction('reasons:save');
  const [itemId, setItemId] = useState(first);
  const [text, setText] = useState(reason?.text ?? '');
  const [points, setPoints] = useState(() => pointsText(reason?.points ?? null));
  const [basis, setBasis] = useState(reason?.basis ?? '');
  const [active, setActive] = useState(reason?.active ?? true);
  const deducted = points.trim() === '' ? null : parsePoints(points);
  const wrong = points.trim() !== '' && deducted === null;
  const ready = itemId !== undefined && text.trim() !== '' && !wrong;
  const run = async () => {
    if (itemId === undefined) return;
    // What was only ever used in scores is not in the library yet: saving adds it.
    const was = reason === null || reason.origin === 'elsewhere' ? null : reason.text;
    if (await save.run({ itemId, was, text: text.trim(), points: deducted, basis, active })) onSaved();
  };
  return (
    <Modal open title={reason ? '修改常用理由' : '添加常用理由'} onCancel={onClose} footer={null} width={560}>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <div className="incident-fields">
        <label className="incident-wide">
          指标
          <Select
            aria-label="理由的指标"
            showSearch={{ optionFilterProp: 'label' }}
            disabled={reason !== null}
            placeholder="选择指标"
            value={itemId}
            onChange={setItemId}
            options={items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
          />
        </label>
        <label className="incident-wide">
          扣分理由
          <Input.TextArea
            aria-label="扣分理由"
            rows={2}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <label>
          扣分
          <Input
            aria-label="扣分"
            placeholder="不填由规则计算"
            status={wrong ? 'error' : ''}
            value={points}
            onChange={(event) => setPoints(event.target.value)}
          />
          {wrong && <span className="text-danger">请填不小于 0、最多两位小数的数</span>}
        </label>
        <label>
          依据
          <Input
            aria-label="依据"
            maxLength={500}
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
          />
        </label>
        <Checkbox checked={active} onChange={(event) => setActive(event.target.checked)}>
          在用（停用后评分时不再列出，已写的理由不变）
        </Checkbox>
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={!ready} loading={save.busy} onClick={() => void run()}>
          保存
        </Button>
      </div>
    </Modal>
  );
}
