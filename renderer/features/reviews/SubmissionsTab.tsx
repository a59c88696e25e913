import { App, Button, Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import type { SubmissionRow } from '@shared/ipc/practice/year';
import { isStepPossible, SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseDate, chineseTime } from '../../shell/words';
import { useMay } from '../../shell/workspace';
import { ReturnDialog } from './ReturnDialog';
import './submissions.css';

const NO_ROWS: readonly SubmissionRow[] = [];

/** 复核申诉 · 自评接收: every unit with how far its self-evaluation is; the office accepts or returns. */
export default function SubmissionsTab() {
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const list = useCall('submission:list', {});
  const accept = useAction('submission:accept');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [returning, setReturning] = useState<SubmissionRow | null>(null);
  const rows = list.data ?? NO_ROWS;
  const office = useMay()('acceptSubmission');
  const picked = rows.filter(({ unitId }) => chosen.has(unitId));
  const acceptable = picked.filter(({ state }) => isStepPossible(state, 'accept'));
  const waiting = rows.filter(({ state }) => state === 'submitted');
  const only = picked.length === 1 ? picked[0] : undefined;
  const taken = (next: readonly SubmissionRow[]) => {
    list.setData(next);
    setChosen(new Set());
  };
  const toggle = (unitId: number) => {
    const next = new Set(chosen);
    if (!next.delete(unitId)) next.add(unitId);
    setChosen(next);
  };
  const columns = useColumns(office, chosen, toggle);
  const askAccept = () =>
    modal.confirm({
      title: `接收 ${acceptable.length} 个单位的自评？`,
      content: '接收后，这些单位的自评不能再改；需要补正的，可以再退回。',
      okText: '接收',
      cancelText: '取消',
      onOk: async () => {
        const next = await accept.run({ unitIds: acceptable.map(({ unitId }) => unitId) });
        if (next) taken(next);
      },
    });
  return (
    <div className="screen-fill">
      <ErrorNotice error={list.error} onRetry={list.reload} />
      <ErrorNotice error={accept.error} onClose={accept.clearError} />
      <DataTable
        id="reviews.submissions"
        label="自评接收"
        rows={rows}
        columns={columns}
        rowKey={(row) => row.unitId}
        loading={list.data === undefined && list.error === undefined}
        exportName="自评接收"
        onOpen={(row) => navigate({ screen: 'selfEvaluation', unitId: row.unitId })}
        toolbar={
          <>
            <span role="status">{summary(rows)}</span>
            {office && (
              <>
                <Button
                  disabled={waiting.length === 0}
                  onClick={() => setChosen(new Set(waiting.map(({ unitId }) => unitId)))}
                >
                  全选已提交
                </Button>
                <Button
                  type="primary"
                  disabled={acceptable.length === 0}
                  loading={accept.busy}
                  onClick={askAccept}
                >
                  接收
                </Button>
                <Button
                  disabled={!only || !isStepPossible(only.state, 'return')}
                  title="选定一个已提交或已接收的单位"
                  onClick={() => only && setReturning(only)}
                >
                  退回
                </Button>
              </>
            )}
          </>
        }
        empty={
          <EmptyState
            title="还没有被考评单位"
            text="各单位提交的自评列在这里，由考核办公室接收或退回补正。"
            actions={<Button onClick={() => navigate({ screen: 'units' })}>去添加单位</Button>}
          />
        }
      />
      {returning && (
        <ReturnDialog
          row={returning}
          onClose={() => setReturning(null)}
          onReturned={(next) => {
            setReturning(null);
            taken(next);
          }}
        />
      )}
    </div>
  );
}

function summary(rows: readonly SubmissionRow[]): string {
  const count = (state: SubmissionRow['state']): number => rows.filter((row) => row.state === state).length;
  return `待接收 ${count('submitted')} · 已接收 ${count('accepted')} · 已退回 ${count('returned')} · 未提交 ${count('filling') + count('notStarted')}`;
}

function useColumns(
  office: boolean,
  chosen: ReadonlySet<number>,
  toggle: (unitId: number) => void,
): readonly DataColumn<SubmissionRow>[] {
  return useMemo(
    () => [
      ...(office
        ? [
            {
              key: 'choose',
              title: '选择',
              text: () => '',
              sortable: false,
              width: 52,
              render: (row: SubmissionRow) => (
                <span onClick={(event) => event.stopPropagation()}>
                  <Checkbox
                    aria-label={`选择${row.name}`}
                    checked={chosen.has(row.unitId)}
                    onChange={() => toggle(row.unitId)}
                  />
                </span>
              ),
            } satisfies DataColumn<SubmissionRow>,
          ]
        : []),
      { key: 'code', title: '编码', text: (row) => row.code, width: 68 },
      { key: 'name', title: '单位', text: (row) => row.name, width: 160 },
      { key: 'group', title: '单位类别', text: (row) => row.group, width: 132 },
      {
        key: 'state',
        title: '状态',
        text: (row) => SUBMISSION_STATE_NAMES[row.state],
        filters: Object.values(SUBMISSION_STATE_NAMES),
        width: 84,
      },
      {
        key: 'round',
        title: '轮次',
        text: (row) => String(row.round),
        sortBy: (r) => r.round,
        numeric: true,
        width: 62,
      },
      {
        key: 'missing',
        title: '未填自评',
        text: (row) => `${row.withoutSelfScore}/${row.items}`,
        sortBy: (row) => row.withoutSelfScore,
        numeric: true,
        width: 90,
      },
      {
        key: 'evidence',
        title: '缺佐证',
        text: (row) => String(row.withoutEvidence),
        sortBy: (row) => row.withoutEvidence,
        numeric: true,
        width: 80,
      },
      { key: 'by', title: '提交人', text: (row) => row.submittedBy, width: 84 },
      {
        key: 'at',
        title: '提交时间',
        text: (row) => chineseTime(row.submittedAt),
        sortBy: (row) => row.submittedAt,
        width: 150,
      },
      {
        key: 'due',
        title: '截止日期',
        text: (row) => chineseDate(row.dueOn),
        sortBy: (r) => r.dueOn,
        width: 120,
      },
      {
        key: 'late',
        title: '超期天数',
        text: (row) => (row.daysLate > 0 ? String(row.daysLate) : ''),
        sortBy: (row) => row.daysLate,
        numeric: true,
        width: 84,
      },
    ],
    [office, chosen, toggle],
  );
}
