import { Button, Input, Modal, Spin } from 'antd';
import { useEffect, useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { SubmissionView } from '@shared/ipc/practice/year';
import { isBlocking, type PreflightReport } from '@shared/year/preflight';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { call } from '../../api';
import { Mark } from '../../components/Mark';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

/** 提交前检查: what is missing, each one click from its place; then the sheet is handed in. */
export function PreflightDialog({
  unitId,
  arrived,
  maySubmit,
  earlier,
  onClose,
  onSubmitted,
  onJump,
}: {
  readonly unitId: number;
  /** Resolves when everything typed is stored; throws where it cannot be. */
  readonly arrived: () => Promise<void>;
  readonly maySubmit: boolean;
  /** How often it was handed in before. */
  readonly earlier: number;
  readonly onClose: () => void;
  readonly onSubmitted: (submission: SubmissionView) => void;
  readonly onJump: (itemId: number) => void;
}) {
  const { workspace } = useWorkspace();
  const submit = useAction('submission:submit');
  const [report, setReport] = useState<PreflightReport | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [reason, setReason] = useState('');
  const id = useId();
  useEffect(() => {
    let gone = false;
    // What is not in the database yet would be missed, here and when handed in.
    arrived()
      .then(() => call('submission:check', { unitId }))
      .then(
        (found) => !gone && setReport(found),
        (cause: unknown) => !gone && setError(cause),
      );
    return () => {
      gone = true;
    };
  }, [unitId, arrived]);
  const blocking = report?.findings.filter(isBlocking).length ?? 0;
  const onPaper = blocking > 0 && workspace.actions.includes('acceptSubmission');
  const ready = report !== null && (blocking === 0 || (onPaper && isReason(reason)));
  const run = async () => {
    const submission = await submit.run({ unitId, reason: blocking > 0 ? reason : '' });
    if (submission) onSubmitted(submission);
  };
  return (
    <Modal open title="提交前检查" onCancel={onClose} footer={null} width={680}>
      <ErrorNotice error={submit.error ?? error} onClose={submit.clearError} />
      {!report && error === undefined && <Spin />}
      {report && <Report report={report} blocking={blocking} earlier={earlier} onJump={onJump} />}
      {maySubmit && onPaper && (
        <div className="preflight-paper">
          <label htmlFor={id}>考核办公室凭纸质材料代为提交的，写明理由（不少于 {LEAST_REASON} 个字）</label>
          <Input.TextArea
            id={id}
            aria-label="理由"
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
      <div className="preflight-foot">
        <Button onClick={onClose}>{maySubmit ? '取消' : '关闭'}</Button>
        {maySubmit && (
          <Button type="primary" disabled={!ready} loading={submit.busy} onClick={() => void run()}>
            确认提交
          </Button>
        )}
      </div>
    </Modal>
  );
}

function Report({
  report,
  blocking,
  earlier,
  onJump,
}: {
  readonly report: PreflightReport;
  readonly blocking: number;
  readonly earlier: number;
  readonly onJump: (itemId: number) => void;
}) {
  const { items, filled, selfTotal, files, findings } = report;
  return (
    <>
      <p role="status">
        已填 {filled}/{items} 项，自评合计 {formatPoints(selfTotal)} 分，佐证材料 {files} 份。
        {blocking > 0
          ? `有 ${blocking} 处必须先补正。`
          : findings.length > 0
            ? `没有必须补正的；有 ${findings.length} 处提醒。`
            : '检查没有发现问题。'}
        {earlier > 0 && ` 以前提交过 ${earlier} 次。`}
      </p>
      {findings.length > 0 && (
        <ul className="preflight-list" aria-label="检查结果">
          {findings.map((finding) => {
            const words = `${finding.code} ${finding.name}`.trim();
            const { itemId } = finding;
            return (
              <li key={`${finding.kind}${itemId ?? finding.name}`}>
                <Mark tone={isBlocking(finding) ? 'red' : 'amber'}>
                  {isBlocking(finding) ? '必须补正' : '提醒'}
                </Mark>
                {itemId === null ? (
                  <span>{words}</span>
                ) : (
                  <Button type="link" size="small" className="preflight-link" onClick={() => onJump(itemId)}>
                    {words}
                  </Button>
                )}
                <span className="preflight-text">{finding.text}</span>
              </li>
            );
          })}
        </ul>
      )}
      {blocking === 0 && <p className="muted">提交后，自评表不能再改；接收以前可以撤回。</p>}
    </>
  );
}
