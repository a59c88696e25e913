import { Button } from 'antd';
import { combineDifferences, differenceText, type Difference } from '@shared/audit/differences';
import type { Visit } from '@shared/audit/groupVisits';
import { timeText } from '@shared/audit/timeText';
import type { AuditEntryView } from '@shared/ipc/practice/audit';
import { useNavigate, type Place } from '../../shell/navigation';

/** What a visit changed, from before its first save to after its last. */
export function changesOf({ steps }: Visit<AuditEntryView>): readonly Difference[] {
  const [only] = steps;
  if (steps.length === 1) return only?.changes ?? [];
  return combineDifferences(steps.toReversed().map(({ changes }) => changes));
}

/** One entry with old and new, its steps, its hash and the way to its place. */
export function AuditPanel({
  visit,
  place,
  onClose,
}: {
  readonly visit: Visit<AuditEntryView>;
  readonly place: Place | null;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  const { newest, steps } = visit;
  return (
    <section className="panel audit-panel" aria-label="审计记录详情">
      <div className="panel-head">
        <h2>{newest.actionName}</h2>
        <span className="spacer" />
        {place && <Button onClick={() => navigate(place)}>前往</Button>}
        <Button onClick={onClose}>关闭</Button>
      </div>
      <dl className="audit-facts">
        <dt>编号</dt>
        <dd>第 {newest.id} 条</dd>
        <dt>时间</dt>
        <dd>{timeText(newest.at)}</dd>
        <dt>人员</dt>
        <dd>{newest.person}</dd>
        <dt>对象</dt>
        <dd>{newest.subject}</dd>
        {newest.reason !== '' && (
          <>
            <dt>理由</dt>
            <dd>{newest.reason}</dd>
          </>
        )}
        <dt>校验值</dt>
        <dd>
          <code>{newest.hash}</code>
        </dd>
      </dl>
      <ChangeTable changes={changesOf(visit)} label="变化" />
      {steps.length > 1 && (
        <>
          <h3>逐次保存（{steps.length} 次）</h3>
          <ol className="audit-steps" reversed>
            {steps.map((step) => (
              <li key={step.id}>
                <span className="muted">
                  第 {step.id} 条 · {timeText(step.at)}
                </span>
                <div>{differenceText(step.changes) || '内容没有变化'}</div>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function ChangeTable({
  changes,
  label,
}: {
  readonly changes: readonly Difference[];
  readonly label: string;
}) {
  if (changes.length === 0) return <p className="muted">内容没有变化。</p>;
  return (
    <table className="audit-changes" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">原来</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{before === '' ? <span className="muted">（空）</span> : before}</td>
            <td>{after === '' ? <span className="muted">（空）</span> : after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
