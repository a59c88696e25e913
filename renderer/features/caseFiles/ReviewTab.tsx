import { App, Button } from 'antd';
import { useMemo, useState } from 'react';

import type { FileReviewerView, ReviewTask } from '@shared/ipc/practice/caseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import './caseFiles.css';
import { REVIEW_STATE_NAMES } from './caseWords';
import { ReviewSheet } from './ReviewSheet';

const NO_TASKS: readonly ReviewTask[] = [];

/** 案卷评查 · 评查: one's tasks at the left, the review sheet of the chosen one at the right. */
export default function ReviewTab() {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const tasks = useCall('caseFiles:tasks', {});
  const reviewers = useCall('caseFiles:reviewers', {});
  const [chosenId, setChosenId] = useState<number | null>(null);
  const assign = useAction('caseFiles:assign');
  const manages = useMay()('manageCaseFiles');
  const [begun, setBegun] = useState<ReadonlySet<number>>(new Set());
  const listed = tasks.data ?? NO_TASKS;
  // What is being typed is saved beside the list; it need not be asked for again to say so.
  const rows = useMemo(
    () =>
      listed.map((task) =>
        task.state === 'open' && begun.has(task.reviewId) ? { ...task, state: 'started' as const } : task,
      ),
    [listed, begun],
  );
  const chosen =
    rows.find(({ reviewId }) => reviewId === chosenId) ??
    rows.find(({ mine, state }) => mine && state !== 'locked');
  const everybody = workspace.actions.includes('manageCaseFiles') || workspace.actions.includes('readAll');
  const columns = useMemo(() => taskColumns(everybody), [everybody]);

  const assignAll = async () => {
    const done = await assign.run({});
    if (!done) return;
    message.success(done.assigned > 0 ? `已分配 ${done.assigned} 份次` : '案卷都已分配，没有需要增加的');
    tasks.reload();
    reviewers.reload();
  };
  const assignButton = manages && (
    <Button type={rows.length === 0 ? 'primary' : 'default'} loading={assign.busy} onClick={assignAll}>
      分配评查员
    </Button>
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>评查</h2>
        <Progress tasks={rows} reviewers={reviewers.data ?? []} />
        <span className="spacer" />
        {assignButton}
      </div>
      <ErrorNotice error={assign.error ?? tasks.error} onRetry={tasks.reload} onClose={assign.clearError} />
      <div className={`case-split ${chosen ? 'case-split-open' : ''}`}>
        <DataTable
          id="caseFiles.tasks"
          label="评查任务"
          rows={rows}
          columns={columns}
          rowKey={(row) => row.reviewId}
          loading={tasks.loading && !tasks.data}
          selectedKey={chosen?.reviewId}
          onOpen={(row) => setChosenId(row.reviewId)}
          empty={
            <EmptyState
              title="还没有评查任务"
              text={
                manages
                  ? '抽取之后在这里分配：每卷两位评查员，谁都不评本单位的案卷；两人相差过大的，再次分配时加第三人。'
                  : '考核办公室抽取案卷并分配之后，分给你的案卷列在这里。'
              }
              actions={
                manages && (
                  <>
                    {assignButton}
                    <Button onClick={() => navigate({ screen: 'caseFiles', tab: 'draw' })}>去抽取案卷</Button>
                  </>
                )
              }
            />
          }
        />
        {chosen && (
          <ReviewSheet
            // Locked, sent back or given to somebody else, it is read anew; the first keystroke is none of these.
            key={`${chosen.reviewId}:${chosen.state === 'locked'}:${chosen.mine}`}
            task={chosen}
            reviewers={reviewers.data ?? []}
            onBegun={() => setBegun(new Set([...begun, chosen.reviewId]))}
            onChanged={() => {
              tasks.reload();
              reviewers.reload();
            }}
          />
        )}
      </div>
    </div>
  );
}

function Progress({
  tasks,
  reviewers,
}: {
  readonly tasks: readonly ReviewTask[];
  readonly reviewers: readonly FileReviewerView[];
}) {
  if (tasks.length === 0) return null;
  const mine = tasks.filter((task) => task.mine);
  const locked = (list: readonly ReviewTask[]): number =>
    list.filter(({ state }) => state === 'locked').length;
  const loads = reviewers.map(({ name, files, locked: done }) => `${name} ${done}/${files}`).join('、');
  return (
    <span className="muted case-facts" role="status" title={loads && `各评查员（已锁定/分到）：${loads}`}>
      {mine.length > 0 && `我的 ${locked(mine)}/${mine.length} · `}全部 {locked(tasks)}/{tasks.length}
      {loads && ` · ${loads}`}
    </span>
  );
}

function taskColumns(everybody: boolean): DataColumn<ReviewTask>[] {
  return [
    { key: 'unit', title: '单位', width: 112, text: (row) => row.unitName },
    { key: 'number', title: '案号', text: (row) => row.number },
    { key: 'type', title: '类别', width: 78, text: (row) => row.type },
    ...(everybody
      ? [
          {
            key: 'reviewer',
            title: '评查人',
            width: 80,
            text: (row: ReviewTask) => `${row.reviewer}${row.round === 3 ? '（第三人）' : ''}`,
          },
        ]
      : []),
    {
      key: 'state',
      title: '状态',
      width: 76,
      text: (row) => REVIEW_STATE_NAMES[row.state],
      filters: Object.values(REVIEW_STATE_NAMES),
    },
    {
      key: 'score',
      title: '得分',
      width: 62,
      numeric: true,
      text: (row) => figureText(row.score),
      sortBy: (row) => row.score,
    },
  ];
}
