import { Button, Input, Modal, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { SubmissionRow } from '@shared/ipc/practice/year';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';

/** 退回补正: why, what of it, and until when. Never without a reason. */
export function ReturnDialog({
  row,
  onClose,
  onReturned,
}: {
  readonly row: SubmissionRow;
  readonly onClose: () => void;
  readonly onReturned: (rows: readonly SubmissionRow[]) => void;
}) {
  const id = useId();
  const sheet = useCall('self:sheet', { unitId: row.unitId });
  const system = useCall('indicators:get', {});
  const send = useAction('submission:return');
  const [reason, setReason] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [items, setItems] = useState<readonly number[]>([]);
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({});
  const codes = useMemo(() => {
    const own = new Set(sheet.data?.map(({ itemId }) => itemId));
    return new Map(
      (system.data?.items ?? []).filter((item) => own.has(item.id)).map((item) => [item.id, item]),
    );
  }, [sheet.data, system.data]);
  const ready = isReason(reason) && items.every((itemId) => (reasons[itemId] ?? '').trim() !== '');
  const run = async () => {
    const chosen = items.map((itemId) => ({ itemId, reason: reasons[itemId] ?? '' }));
    const rows = await send.run({ unitId: row.unitId, reason, items: chosen, dueOn });
    if (rows) onReturned(rows);
  };
  return (
    <Modal open title={`退回补正 · ${row.name}`} onCancel={onClose} footer={null} width={680}>
      <ErrorNotice error={send.error ?? sheet.error ?? system.error} onClose={send.clearError} />
      <p className="muted">退回后，该单位的自评重新打开；理由显示在它的自评表上，并记入审计记录。</p>
      <div className="return-fields">
        <label htmlFor={`${id}-reason`}>理由（必填，不少于 {LEAST_REASON} 个字）</label>
        <Input.TextArea
          id={`${id}-reason`}
          aria-label="理由"
          autoFocus
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <label htmlFor={`${id}-due`}>补正期限</label>
        <DateField id={`${id}-due`} label="补正期限" value={dueOn} onChange={setDueOn} />
        <label htmlFor={`${id}-items`}>退回的指标</label>
        <Select
          id={`${id}-items`}
          aria-label="退回的指标"
          mode="multiple"
          placeholder="可以不选；选了的逐项写明理由"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...items]}
          onChange={(next: number[]) => setItems(next)}
          options={[...codes.values()].map(({ id: itemId, code, name }) => ({
            value: itemId,
            label: `${code} ${name}`,
          }))}
        />
        {items.map((itemId) => {
          const item = codes.get(itemId);
          return (
            <label key={itemId} className="return-item">
              <span>
                {item?.code} {item?.name}
              </span>
              <Input
                aria-label={`${item?.code ?? ''} 的退回理由`}
                placeholder="这一项的退回理由"
                maxLength={500}
                value={reasons[itemId] ?? ''}
                onChange={(event) => setReasons({ ...reasons, [itemId]: event.target.value })}
              />
            </label>
          );
        })}
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" danger disabled={!ready} loading={send.busy} onClick={() => void run()}>
          退回
        </Button>
      </div>
    </Modal>
  );
}
