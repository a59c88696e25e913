import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { FileReviewerView, ReviewTask } from '@shared/ipc/practice/caseFile';
import { useAction } from '../../shell/useCall';
import { useMay } from '../../shell/workspace';
import { ReasonDialog } from '../reviews/ReasonDialog';
import '../reviews/reviews.css';

/** For the office: gives an open review to somebody else, or hands a locked one back. */
export function ReassignBar({
  task,
  reviewers,
  onChanged,
}: {
  readonly task: ReviewTask;
  readonly reviewers: readonly FileReviewerView[];
  readonly onChanged: () => void;
}) {
  const { message } = App.useApp();
  const [to, setTo] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'reassign' | 'reopen' | null>(null);
  const reassign = useAction('caseFiles:reassign');
  const reopen = useAction('caseFiles:reopenReview');
  const manages = useMay()('manageCaseFiles');
  if (!manages) return null;
  const locked = task.state === 'locked';
  const name = reviewers.find(({ accountId }) => accountId === to)?.name ?? '';

  const finish = (text: string) => {
    setDialog(null);
    message.success(text);
    onChanged();
  };
  const submit = async (reason: string) => {
    if (dialog === 'reassign' && to !== null) {
      const done = await reassign.run({ reviewId: task.reviewId, accountId: to, reason });
      if (done !== undefined) finish(`已改由${name}评查`);
    }
    if (dialog === 'reopen') {
      const done = await reopen.run({ reviewId: task.reviewId, reason });
      if (done !== undefined) finish(`已退回${task.reviewer}重评`);
    }
  };
  return (
    <div className="case-reassign">
      {locked ? (
        <Button onClick={() => setDialog('reopen')}>退回重评</Button>
      ) : (
        <>
          <Select<number>
            aria-label="改由谁评查"
            placeholder="改由谁评查"
            className="case-person"
            value={to}
            onChange={setTo}
            options={reviewers
              .filter((one) => one.name !== task.reviewer)
              .map((one) => ({
                value: one.accountId,
                label: `${one.name}${one.unitName && `（${one.unitName}）`}`,
              }))}
          />
          <Button disabled={to === null} onClick={() => setDialog('reassign')}>
            更换评查员
          </Button>
        </>
      )}
      {dialog && (
        <ReasonDialog
          title={dialog === 'reopen' ? `退回重评 · ${task.number}` : `更换评查员 · ${task.number}`}
          text={
            dialog === 'reopen'
              ? `${task.reviewer}的评查将解除锁定；已有的评查结果作废，重新锁定后再产生。`
              : `将由${name}从头评查，${task.reviewer}已填写的内容只留在审计记录里。`
          }
          label="理由"
          okText={dialog === 'reopen' ? '退回' : '更换'}
          danger
          busy={reassign.busy || reopen.busy}
          error={reassign.error ?? reopen.error}
          onClose={() => setDialog(null)}
          onSubmit={submit}
        />
      )}
    </div>
  );
}
