import { Button, Checkbox, Input, Modal, Spin } from 'antd';
import { useId, useState } from 'react';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import type { YearView } from '@shared/ipc/practice/year';
import { heaviest, type OpenMatter } from '@shared/year/openMatters';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { Mark } from '../../components/Mark';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { ENTERING, MATTER_PLACES, SEVERITY_WORDS } from './moveWords';

/** What is still open before the next stage; what may be passed over is confirmed, with a reason. */
export function MoveOnDialog({
  to,
  onClose,
  onMoved,
}: {
  readonly to: CycleState;
  readonly onClose: () => void;
  readonly onMoved: (year: YearView) => void;
}) {
  const check = useCall('year:check', { to });
  const move = useAction('year:move');
  const [confirm, setConfirm] = useState(false);
  const [reason, setReason] = useState('');
  const id = useId();
  const matters = check.data;
  const heavy = matters ? heaviest(matters) : null;
  const needsReason = heavy === 'reason';
  const ready =
    matters !== undefined &&
    heavy !== 'blocks' &&
    (!needsReason || confirm) &&
    (!needsReason || isReason(reason));
  const run = async () => {
    const year = await move.run({ to, reason, confirm });
    if (year) onMoved(year);
  };
  return (
    <Modal open title={`进入“${CYCLE_STATE_NAMES[to]}”`} onCancel={onClose} footer={null} width={640}>
      <ErrorNotice error={move.error ?? check.error} onClose={move.clearError} />
      <p>{ENTERING[to]}</p>
      {!matters && check.error === undefined && <Spin />}
      {matters && <Matters matters={matters} onLeave={onClose} />}
      <div className="move-fields">
        {needsReason && (
          <Checkbox checked={confirm} onChange={(event) => setConfirm(event.target.checked)}>
            已看到以上未办完的事项，仍然进入下一阶段
          </Checkbox>
        )}
        <label htmlFor={id}>
          {needsReason ? `理由（必填，不少于 ${LEAST_REASON} 个字）` : '说明（可不填）'}
        </label>
        <Input.TextArea
          id={id}
          aria-label="理由"
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="dialog-buttons">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={!ready} loading={move.busy} onClick={() => void run()}>
          进入“{CYCLE_STATE_NAMES[to]}”
        </Button>
      </div>
    </Modal>
  );
}

function Matters({
  matters,
  onLeave,
}: {
  readonly matters: readonly OpenMatter[];
  readonly onLeave: () => void;
}) {
  const navigate = useNavigate();
  if (matters.length === 0) return <p role="status">检查完毕：没有未办完的事项。</p>;
  return (
    <ul className="open-matters" aria-label="未办完的事项">
      {matters.map(({ key, severity, text, count, examples }) => {
        const place = MATTER_PLACES[key];
        const words = SEVERITY_WORDS[severity];
        return (
          <li key={key}>
            <Mark tone={words.tone}>{words.text}</Mark> {text}
            {place && (
              <Button
                type="link"
                size="small"
                aria-label={`去办理：${text}`}
                onClick={() => {
                  onLeave();
                  navigate(place);
                }}
              >
                去办理
              </Button>
            )}
            {examples.length > 0 && (
              <p className="muted">
                {examples.join('、')}
                {count > examples.length && examples.length > 1 ? '……' : ''}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
