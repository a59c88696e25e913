import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice';

/** Asks for the reason of something that will be on the trail. */
export function ReasonDialog({
  title,
  text,
  label,
  okText,
  danger = false,
  optional = false,
  busy,
  error,
  onClose,
  onSubmit,
}: {
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  /** Accessible name of the field. */
  readonly label: string;
  readonly okText: string;
  readonly danger?: boolean;
  /** The reason may be left out. */
  readonly optional?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => Promise<void>;
}) {
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width={520}>
      <ErrorNotice error={error} />
      <p>{text}</p>
      <div className="review-fields">
        <label htmlFor={id}>
          {label}
          {optional ? '（可不填）' : '（必填）'}
        </label>
        <Input.TextArea
          id={id}
          aria-label={label}
          autoFocus
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          danger={danger}
          disabled={!optional && reason.trim() === ''}
          loading={busy}
          onClick={() => void onSubmit(reason)}
        >
          {okText}
        </Button>
      </div>
    </Modal>
  );
}
