import { Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ExplanationView } from '@shared/ipc/views';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ExplanationTree } from '../../components/ExplanationTree';
import type { ScoringSession } from './scoringSession';

export interface ExplanationTarget {
  readonly unitId: number;
  /** Left out: the unit's total. */
  readonly itemId?: number;
}

/** A figure's derivation down to inputs and evidence. What is being typed is let in first, so it explains what is shown. */
export function ExplanationDialog({
  target,
  session,
  onClose,
}: {
  readonly target: ExplanationTarget | null;
  readonly session: ScoringSession;
  readonly onClose: () => void;
}) {
  const [view, setView] = useState<ExplanationView | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  useEffect(() => {
    if (!target) return;
    let gone = false;
    setView(null);
    setError(undefined);
    session
      .settled()
      .then(() => call('scores:explain', { ...target }))
      .then(
        (answer) => !gone && setView(answer),
        (cause: unknown) => !gone && setError(cause),
      );
    return () => {
      gone = true;
    };
  }, [target, session]);
  return (
    <Modal
      open={target !== null}
      title="得分推导"
      footer={null}
      width={760}
      onCancel={onClose}
      destroyOnHidden
    >
      <ErrorNotice error={error} />
      {view ? <ExplanationTree view={view} /> : error === undefined && <Spin />}
    </Modal>
  );
}
