import { Button } from 'antd';
import { useState } from 'react';

import type { SiteCheckView } from '@shared/ipc/practice/review';
import { SITE_CHECK_OUTCOME_NAMES } from '@shared/review/siteCheckOutcome';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { selfFigure } from './LayerFigures';
import { AddCheckItemsDialog } from './AddCheckItemsDialog';
import { ProposalDialog } from './ProposalDialog';
import { SiteCheckPanel } from './SiteCheckPanel';
import { useOpenRow } from './useOpenRow';
import './reviews.css';

const NO_ROWS: readonly SiteCheckView[] = [];

/** 复核申诉 · 实地核查: what is to be looked at on site, and what was found. */
export default function SiteChecksTab() {
  const { workspace } = useWorkspace();
  const list = useCall('site:list', {});
  const [dialog, setDialog] = useState<'propose' | 'add' | null>(null);
  const rows = list.data ?? NO_ROWS;
  const [open, setOpenId] = useOpenRow(rows);
  const isReviewing = workspace.cycle.state === 'reviewing' && !workspace.readOnly;
  const plans = isReviewing && workspace.actions.includes('planSiteCheck');
  const taken = (next: readonly SiteCheckView[]) => {
    list.setData(next);
    setDialog(null);
  };
  const propose = (
    <Button type="primary" onClick={() => setDialog('propose')}>
      建议清单
    </Button>
  );
  return (
    <div className={`review ${open ? 'review-open' : ''}`}>
      <div className="screen-fill">
        <ErrorNotice error={list.error} onRetry={list.reload} />
        <DataTable
          id="reviews.siteChecks"
          label="实地核查清单"
          rows={rows}
          columns={open ? BESIDE_PANEL : COLUMNS}
          rowKey={(row) => row.id}
          loading={list.data === undefined && list.error === undefined}
          exportName="实地核查清单"
          selectedKey={open?.id}
          onOpen={(row) => setOpenId(row.id)}
          toolbar={
            <>
              {plans && propose}
              {plans && <Button onClick={() => setDialog('add')}>添加指标</Button>}
              <span role="status">{summary(rows)}</span>
            </>
          }
          empty={
            <EmptyState
              title="还没有安排实地核查"
              text={
                isReviewing
                  ? '“建议清单”按佐证、自评差距、评分人分差和上年问题列出疑点，另加随机抽查；列入后可在报表导出里打印“实地核查清单”带到现场。'
                  : '年度在“评审”阶段时安排和记录实地核查。'
              }
              actions={plans && propose}
            />
          }
        />
      </div>
      {open && (
        <SiteCheckPanel
          key={`${open.id} ${open.outcome}`}
          row={open}
          onClose={() => setOpenId(null)}
          onChanged={list.setData}
        />
      )}
      {dialog === 'propose' && <ProposalDialog onClose={() => setDialog(null)} onAdded={taken} />}
      {dialog === 'add' && <AddCheckItemsDialog onClose={() => setDialog(null)} onAdded={taken} />}
    </div>
  );
}

function summary(rows: readonly SiteCheckView[]): string {
  const count = (outcome: SiteCheckView['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return `待核查 ${count('open')} · 属实 ${count('confirmed')} · 调整 ${count('adjusted')}`;
}

const COLUMNS: readonly DataColumn<SiteCheckView>[] = [
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'item', title: '指标', width: 190, text: (row) => `${row.itemCode} ${row.itemName}` },
  { key: 'team', title: '核查组', width: 84, text: (row) => row.team },
  {
    key: 'planned',
    title: '计划日期',
    width: 120,
    text: (row) => chineseDate(row.plannedOn),
    sortBy: (row) => row.plannedOn,
  },
  { key: 'doubt', title: '疑点', text: (row) => row.doubt },
  { key: 'self', title: '自评分', width: 76, numeric: true, text: (row) => selfFigure(row.selfPoints) },
  {
    key: 'assessed',
    title: '审核分',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.assessedPoints),
    sortBy: (row) => row.assessedPoints,
  },
  {
    key: 'outcome',
    title: '结论',
    width: 84,
    text: (row) => SITE_CHECK_OUTCOME_NAMES[row.outcome],
    filters: Object.values(SITE_CHECK_OUTCOME_NAMES),
  },
  {
    key: 'final',
    title: '最终分',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.finalPoints),
    sortBy: (row) => row.finalPoints,
  },
];

/** What fits beside the open panel without scrolling sideways. */
const BESIDE_PANEL = COLUMNS.filter(({ key }) => ['unit', 'item', 'doubt', 'outcome', 'final'].includes(key));
