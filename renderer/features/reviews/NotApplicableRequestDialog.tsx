import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import './submissions.css';

interface Place {
  readonly unitId?: number;
  readonly itemId?: number;
}

/** Asks that an item be left out for a unit; where the place is given it is not asked for again. */
export function NotApplicableRequestDialog({
  place = {},
  onClose,
  onRequested,
}: {
  readonly place?: Place;
  readonly onClose: () => void;
  readonly onRequested: () => void;
}) {
  const id = useId();
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const [chosen, setUnitId] = useState(place.unitId);
  // People of one unit need not choose it.
  const unitId = chosen ?? (units.data?.length === 1 ? units.data[0]?.id : undefined);
  const [itemId, setItemId] = useState(place.itemId);
  const sheet = useCall('self:sheet', unitId === undefined ? null : { unitId });
  const send = useAction('notApplicable:request');
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const own = new Set(sheet.data?.map((row) => row.itemId));
  const items = (system.data?.items ?? []).filter((item) => item.section === 'base' && own.has(item.id));
  const fixed = place.itemId !== undefined;
  const run = async () => {
    if (unitId === undefined || itemId === undefined) return;
    if (await send.run({ unitId, itemId, reason, basis })) onRequested();
  };
  return (
    <Modal open title="申请缺项" onCancel={onClose} footer={null} width={600}>
      <ErrorNotice
        error={send.error ?? units.error ?? system.error ?? sheet.error}
        onClose={send.clearError}
      />
      <p className="muted">
        单位没有这项职责、本年度没有发生的，可以申请不考核这一项；由牵头单位提出意见，考核办公室审批。
      </p>
      <div className="absence-fields">
        <label htmlFor={`${id}-unit`}>单位</label>
        <Select
          id={`${id}-unit`}
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={fixed}
          placeholder="选择单位"
          value={unitId}
          onChange={(next: number) => {
            setUnitId(next);
            setItemId(undefined);
          }}
          options={(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
        />
        <label htmlFor={`${id}-item`}>指标</label>
        <Select
          id={`${id}-item`}
          aria-label="指标"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={fixed}
          placeholder="选择指标"
          value={itemId}
          onChange={setItemId}
          options={items.map((item) => ({ value: item.id, label: `${item.code} ${item.name}` }))}
        />
        <label htmlFor={`${id}-reason`}>申请理由（必填，不少于 {LEAST_REASON} 个字）</label>
        <Input.TextArea
          id={`${id}-reason`}
          aria-label="申请理由"
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <label htmlFor={`${id}-basis`}>依据</label>
        <Input
          id={`${id}-basis`}
          placeholder="如三定方案、文件名称和文号"
          maxLength={1000}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
        />
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          disabled={unitId === undefined || itemId === undefined || !isReason(reason)}
          loading={send.busy}
          onClick={() => void run()}
        >
          提交申请
        </Button>
      </div>
    </Modal>
  );
}
