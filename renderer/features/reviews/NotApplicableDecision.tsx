import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

/** Approves or refuses the chosen requests together. */
export function NotApplicableDecision({
  requests,
  approve,
  onClose,
  onDecided,
}: {
  readonly requests: readonly NotApplicableView[];
  readonly approve: boolean;
  readonly onClose: () => void;
  readonly onDecided: (requests: readonly NotApplicableView[]) => void;
}) {
  const id = useId();
  const decide = useAction('notApplicable:decide');
  const [opinion, setOpinion] = useState('');
  const name = approve ? '批准' : '不批准';
  const run = async () => {
    const next = await decide.run({ requestIds: requests.map((request) => request.id), approve, opinion });
    if (next) onDecided(next);
  };
  return (
    <Modal open title={`${name} ${requests.length} 项缺项申请`} onCancel={onClose} footer={null} width={560}>
      <ErrorNotice error={decide.error} onClose={decide.clearError} />
      <p>
        {approve
          ? '批准后，这些指标记为“不适用”，不计入单位的适用分值，得分按其余指标折算；评分里原有的内容被替换（修改记录里仍可查到）。'
          : '不批准的，指标照常评分；单位可以另行补充理由再申请。'}
      </p>
      <ul className="absence-others">
        {requests.slice(0, 8).map(({ id: requestId, unitName, itemCode, itemName }) => (
          <li key={requestId}>
            {unitName} · {itemCode} {itemName}
          </li>
        ))}
        {requests.length > 8 && <li>……</li>}
      </ul>
      <div className="absence-fields">
        <label htmlFor={id}>
          {approve ? '办公室意见（可不填）' : `办公室意见（必填，不少于 ${LEAST_REASON} 个字）`}
        </label>
        <Input.TextArea
          id={id}
          aria-label="办公室意见"
          autoFocus
          rows={2}
          maxLength={2000}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          danger={!approve}
          disabled={!approve && !isReason(opinion)}
          loading={decide.busy}
          onClick={() => void run()}
        >
          {name}
        </Button>
      </div>
    </Modal>
  );
}
