import { Button, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReasonField } from '../../components/ReasonField';

/** Asks for the reason of something that will be on the trail. */
export function ReasonDialog({
  title,
  text,
  label,
  okText,
  danger = false,
  least = 1,
  maxLength = 500,
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
  /** Characters the reason must have; 0: it may be left out. */
  readonly least?: number;
  /** As the call takes it. */
  readonly maxLength?: number;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState('');
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width={520}>
      <ErrorNotice error={error} />
      <p>{text}</p>
      <div className="review-fields">
        <ReasonField
          label={label}
          least={least}
          maxLength={maxLength}
          autoFocus
          value={reason}
          onChange={setReason}
        />
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          danger={danger}
          disabled={[...reason.trim()].length < least}
          loading={busy}
          onClick={() => void onSubmit(reason)}
        >
          {okText}
        </Button>
      </div>
    </Modal>
  );
}
