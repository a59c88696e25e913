import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { LEAST_REASON } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction } from '../../shell/useCall';
import { useHasScreen } from '../../shell/useHasScreen';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { FactList } from './FactList';
import './reviews.css';
import { ReasonDialog } from './ReasonDialog';

/** One request in full, beside what other units say of the same item. */
export function NotApplicablePanel({
  request,
  requests,
  onClose,
  onChanged,
  onWithdrawn,
}: {
  readonly request: NotApplicableView;
  readonly requests: readonly NotApplicableView[];
  readonly onClose: () => void;
  readonly onChanged: (requests: readonly NotApplicableView[]) => void;
  readonly onWithdrawn: () => void;
}) {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const hasScreen = useHasScreen();
  const withdraw = useAction('notApplicable:withdraw');
  const others = requests.filter(({ itemId, id }) => itemId === request.itemId && id !== request.id);
  const isOpen = request.state === 'requested' && !workspace.readOnly;
  const facts: readonly (readonly [string, string])[] = [
    ['单位', `${request.unitName}（${request.group}）`],
    ['指标', `${request.itemCode} ${request.itemName}`],
    ['分值', formatPoints(request.points)],
    ['申请理由', request.reason],
    ['依据', request.basis || '（没有写）'],
    ['申请', `${request.requestedBy} ${chineseTime(request.requestedAt)}`],
    ['牵头单位', request.leadScorer],
    ['牵头意见', request.leadOpinion ? `${request.leadOpinion}（${request.leadBy}）` : ''],
    ['状态', NOT_APPLICABLE_STATE_NAMES[request.state]],
    ['办公室意见', request.officeOpinion],
    ['办理', request.decidedBy ? `${request.decidedBy} ${chineseTime(request.decidedAt)}` : ''],
  ];
  return (
    <section className="panel absence-panel" aria-label="缺项申请详情">
      <div className="panel-head">
        <h2>缺项申请</h2>
        <span className="spacer" />
        {hasScreen('selfEvaluation') && (
          <Button
            size="small"
            onClick={() =>
              navigate({ screen: 'selfEvaluation', unitId: request.unitId, itemId: request.itemId })
            }
          >
            看自评
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <FactList facts={facts} />
      <h3>其他单位对这项指标的申请</h3>
      {others.length === 0 && <p className="muted">没有其他单位申请。</p>}
      <ul className="absence-others">
        {others.map((other) => (
          <li key={other.id}>
            {other.unitName}：{NOT_APPLICABLE_STATE_NAMES[other.state]}。{other.reason}
            {other.officeOpinion && `（${other.officeOpinion}）`}
          </li>
        ))}
      </ul>
      {isOpen && workspace.actions.includes('score') && (
        <LeadOpinion key={request.id} request={request} onChanged={onChanged} />
      )}
      <ErrorNotice error={withdraw.error} onClose={withdraw.clearError} />
      {isOpen && workspace.actions.includes('requestNotApplicable') && (
        <Button
          loading={withdraw.busy}
          onClick={async () => {
            if (await withdraw.run({ requestId: request.id })) onWithdrawn();
          }}
        >
          撤回申请
        </Button>
      )}
      {request.state === 'approved' &&
        !workspace.readOnly &&
        workspace.actions.includes('decideNotApplicable') && (
          <Revoking key={request.id} request={request} onChanged={onChanged} />
        )}
    </section>
  );
}

function LeadOpinion({
  request,
  onChanged,
}: {
  readonly request: NotApplicableView;
  readonly onChanged: (requests: readonly NotApplicableView[]) => void;
}) {
  const id = useId();
  const save = useAction('notApplicable:opinion');
  const [opinion, setOpinion] = useState(request.leadOpinion);
  return (
    <div className="absence-fields">
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <label htmlFor={id}>牵头单位意见</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={2000}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <span>
        <Button
          disabled={opinion.trim() === '' || opinion === request.leadOpinion}
          loading={save.busy}
          onClick={async () => {
            const next = await save.run({ requestId: request.id, opinion });
            if (next) onChanged(next);
          }}
        >
          保存意见
        </Button>
      </span>
    </div>
  );
}

/** Takes an approval back; the service says whether scores are still open. */
function Revoking({
  request,
  onChanged,
}: {
  readonly request: NotApplicableView;
  readonly onChanged: (requests: readonly NotApplicableView[]) => void;
}) {
  const revoke = useAction('notApplicable:revoke');
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button danger onClick={() => setAsked(true)}>
        撤销批准
      </Button>
      {asked && (
        <ReasonDialog
          title={`撤销“${request.unitName}” ${request.itemCode} 的缺项批准`}
          text="撤销后，这一项不再是“不适用”，重新计入该单位的适用分值，需要重新评分。申请和原来的审批留在审计记录里。"
          label="撤销理由"
          okText="撤销批准"
          danger
          least={LEAST_REASON}
          maxLength={2000}
          busy={revoke.busy}
          error={revoke.error}
          onClose={() => setAsked(false)}
          onSubmit={async (reason) => {
            const next = await revoke.run({ requestId: request.id, reason });
            if (!next) return;
            setAsked(false);
            onChanged(next);
          }}
        />
      )}
    </>
  );
}
