import { Alert, App, Button, Checkbox, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { AssignmentsView } from '@shared/ipc/practice/marking';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { useShowError } from '../../components/useShowError';
import { call } from '../../api';
import { useMay } from '../../shell/workspace';
import { AssignDialog } from './AssignDialog';
import { assignmentRows, findingSummary, type AssignmentRow } from '@shared/marking/assignmentWords';
import { MethodDialog } from './MethodDialog';
import './assignment.css';

const NO_ROWS: readonly AssignmentRow[] = [];
const EVERY_LEAD = '';

/** Items with their scorers; several are chosen and changed together. */
export function AssignmentTable({
  view,
  loading,
  onChanged,
  switcher,
}: {
  readonly view: AssignmentsView | undefined;
  readonly loading: boolean;
  readonly onChanged: (view: AssignmentsView) => void;
  readonly switcher: ReactNode;
}) {
  const { message } = App.useApp();
  const showError = useShowError();
  const [lead, setLead] = useState(EVERY_LEAD);
  const [onlyFindings, setOnlyFindings] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [dialog, setDialog] = useState<'assign' | 'method' | null>(null);
  const all = useMemo(() => (view ? assignmentRows(view) : NO_ROWS), [view]);
  const leads = useMemo(() => [...new Set(all.map(({ leadScorer }) => leadScorer).filter(Boolean))], [all]);
  const rows = useMemo(
    () =>
      all.filter(
        (row) => (lead === EVERY_LEAD || row.leadScorer === lead) && (!onlyFindings || row.notes !== ''),
      ),
    [all, lead, onlyFindings],
  );
  const manages = useMay()('managePeople');
  const picked = rows.filter(({ itemId }) => chosen.has(itemId));
  const allPicked = rows.length > 0 && picked.length === rows.length;
  const toggle = (itemId: number) => {
    const next = new Set(chosen);
    if (!next.delete(itemId)) next.add(itemId);
    setChosen(next);
  };
  const done = (next: AssignmentsView) => {
    onChanged(next);
    setDialog(null);
    setChosen(new Set());
  };
  const byLead = async () => {
    try {
      const { added, unmatched, view: next } = await call('marking:assignByLead', {});
      const left = unmatched.length === 0 ? '' : `有 ${unmatched.length} 项的牵头评分单位还没有评分人员。`;
      message.success(`新增分配 ${added} 条。${left}`);
      onChanged(next);
    } catch (cause) {
      showError(cause);
    }
  };
  const columns = useColumns(manages, chosen, toggle);
  const summary = view ? findingSummary(view.findings) : '';
  return (
    <>
      {summary !== '' && (
        <Alert
          type="warning"
          showIcon
          title={summary}
          action={
            <Button size="small" onClick={() => setOnlyFindings(!onlyFindings)}>
              {onlyFindings ? '显示全部' : '只看这些'}
            </Button>
          }
        />
      )}
      <DataTable
        id="system.assignments"
        label="评分分工"
        rows={rows}
        columns={columns}
        rowKey={(row) => row.itemId}
        loading={loading}
        exportName="评分分工"
        toolbar={
          <>
            {switcher}
            <Select
              aria-label="牵头评分单位"
              className="assignment-lead"
              value={lead}
              onChange={setLead}
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                { value: EVERY_LEAD, label: '全部牵头评分单位' },
                ...leads.map((name) => ({ value: name, label: name })),
              ]}
            />
            {manages && (
              <>
                <Checkbox
                  checked={allPicked}
                  indeterminate={picked.length > 0 && !allPicked}
                  onChange={() => setChosen(new Set(allPicked ? [] : rows.map(({ itemId }) => itemId)))}
                >
                  全选
                </Checkbox>
                <Button disabled={picked.length === 0} onClick={() => setDialog('assign')}>
                  分配评分人
                </Button>
                <Button disabled={picked.length === 0} onClick={() => setDialog('method')}>
                  评分办法
                </Button>
                <Button onClick={() => void byLead()}>按牵头评分单位分配</Button>
              </>
            )}
          </>
        }
        empty={<EmptyState title="没有符合条件的指标" text="请改变牵头评分单位，或显示全部指标。" />}
      />
      {view && dialog === 'assign' && (
        <AssignDialog rows={picked} scorers={view.scorers} onClose={() => setDialog(null)} onSaved={done} />
      )}
      {dialog === 'method' && <MethodDialog rows={picked} onClose={() => setDialog(null)} onSaved={done} />}
    </>
  );
}

function useColumns(
  manages: boolean,
  chosen: ReadonlySet<number>,
  toggle: (itemId: number) => void,
): readonly DataColumn<AssignmentRow>[] {
  return useMemo(
    () => [
      ...(manages ? [chooseColumn(chosen, toggle)] : []),
      { key: 'item', title: '指标', text: (row) => `${row.code} ${row.name}` },
      { key: 'lead', title: '牵头评分单位', text: (row) => row.leadScorer, width: 150 },
      {
        key: 'scorers',
        title: '评分人',
        text: (row) => row.scorers,
        render: (row) => row.scorers || <span className="muted">未分配</span>,
        width: 220,
      },
      { key: 'way', title: '评分办法', text: (row) => row.way, width: 190 },
      {
        key: 'markings',
        title: '评分条数',
        text: (row) => (row.setting === null ? '' : String(row.markings)),
        sortBy: (row) => row.markings,
        numeric: true,
        width: 90,
      },
      {
        key: 'notes',
        title: '提醒',
        text: (row) => row.notes,
        render: (row) => row.notes && <span className="assignment-note">{row.notes}</span>,
        width: 220,
      },
    ],
    [manages, chosen, toggle],
  );
}

function chooseColumn(
  chosen: ReadonlySet<number>,
  toggle: (itemId: number) => void,
): DataColumn<AssignmentRow> {
  return {
    key: 'choose',
    title: '选择',
    text: () => '',
    sortable: false,
    width: 56,
    render: (row) => (
      <Checkbox
        aria-label={`选择 ${row.code}`}
        checked={chosen.has(row.itemId)}
        onChange={() => toggle(row.itemId)}
      />
    ),
  };
}
