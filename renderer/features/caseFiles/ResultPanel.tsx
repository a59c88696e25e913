import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CaseResultRow } from '@shared/ipc/practice/caseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { useMay } from '../../shell/workspace';
import { FILE_STATE_NAMES } from './caseWords';

/** One file's result: how it came about, and what the unit says to it. */
export function ResultPanel({
  row,
  onChanged,
  onClose,
}: {
  readonly row: CaseResultRow;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const [opinion, setOpinion] = useState(row.unitOpinion);
  const save = useAction('caseFiles:unitOpinion');
  const mayWrite = useMay()('fileAppeal') && row.state === 'decided';
  const submit = async () => {
    const done = await save.run({ pickId: row.pickId, opinion });
    if (done === undefined) return;
    message.success('已保存被评单位意见');
    onChanged();
  };
  return (
    <section className="panel case-result" aria-label="案卷结果">
      <div className="panel-head">
        <h3>{row.number}</h3>
        <span className="spacer" />
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <dl className="case-facts-list">
        <dt>单位</dt>
        <dd>{row.unitName}</dd>
        <dt>案由（事项）</dt>
        <dd>{row.matter || '—'}</dd>
        <dt>状态</dt>
        <dd>
          {FILE_STATE_NAMES[row.state]}
          {row.why && `：${row.why}`}
        </dd>
        {row.score !== null && (
          <>
            <dt>得分</dt>
            <dd>
              {formatPoints(row.score)}，{row.grade}；合法性{row.legal ? '符合' : '不符合'}
            </dd>
            {row.method && (
              <>
                <dt>依据</dt>
                <dd>{row.method}</dd>
              </>
            )}
          </>
        )}
      </dl>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <label htmlFor="unit-opinion">被评单位意见</label>
      <Input.TextArea
        id="unit-opinion"
        rows={4}
        maxLength={5000}
        disabled={!mayWrite}
        placeholder={row.state === 'decided' ? '' : '评查结果产生后填写'}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      {mayWrite && (
        <div className="case-foot">
          <Button type="primary" disabled={opinion === row.unitOpinion} loading={save.busy} onClick={submit}>
            保存意见
          </Button>
        </div>
      )}
    </section>
  );
}
