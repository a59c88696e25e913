import { Button } from 'antd';
import { useState } from 'react';
import type { SubmissionView } from '@shared/ipc/practice/year';
import { SUBMISSION_STATE_NAMES, type SubmissionState } from '@shared/year/submission';
import { Mark, type MarkTone } from '../../components/Mark';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction } from '../../shell/useCall';
import { chineseDate, chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { PreflightDialog } from './PreflightDialog';

const TONES: Readonly<Record<SubmissionState, MarkTone>> = {
  notStarted: 'muted',
  filling: 'blue',
  submitted: 'amber',
  returned: 'red',
  accepted: 'green',
};

/** How far the unit's self-evaluation is, why it came back, and what to do with it next. */
export function SubmissionBar({
  submission,
  started,
  arrived,
  mayAct,
  onChanged,
  onJump,
}: {
  readonly submission: SubmissionView;
  /** Whether anything stands in the sheet: the state was read before the first keystroke. */
  readonly started: boolean;
  /** Resolves when everything typed is stored; throws where it cannot be. */
  readonly arrived: () => Promise<void>;
  /** Whether the person hands in for this unit. */
  readonly mayAct: boolean;
  readonly onChanged: (submission: SubmissionView) => void;
  readonly onJump: (itemId: number) => void;
}) {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const withdraw = useAction('submission:withdraw');
  const [checking, setChecking] = useState(false);
  const { unitId, returns, handIns } = submission;
  const state = submission.state === 'notStarted' && started ? 'filling' : submission.state;
  const latest = returns[0];
  return (
    <section className="submission-bar" aria-label="自评提交">
      <div className="submission-line">
        <Mark tone={TONES[state]}>{SUBMISSION_STATE_NAMES[state]}</Mark>
        {submission.round > 1 && <span>第 {submission.round} 轮</span>}
        {submission.dueOn !== '' && (
          <span className={submission.late ? 'submission-late' : 'muted'}>
            截止 {chineseDate(submission.dueOn)} {submission.dueText}
          </span>
        )}
        <span className="muted">{story(submission)}</span>
        <span className="spacer" />
        {state !== 'accepted' && state !== 'submitted' && (
          <Button size="small" onClick={() => setChecking(true)}>
            提交前检查
          </Button>
        )}
        {mayAct && submission.mayWithdraw && (
          <Button
            size="small"
            loading={withdraw.busy}
            onClick={async () => {
              const next = await withdraw.run({ unitId });
              if (next) onChanged(next);
            }}
          >
            撤回
          </Button>
        )}
        {workspace.seat === 'unit' && state === 'submitted' && (
          <Button
            size="small"
            type="primary"
            title="自评要制作成自评包送到考评办"
            onClick={() => navigate({ screen: 'exchange', tab: 'out' })}
          >
            制作自评包
          </Button>
        )}
        {mayAct && submission.maySubmit && (
          <Button size="small" type="primary" onClick={() => setChecking(true)}>
            提交
          </Button>
        )}
      </div>
      <ErrorNotice error={withdraw.error} onClose={withdraw.clearError} />
      {latest && state === 'returned' && (
        <p className="submission-return" role="alert">
          {chineseDate(latest.at)} 退回补正（{latest.person}）：{latest.reason}
          {latest.items.length > 0 && `　涉及 ${latest.items.length} 项指标，理由写在各项下面。`}
        </p>
      )}
      {checking && (
        <PreflightDialog
          unitId={unitId}
          arrived={arrived}
          maySubmit={mayAct && submission.maySubmit}
          earlier={handIns.length}
          onClose={() => setChecking(false)}
          onSubmitted={(next) => {
            setChecking(false);
            onChanged(next);
          }}
          onJump={(itemId) => {
            setChecking(false);
            onJump(itemId);
          }}
        />
      )}
    </section>
  );
}

/** Who did the last thing, and when; why nothing can be changed. */
function story({
  state,
  lock,
  submittedBy,
  submittedAt,
  acceptedBy,
  acceptedAt,
  handIns,
}: SubmissionView): string {
  const late = handIns[0]?.daysLate ?? 0;
  const lateWords = late > 0 ? `，逾期 ${late} 天` : '';
  if (state === 'accepted')
    return `${acceptedBy} ${chineseTime(acceptedAt)} 接收，不能再改；需要补正的由考核办公室退回`;
  if (state === 'submitted') return `${submittedBy} ${chineseTime(submittedAt)} 提交${lateWords}，等待接收`;
  if (lock === 'closed') return '本阶段不再填报自评';
  return '';
}
