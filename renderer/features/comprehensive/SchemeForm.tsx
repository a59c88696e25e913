import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { SchemeView, UnitGroupView } from '@shared/ipc/views';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import {
  addLine,
  checkDraft,
  componentsOf,
  draftOf,
  isChanged,
  weightProblem,
  withLine,
} from './schemeDraft';

/** The scheme of one group: components, 「权重」, the sum, and the line that says whether 法治 reaches 10 %. */
export function SchemeForm({
  group,
  scheme,
  disabled,
  onSaved,
}: {
  readonly group: UnitGroupView;
  readonly scheme: SchemeView | undefined;
  readonly disabled: boolean;
  readonly onSaved: (schemes: readonly SchemeView[]) => void;
}) {
  const { message } = App.useApp();
  const [draft, setDraft] = useState(() => draftOf(scheme));
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const check = checkDraft(draft);
  const changed = isChanged(draft, scheme);

  const save = async () => {
    setTried(true);
    setError(undefined);
    if (!check.ok) return;
    setBusy(true);
    try {
      const schemes = await call('scheme:save', {
        groupId: group.id,
        components: componentsOf(draft).map((line) => ({ ...line })),
      });
      onSaved(schemes);
      setTried(false);
      message.success(`${group.name}的综合考核方案已保存`);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="panel scheme-form" aria-label={`${group.name}综合考核方案`}>
      <div className="panel-head">
        <h2>方案</h2>
        {changed && <span className="scheme-unsaved">{scheme ? '有改动未保存' : '尚未保存'}</span>}
      </div>
      <table className="scheme-table">
        <thead>
          <tr>
            <th scope="col">组成部分</th>
            <th scope="col">权重</th>
            <th scope="col">法治</th>
            <th scope="col">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.map((line) => (
            <tr key={line.key}>
              <td>
                <Input
                  aria-label="组成部分"
                  maxLength={100}
                  value={line.name}
                  disabled={disabled}
                  onChange={(event) => setDraft(withLine(draft, line.key, { name: event.target.value }))}
                />
              </td>
              <td>
                <Input
                  aria-label="权重"
                  className="scheme-weight"
                  inputMode="decimal"
                  value={line.weight}
                  disabled={disabled}
                  status={weightProblem(line.weight) ? 'error' : undefined}
                  aria-invalid={weightProblem(line.weight) !== ''}
                  title={weightProblem(line.weight) || undefined}
                  onChange={(event) => setDraft(withLine(draft, line.key, { weight: event.target.value }))}
                />
              </td>
              <td>
                <Checkbox
                  aria-label="法治"
                  checked={line.ruleOfLaw}
                  disabled={disabled}
                  onChange={(event) =>
                    setDraft(withLine(draft, line.key, { ruleOfLaw: event.target.checked }))
                  }
                />
              </td>
              <td>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`删除 ${line.name || '空行'}`}
                  disabled={disabled || draft.length <= 1}
                  onClick={() => setDraft(draft.filter((each) => each.key !== line.key))}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td className="scheme-sum">{check.sumText}</td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
      <p className={check.ok ? 'scheme-ok' : 'scheme-refused'} role="status" aria-label="法治占比">
        {check.line}
      </p>
      {tried && !check.ok && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title="方案没有保存"
          description={
            <ul className="scheme-problems">
              {check.problems.map((problem) => (
                <li key={problem.message}>
                  {problem.message}。{problem.remedy}。
                </li>
              ))}
            </ul>
          }
        />
      )}
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <div className="scheme-actions">
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={disabled}
          onClick={() => setDraft(addLine(draft))}
        >
          添加组成部分
        </Button>
        <span className="spacer" />
        <Button disabled={disabled || !changed} onClick={() => setDraft(draftOf(scheme))}>
          还原
        </Button>
        <Button type="primary" loading={busy} disabled={disabled} onClick={() => void save()}>
          保存
        </Button>
      </div>
    </section>
  );
}
