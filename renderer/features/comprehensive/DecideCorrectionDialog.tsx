import { Button, Input, Modal, Spin } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CorrectionView } from '@shared/ipc/practice/result';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { StandingChanges } from './StandingChanges';

/** The approver sees what a correction changes, and confirms or refuses it. */
export function DecideCorrectionDialog({
  correction,
  onClose,
  onDecided,
}: {
  readonly correction: CorrectionView;
  readonly onClose: () => void;
  readonly onDecided: () => void;
}) {
  const id = useId();
  const { id: correctionId, unitId, itemId, fromPoints, toPoints } = correction;
  const effect = useCall('correction:preview', { unitId, itemId, toPoints });
  const decide = useAction('correction:decide');
  const [opinion, setOpinion] = useState('');
  const run = async (confirm: boolean) => {
    if (await decide.run({ correctionId, confirm, opinion })) onDecided();
  };
  return (
    <Modal open title="审定更正" onCancel={onClose} footer={null} width={980}>
      <ErrorNotice error={decide.error ?? effect.error} onClose={decide.clearError} />
      <dl className="approved-facts">
        <dt>单位</dt>
        <dd>{correction.unitName}</dd>
        <dt>指标</dt>
        <dd>
          {correction.itemCode} {correction.itemName}
        </dd>
        <dt>得分</dt>
        <dd className="points">
          {formatPoints(fromPoints)} → {formatPoints(toPoints)}
        </dd>
        <dt>更正理由</dt>
        <dd>{correction.reason}</dd>
        <dt>更正依据</dt>
        <dd>{correction.basis}</dd>
        <dt>提出人</dt>
        <dd>{correction.proposedBy}</dd>
      </dl>
      <p className="dialog-heading">确认后的变化</p>
      {effect.data ? (
        <StandingChanges label="更正影响" changes={effect.data.changes} height={150} empty="没有变化" />
      ) : (
        effect.error === undefined && <Spin />
      )}
      <div className="approved-fields">
        <label htmlFor={id}>审定意见（不予更正时必填，不少于 {LEAST_REASON} 个字）</label>
        <Input.TextArea
          id={id}
          aria-label="审定意见"
          rows={2}
          maxLength={2000}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
      </div>
      <p className="muted">确认后形成新的审定结果，全部单位重新排名；原来的结果保留，双方都可以查看。</p>
      <div className="approved-foot">
        <Button onClick={onClose}>取消</Button>
        <Button disabled={!isReason(opinion)} loading={decide.busy} onClick={() => void run(false)}>
          不予更正
        </Button>
        <Button type="primary" loading={decide.busy} onClick={() => void run(true)}>
          确认更正
        </Button>
      </div>
    </Modal>
  );
}
