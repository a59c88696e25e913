import { App, Button, Input, Spin } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { gradeCase } from '@shared/caseFiles/decideFile';
import { incompleteFindings } from '@shared/caseFiles/reviewScore';
import { templateLabel } from '@shared/caseFiles/reviewTemplate';
import { formatPoints } from '@shared/domain/points';
import type { CaseReviewView, FileReviewerView, ReviewTask } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { useRefusal } from '../scoring/useRefusal';
import { chineseDay } from './caseWords';
import { DeductionRows, GateRows } from './FindingRows';
import { OtherReviews } from './OtherReviews';
import { ReassignBar } from './ReassignBar';
import { describe, draftOf, outcomeOf, setCount, setGate, type ReviewDraft } from './reviewDraft';
import { reviewTyping } from './reviewSession';

/** 案卷评查表 of one reviewer: gates, deductions, highlights, opinion; saved as it is typed, locked when done. */
export function ReviewSheet({
  task,
  reviewers,
  onBegun,
  onChanged,
}: {
  readonly task: ReviewTask;
  readonly reviewers: readonly FileReviewerView[];
  readonly onBegun: () => void;
  readonly onChanged: () => void;
}) {
  const { workspace } = useWorkspace();
  const { modal, message } = App.useApp();
  const session = reviewTyping.in(workspace.folder);
  const [view, setView] = useState<CaseReviewView | null>(null);
  const [draft, setDraft] = useState<ReviewDraft | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [readings, setReadings] = useState(0);
  const refusal = useRefusal(session, () => {
    setReadings((count) => count + 1);
    onChanged();
  });
  const editId = useMemo(() => `${task.reviewId}-${crypto.randomUUID()}`, [task.reviewId]);
  const hidden = !task.mine && task.score === null;

  useEffect(() => {
    if (hidden) return;
    let gone = false;
    session
      .settled()
      .then(() => call('caseFiles:review', { reviewId: task.reviewId }))
      .then(
        (next) => {
          if (gone) return;
          setView(next);
          setDraft(session.typedDraft(task.reviewId) ?? draftOf(next));
        },
        (cause: unknown) => !gone && setError(cause),
      );
    return () => {
      gone = true;
    };
  }, [task.reviewId, hidden, session, readings]);

  if (hidden) {
    return (
      <section className="panel case-sheet" aria-label="评查表">
        <h3>
          {task.unitName} · {task.number}
        </h3>
        <p className="muted">{task.reviewer}还没有锁定，评查内容在锁定之前不显示（各评查员独立评查）。</p>
        <ReassignBar task={task} reviewers={reviewers} onChanged={onChanged} />
      </section>
    );
  }
  if (!view || !draft) {
    return (
      <section className="panel case-sheet" aria-label="评查表">
        {error === undefined ? <Spin className="screen-spin" /> : <ErrorNotice error={error} />}
      </section>
    );
  }
  const outcome = outcomeOf(view, draft);
  const change = (next: ReviewDraft) => {
    setDraft(next);
    session.type(task.reviewId, next, editId);
    if (task.state === 'open') onBegun();
  };
  const lock = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await session.arrived();
      const next = await call('caseFiles:lockReview', { reviewId: task.reviewId });
      setView(next);
      setDraft(draftOf(next));
      message.success(`已锁定：${view.file.number}`);
      onChanged();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const missing = incompleteFindings(draft.findings, draft.opinion);
  const confirmLock = () =>
    modal.confirm({
      title: `锁定 ${view.file.number} 的评查？`,
      content: `合法性${outcome?.legal ? '符合' : '不符合'}，得分 ${outcome ? formatPoints(outcome.score) : ''}。锁定后不能再改，确需修改的由考核办公室退回。`,
      okText: '锁定',
      cancelText: '再看看',
      onOk: lock,
    });
  return (
    <section className="panel case-sheet" aria-label="评查表">
      <div className="case-sheet-head">
        <div>
          <h3>
            {view.file.unitName} · {view.file.number}
          </h3>
          <FileFacts view={view} />
        </div>
        <span className="spacer" />
        {outcome && (
          <div className="case-score" role="status" aria-label="得分">
            <strong>{formatPoints(outcome.score)}</strong>
            <span className={outcome.legal ? 'muted' : 'text-danger'}>
              {gradeCase(outcome, view.settings)}
            </span>
          </div>
        )}
        {view.editable && (
          <Button
            type="primary"
            loading={busy}
            disabled={missing.length > 0}
            title={missing.map(({ message: text }) => text).join('；')}
            onClick={confirmLock}
          >
            锁定评查
          </Button>
        )}
      </div>
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <ErrorNotice error={refusal} onClose={session.clearRefusal} />
      {view.lockedAt !== null && (
        <p className="muted">
          {view.reviewer} 已于 {chineseTime(view.lockedAt)} 锁定。
        </p>
      )}
      {missing.length > 0 && view.editable && (
        <p className="text-warning">
          {missing.map(({ message: text }) => text).join('；')}，补齐后才能锁定。
        </p>
      )}
      <div className="case-sheet-body">
        <OtherReviews view={view} />
        <GateRows
          template={view.template}
          findings={draft.findings.gates}
          disabled={!view.editable}
          onToggle={(code, failed) => change(setGate(draft, code, failed))}
          onDescribe={(code, words) => change(describe(draft, code, words))}
        />
        <DeductionRows
          template={view.template}
          findings={draft.findings.deductions}
          outcome={outcome}
          disabled={!view.editable}
          onCount={(code, count) => change(setCount(draft, code, count))}
          onDescribe={(code, words) => change(describe(draft, code, words))}
        />
        <label htmlFor="review-highlights">亮点</label>
        <Input.TextArea
          id="review-highlights"
          rows={2}
          maxLength={5000}
          disabled={!view.editable}
          value={draft.highlights}
          onChange={(event) => change({ ...draft, highlights: event.target.value })}
        />
        <label htmlFor="review-opinion">评查意见</label>
        <Input.TextArea
          id="review-opinion"
          rows={3}
          maxLength={5000}
          disabled={!view.editable}
          value={draft.opinion}
          onChange={(event) => change({ ...draft, opinion: event.target.value })}
        />
        <ReassignBar task={task} reviewers={reviewers} onChanged={onChanged} />
      </div>
    </section>
  );
}

function FileFacts({ view }: { readonly view: CaseReviewView }) {
  const { type, matter, party, procedure, closedOn, handler, fine } = view.file;
  const facts = [
    type,
    procedure,
    matter,
    party,
    chineseDay(closedOn),
    handler && `承办 ${handler}`,
    fine && `罚款 ${fine}`,
  ];
  return (
    <p className="muted case-file-facts">
      {facts.filter(Boolean).join(' · ')}
      <br />
      评查标准：{templateLabel(view.template)}
    </p>
  );
}
