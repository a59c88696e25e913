import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { AREA_NAMES, AUDIT_AREAS, type AuditArea } from '@shared/audit/actionNames';
import { differenceText } from '@shared/audit/differences';
import type { Visit } from '@shared/audit/groupVisits';
import { timeText } from '@shared/audit/timeText';
import {
  EVERY_ENTRY,
  type AuditEntryView,
  type AuditFilter,
  type AuditVerified,
} from '@shared/ipc/practice/audit';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { usePlace } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { JobStatus } from '../reports/JobStatus';
import { useJob } from '../reports/useJob';
import { AuditCheck } from './AuditCheck';
import { AuditPanel, changesOf } from './AuditPanel';
import { auditPlace } from './auditPlace';
import { useAuditTrail } from './useAuditTrail';
import './audit.css';

/** How long a person may pause while typing what to look for. */
const TYPING_MS = 300;

/** 审计记录: who did what to what, when and why; filters above, the chosen entry with old and new at the right. */
export default function AuditTab() {
  const place = usePlace();
  const { workspace } = useWorkspace();
  const [filter, setFilter] = useState<AuditFilter>({
    ...EVERY_ENTRY,
    unitId: place.unitId ?? null,
    itemId: place.itemId ?? null,
  });
  const trail = useAuditTrail(filter);
  const units = useCall('units:list', {});
  const [chosen, setChosen] = useState<number>();
  const job = useJob();
  const check = useAction('audit:verify');
  const [checked, setChecked] = useState<{ result: AuditVerified; at: string } | null>(null);
  const visit = trail.visits.find(({ newest }) => newest.id === chosen);
  const isFiltered = Object.values(filter).some((value) => value !== '' && value !== null);

  const runCheck = async () => {
    const result = await check.run({});
    if (result) setChecked({ result, at: new Date().toISOString() });
  };
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>审计记录</h2>
        <span className="muted">只增不改，逐条相连；谁在什么时候把什么从什么改成了什么</span>
        <span className="spacer" />
        <Button loading={check.busy} onClick={() => void runCheck()}>
          校验审计记录
        </Button>
        <Button disabled={job.running} onClick={() => void job.run(() => startExport(filter))}>
          导出
        </Button>
      </div>
      <Filters filter={filter} onChange={setFilter} units={units.data ?? []} />
      <ErrorNotice error={trail.error} onRetry={trail.reload} />
      <ErrorNotice error={check.error} onClose={check.clearError} />
      <JobStatus job={job} done="已导出" />
      <div
        className={`audit ${visit ? 'audit-open' : ''}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setChosen(undefined);
        }}
      >
        <DataTable
          id="system.audit"
          label="审计记录"
          rows={trail.visits}
          columns={visit ? NARROW : COLUMNS}
          rowKey={(row) => row.newest.id}
          loading={trail.loading}
          selectedKey={chosen}
          searchable={false}
          onOpen={(row) => setChosen(row.newest.id)}
          toolbar={
            trail.more && (
              <Button onClick={trail.loadMore} disabled={trail.loading}>
                加载更早的记录
              </Button>
            )
          }
          empty={
            <EmptyState
              title={isFiltered ? '没有符合条件的记录' : '还没有审计记录'}
              text={
                isFiltered
                  ? '请放宽时间、人员、类别、单位或搜索的文字。'
                  : '评分、材料、单位、方案等的每一次改动都会自动记在这里。'
              }
              actions={isFiltered && <Button onClick={() => setFilter(EVERY_ENTRY)}>清除条件</Button>}
            />
          }
        />
        {visit && (
          <AuditPanel
            visit={visit}
            place={auditPlace(
              visit.newest,
              (id) => units.data?.some((unit) => unit.id === id) ?? false,
              workspace.actions,
            )}
            onClose={() => setChosen(undefined)}
          />
        )}
      </div>
      {checked && (
        <AuditCheck result={checked.result} checkedAt={checked.at} onClose={() => setChecked(null)} />
      )}
    </div>
  );
}

async function startExport(filter: AuditFilter): Promise<{ jobId: string } | null> {
  const target = await call('dialog:save', { suggestedName: '审计记录.xlsx', extension: 'xlsx' });
  return target && call('audit:export', { filter, target: target.token });
}

function Filters({
  filter,
  onChange,
  units,
}: {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
  readonly units: readonly { readonly id: number; readonly name: string }[];
}) {
  const people = useCall('audit:people', {});
  const [text, setText] = useState(filter.text);
  useEffect(() => setText(filter.text), [filter.text]);
  useEffect(() => {
    if (text === filter.text) return;
    const timer = setTimeout(() => onChange({ ...filter, text }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  return (
    <div className="audit-filters" role="search" aria-label="筛选审计记录">
      <span role="group" aria-label="时间" className="audit-days">
        <DateField label="起始日期" value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
        至
        <DateField label="截止日期" value={filter.to} onChange={(to) => onChange({ ...filter, to })} />
      </span>
      <Select
        aria-label="人员"
        className="audit-select"
        placeholder="人员"
        allowClear
        showSearch
        value={filter.person === '' ? undefined : filter.person}
        options={(people.data ?? []).map((person) => ({ value: person, label: person }))}
        onChange={(person?: string) => onChange({ ...filter, person: person ?? '' })}
      />
      <Select
        aria-label="类别"
        className="audit-select"
        placeholder="类别"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.area === '' ? undefined : filter.area}
        options={AUDIT_AREAS.map((area) => ({ value: area, label: AREA_NAMES[area] }))}
        onChange={(area?: AuditArea) => onChange({ ...filter, area: area ?? '' })}
      />
      <Select
        aria-label="单位"
        className="audit-unit"
        placeholder="单位"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.unitId ?? undefined}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(unitId?: number) => onChange({ ...filter, unitId: unitId ?? null, itemId: null })}
      />
      <Input
        type="search"
        aria-label="搜索审计记录"
        placeholder="搜索对象和理由"
        className="audit-text"
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

type Row = Visit<AuditEntryView>;

const COLUMNS: readonly DataColumn<Row>[] = [
  { key: 'time', title: '时间', width: 168, sortable: false, text: ({ newest }) => timeText(newest.at) },
  { key: 'person', title: '人员', width: 84, sortable: false, text: ({ newest }) => newest.person },
  {
    key: 'action',
    title: '事项',
    width: 128,
    sortable: false,
    text: ({ newest, steps }) =>
      steps.length === 1 ? newest.actionName : `${newest.actionName}（${steps.length} 次保存）`,
  },
  { key: 'subject', title: '对象', width: 200, sortable: false, text: ({ newest }) => newest.subject },
  { key: 'change', title: '变化', sortable: false, text: (row) => differenceText(changesOf(row)) },
  { key: 'reason', title: '理由', width: 170, sortable: false, text: ({ newest }) => newest.reason },
];

/** Beside the open entry, which says the rest. */
const NARROW = COLUMNS.filter(({ key }) => key !== 'reason');
