import { Flex, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { ItemDifference, SystemSummary } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { versionName } from './versionName';

interface DifferenceRow {
  readonly key: string;
  readonly item: ItemDifference;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const KIND_NAMES: Readonly<Record<ItemDifference['kind'], string>> = {
  added: '新增',
  removed: '删除',
  changed: '修改',
};

/** One row per changed field; added and removed items take one row each. */
export function differenceRows(differences: readonly ItemDifference[]): DifferenceRow[] {
  return differences.flatMap((item) => {
    const key = `${item.kind}-${item.code}`;
    if (item.fields.length === 0) return [{ key, item, field: '整项', before: '', after: '' }];
    return item.fields.map((field) => ({ key: `${key}-${field.field}`, item, ...field }));
  });
}

const COLUMNS: readonly DataColumn<DifferenceRow>[] = [
  { key: 'code', title: '指标编码', width: 90, text: (row) => row.item.code },
  { key: 'name', title: '三级指标', width: 180, text: (row) => row.item.name },
  {
    key: 'kind',
    title: '变化',
    width: 80,
    text: (row) => KIND_NAMES[row.item.kind],
    filters: Object.values(KIND_NAMES),
  },
  { key: 'field', title: '栏目', width: 100, text: (row) => row.field },
  { key: 'before', title: '之前', text: (row) => row.before, ellipsis: false },
  { key: 'after', title: '之后', text: (row) => row.after, ellipsis: false },
];

/** 「对比版本」: two versions item by item. */
export function CompareDialog({
  versions,
  current,
  onClose,
}: {
  readonly versions: readonly SystemSummary[];
  readonly current: number;
  readonly onClose: () => void;
}) {
  const [before, setBefore] = useState(versions.find((version) => version.id !== current)?.id ?? current);
  const [after, setAfter] = useState(current);
  const { data, error, loading } = useCall('indicators:compare', before === after ? null : { before, after });
  const rows = useMemo(() => (before === after ? [] : differenceRows(data ?? [])), [before, after, data]);
  const options = versions.map((version) => ({ value: version.id, label: versionName(version) }));
  return (
    <Modal open title="对比版本" width={1120} onCancel={onClose} footer={null}>
      <ErrorNotice error={error} />
      <Flex gap={12} align="center" wrap className="compare-head">
        <label>
          之前{' '}
          <Select
            aria-label="之前的版本"
            className="compare-select"
            value={before}
            options={options}
            onChange={setBefore}
          />
        </label>
        <label>
          之后{' '}
          <Select
            aria-label="之后的版本"
            className="compare-select"
            value={after}
            options={options}
            onChange={setAfter}
          />
        </label>
      </Flex>
      <DataTable
        id="indicatorSystem.compare"
        label="版本差异"
        rows={rows}
        columns={COLUMNS}
        rowKey={(row) => row.key}
        loading={loading}
        height={380}
        exportName="指标版本差异"
        empty={
          <EmptyState
            title={before === after ? '请选择两个不同的版本' : '两个版本没有差异'}
            text={versions.length < 2 ? '目前只有一个版本；「新建版本」后可以逐项对比。' : undefined}
          />
        }
      />
    </Modal>
  );
}
