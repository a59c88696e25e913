import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import type { YearView } from '@shared/ipc/practice/year';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { GOING_BACK } from './moveWords';

/** Back to an earlier stage, always with a reason. */
export function MoveBackDialog({
  earlier,
  onClose,
  onMoved,
}: {
  /** In the order of the year; the last one is offered first. */
  readonly earlier: readonly CycleState[];
  readonly onClose: () => void;
  readonly onMoved: (year: YearView) => void;
}) {
  const move = useAction('year:move');
  const [to, setTo] = useState<CycleState>(earlier.at(-1) ?? 'draft');
  const [reason, setReason] = useState('');
  const id = useId();
  const run = async () => {
    const year = await move.run({ to, reason, confirm: true });
    if (year) onMoved(year);
  };
  return (
    <Modal open title="退回阶段" onCancel={onClose} footer={null} width={560}>
      <ErrorNotice error={move.error} onClose={move.clearError} />
      <p>{GOING_BACK}</p>
      <div className="move-fields">
        <label htmlFor={`${id}-to`}>退回到</label>
        <Select
          id={`${id}-to`}
          aria-label="退回到"
          value={to}
          onChange={setTo}
          options={earlier.toReversed().map((state) => ({ value: state, label: CYCLE_STATE_NAMES[state] }))}
        />
        <label htmlFor={`${id}-reason`}>理由（必填，不少于 {LEAST_REASON} 个字）</label>
        <Input.TextArea
          id={`${id}-reason`}
          aria-label="理由"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="dialog-buttons">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          danger
          disabled={!isReason(reason)}
          loading={move.busy}
          onClick={() => void run()}
        >
          退回到“{CYCLE_STATE_NAMES[to]}”
        </Button>
      </div>
    </Modal>
  );
}
