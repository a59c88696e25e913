import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice';
import type { Action } from '../../shell/useCall';
import { FormButtons, LineForm } from './FormLine';

/** A dialog that is one form: its lines, 「取消」 and 「保存」; enter saves, a failure is shown above. */
export function FormDialog({
  title,
  width,
  action,
  ready,
  disabled,
  onSave,
  onClose,
  children,
}: {
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  /** The call that saves. */
  readonly action: Pick<Action<never>, 'busy' | 'error' | 'clearError'>;
  /** Whether everything needed is filled in; until then neither the button nor enter saves. */
  readonly ready: boolean;
  /** May only be looked at. */
  readonly disabled?: boolean;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const saves = ready && !disabled;
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width={width} style={{ top: 24 }}>
      <ErrorNotice error={action.error} onClose={action.clearError} />
      <LineForm onFinish={() => saves && void onSave()}>
        {children}
        <FormButtons>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!saves} loading={action.busy}>
            保存
          </Button>
        </FormButtons>
      </LineForm>
    </Modal>
  );
}
