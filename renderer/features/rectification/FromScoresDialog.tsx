import { Button, Checkbox, Flex, Modal, Select } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CandidateView, ProblemView } from '@shared/ipc/practice/rectification';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';

/** Chooses deductions of a unit that become problems of the ledger. */
export function FromScoresDialog({
  unitId: first,
  onClose,
  onMade,
}: {
  readonly unitId: number | undefined;
  readonly onClose: () => void;
  readonly onMade: (made: readonly ProblemView[]) => void;
}) {
  const units = useCall('units:list', {});
  const [unitId, setUnitId] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [dueOn, setDueOn] = useState('');
  const candidates = useCall('problem:candidates', unitId === undefined ? null : { unitId });
  const make = useAction('problem:fromScores');
  const toggle = ({ itemId }: CandidateView) => {
    const next = new Set(chosen);
    if (!next.delete(itemId)) next.add(itemId);
    setChosen(next);
  };
  const submit = async () => {
    if (unitId === undefined) return;
    const places = [...chosen].map((itemId) => ({ unitId, itemId }));
    const made = await make.run({ places, dueOn });
    if (!made) return;
    onMade(made);
    onClose();
  };
  return (
    <Modal open title="由扣分转入台账" onCancel={onClose} footer={null} width={860}>
      <ErrorNotice error={make.error ?? candidates.error} onClose={make.clearError} />
      <Flex gap={8} align="center" className="from-scores-bar">
        <label htmlFor="from-scores-unit">单位</label>
        <Select
          id="from-scores-unit"
          aria-label="单位"
          className="from-scores-unit"
          placeholder="选择单位"
          showSearch={{ optionFilterProp: 'label' }}
          value={unitId}
          onChange={(next: number) => {
            setUnitId(next);
            setChosen(new Set());
          }}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <label htmlFor="from-scores-due">整改时限</label>
        <DateField id="from-scores-due" value={dueOn} onChange={setDueOn} />
      </Flex>
      <DataTable
        id="rectification.candidates"
        label="扣分事项"
        rows={unitId === undefined ? [] : (candidates.data ?? [])}
        columns={columns(chosen, toggle)}
        rowKey={(row) => row.itemId}
        height={320}
        empty={
          <EmptyState
            title={unitId === undefined ? '先选择单位' : '这个单位没有扣分'}
            text="有扣分的指标列在这里，勾选后一起转入台账。"
          />
        }
      />
      <Flex gap={8} justify="flex-end" className="from-scores-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={chosen.size === 0} loading={make.busy} onClick={() => void submit()}>
          {chosen.size === 0 ? '转入台账' : `转入台账（${chosen.size}）`}
        </Button>
      </Flex>
    </Modal>
  );
}

function columns(
  chosen: ReadonlySet<number>,
  toggle: (row: CandidateView) => void,
): DataColumn<CandidateView>[] {
  return [
    {
      key: 'chosen',
      title: '选择',
      width: 56,
      sortable: false,
      text: (row) => (chosen.has(row.itemId) ? '是' : ''),
      render: (row) => (
        <Checkbox
          aria-label={`选择 ${row.itemCode}`}
          checked={chosen.has(row.itemId)}
          disabled={row.listedAs !== null}
          onChange={() => toggle(row)}
        />
      ),
    },
    { key: 'item', title: '指标', width: 210, text: (row) => `${row.itemCode} ${row.itemName}` },
    {
      key: 'deducted',
      title: '扣分',
      width: 64,
      numeric: true,
      text: (row) => formatPoints(row.deducted),
      sortBy: (row) => row.deducted,
    },
    { key: 'text', title: '问题', text: (row) => row.text },
    {
      key: 'listed',
      title: '台账',
      width: 92,
      text: (row) => (row.listedAs === null ? '' : `已列入第${row.listedAs}号`),
    },
  ];
}
