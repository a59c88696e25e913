import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { AreaLine } from './FieldLine';
import { FormButtons, LineForm } from './FormLine';

const TITLES = { decide: '办理销号', reopen: '重新打开问题' } as const;

/** Approves or rejects a closing, or opens a closed problem again; always with a reason. */
export function ClosingDialog({
  problem,
  kind,
  onClose,
  onDone,
}: {
  readonly problem: ProblemView;
  readonly kind: keyof typeof TITLES;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const [opinion, setOpinion] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      onDone();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const decide = (approve: boolean) =>
    void run(() => call('problem:decideClosing', { id: problem.id, approve, opinion }));
  const label = kind === 'decide' ? '销号意见' : '重新打开的理由';
  const missing = opinion.trim() === '';
  return (
    <Modal open title={TITLES[kind]} onCancel={onClose} footer={null} width={520}>
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <p className="muted">
        {kind === 'decide'
          ? '批准后这个问题销号；退回后由责任单位继续整改。意见会记在台账和审计记录里。'
          : '重新打开后，责任单位须继续整改并再次申请销号。'}
      </p>
      <LineForm onFinish={() => undefined}>
        <AreaLine
          label={label}
          id="closing-opinion"
          required
          autoFocus
          rows={3}
          value={opinion}
          onChange={setOpinion}
        />
        <FormButtons>
          <Button onClick={onClose}>取消</Button>
          {kind === 'decide' ? (
            <>
              <Button danger disabled={missing || busy} onClick={() => decide(false)}>
                退回整改
              </Button>
              <Button type="primary" disabled={missing} loading={busy} onClick={() => decide(true)}>
                批准销号
              </Button>
            </>
          ) : (
            <Button
              type="primary"
              disabled={missing}
              loading={busy}
              onClick={() => void run(() => call('problem:reopen', { id: problem.id, reason: opinion }))}
            >
              重新打开
            </Button>
          )}
        </FormButtons>
      </LineForm>
    </Modal>
  );
}
