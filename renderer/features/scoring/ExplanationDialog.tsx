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

/** A figure's derivation down to inputs and evidence. */
export function ExplanationDialog({
  target,
  session,
  onClose,
}: {
  readonly target: ExplanationTarget | null;
  readonly session: ScoringSession;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open={target !== null}
      title="得分推导"
      footer={null}
      width={760}
      onCancel={onClose}
      destroyOnHidden
    >
      {target && <Explanation key={`${target.unitId}:${target.itemId}`} target={target} session={session} />}
    </Modal>
  );
}

/** What is being typed is let in first, so that the explanation is of what is shown. */
function Explanation({
  target,
  session,
}: {
  readonly target: ExplanationTarget;
  readonly session: ScoringSession;
}) {
  const [view, setView] = useState<ExplanationView | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  useEffect(() => {
    let gone = false;
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
  if (error !== undefined) return <ErrorNotice error={error} />;
  return view ? <ExplanationTree view={view} /> : <Spin />;
}
