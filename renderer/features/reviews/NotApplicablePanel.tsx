import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';

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
        <Button
          size="small"
          onClick={() =>
            navigate({ screen: 'selfEvaluation', unitId: request.unitId, itemId: request.itemId })
          }
        >
          看自评
        </Button>
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <dl>
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
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
