import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CaseResultRow, CaseResultsView, UnitCaseRow } from '@shared/ipc/practice/caseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import './caseFiles.css';
import { FILE_STATE_NAMES, PICK_ORIGIN_NAMES } from './caseWords';
import { FeedDialog } from './FeedDialog';
import { ResultPanel } from './ResultPanel';

type Part = '逐卷' | '按单位';
const PARTS: Part[] = ['逐卷', '按单位'];
const NO_FILES: readonly CaseResultRow[] = [];
const NO_UNITS: readonly UnitCaseRow[] = [];

/** 案卷评查 · 评查结果: by file and by unit, and into the linked items. */
export default function ResultsTab() {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const results = useCall('caseFiles:results', {});
  const [part, setPart] = useState<Part>('逐卷');
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [feeding, setFeeding] = useState(false);
  const manages = useMay()('manageCaseFiles');
  const view = results.data;
  const chosen = view?.files.find(({ pickId }) => pickId === chosenId);
  const unitColumns = useMemo(() => unitColumnsOf(view?.types ?? []), [view?.types]);
  const toolbar = <Segmented<Part> aria-label="显示内容" options={PARTS} value={part} onChange={setPart} />;
  const empty = (
    <EmptyState
      title="还没有评查结果"
      text="案卷抽取、分配之后，每卷由两位评查员独立评查；都锁定后在这里看到得分、等次和各单位的平均分，并写入对应的指标。"
      actions={
        manages && <Button onClick={() => navigate({ screen: 'caseFiles', tab: 'draw' })}>去抽取案卷</Button>
      }
    />
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>评查结果</h2>
        {view && view.files.length > 0 && <Counts view={view} />}
        <span className="spacer" />
        {workspace.actions.includes('readAll') && (
          <Button onClick={() => navigate({ screen: 'reports' })}>打印评查表</Button>
        )}
        {manages && (
          <Button type="primary" disabled={!view || view.files.length === 0} onClick={() => setFeeding(true)}>
            写入指标
          </Button>
        )}
      </div>
      <ErrorNotice error={results.error} onRetry={results.reload} />
      {part === '逐卷' ? (
        <div className={`case-split ${chosen ? 'case-split-wide' : ''}`}>
          <DataTable
            id="caseFiles.results"
            label="逐卷评查结果"
            rows={view?.files ?? NO_FILES}
            columns={FILE_COLUMNS}
            rowKey={(row) => row.pickId}
            loading={results.loading && !view}
            selectedKey={chosenId}
            onOpen={(row) => setChosenId(row.pickId)}
            exportName="案卷评查结果"
            toolbar={toolbar}
            empty={empty}
          />
          {chosen && (
            <ResultPanel
              key={chosen.pickId}
              row={chosen}
              onChanged={results.reload}
              onClose={() => setChosenId(null)}
            />
          )}
        </div>
      ) : (
        <DataTable
          id="caseFiles.units"
          label="各单位评查结果"
          rows={view?.units ?? NO_UNITS}
          columns={unitColumns}
          rowKey={(row) => row.unitId}
          loading={results.loading && !view}
          exportName="各单位案卷评查结果"
          toolbar={toolbar}
          empty={empty}
        />
      )}
      {feeding && <FeedDialog onClose={() => setFeeding(false)} />}
    </div>
  );
}

function Counts({ view }: { readonly view: CaseResultsView }) {
  const count = (state: CaseResultRow['state']): number =>
    view.files.filter((file) => file.state === state).length;
  const third = count('needsThird');
  return (
    <span className="muted" role="status">
      共 {view.files.length} 份 · 已有结果 {count('decided')} · 评查中 {count('reviewing')}
      {third > 0 && <span className="text-warning"> · 待第三人 {third}（请在“评查”里再次分配）</span>}
    </span>
  );
}

const FILE_COLUMNS: readonly DataColumn<CaseResultRow>[] = [
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'type', title: '类别', width: 80, text: (row) => row.type },
  { key: 'number', title: '案号', text: (row) => row.number },
  { key: 'origin', title: '方式', width: 76, text: (row) => PICK_ORIGIN_NAMES[row.origin] },
  {
    key: 'reviewers',
    title: '评查人',
    width: 150,
    text: (row) =>
      row.reviewers
        .map(
          ({ name, locked, score }) =>
            `${name}${score !== null ? ` ${formatPoints(score)}` : locked ? ' 已锁定' : ''}`,
        )
        .join('、'),
  },
  {
    key: 'state',
    title: '状态',
    width: 88,
    text: (row) => FILE_STATE_NAMES[row.state],
    filters: Object.values(FILE_STATE_NAMES),
  },
  {
    key: 'score',
    title: '得分',
    width: 66,
    numeric: true,
    text: (row) => figureText(row.score),
    sortBy: (row) => row.score,
  },
  {
    key: 'grade',
    title: '等次',
    width: 76,
    text: (row) => row.grade,
    filters: ['优秀', '合格', '不合格'],
    render: (row) => <span className={row.grade === '不合格' ? 'text-danger' : ''}>{row.grade}</span>,
  },
];

function unitColumnsOf(types: readonly string[]): DataColumn<UnitCaseRow>[] {
  return [
    { key: 'code', title: '单位编码', width: 96, text: (row) => row.unitCode },
    { key: 'unit', title: '单位', text: (row) => row.unitName },
    ...types.flatMap((type): DataColumn<UnitCaseRow>[] => [
      {
        key: `${type}.files`,
        title: `${type.replace(/^行政/, '')}份数`,
        width: 92,
        numeric: true,
        text: (row) => String(row.byType[type]?.files ?? 0),
        sortBy: (row) => row.byType[type]?.files ?? 0,
      },
      {
        key: `${type}.mean`,
        title: `${type.replace(/^行政/, '')}均分`,
        width: 92,
        numeric: true,
        text: (row) => figureText(row.byType[type]?.mean ?? null),
        sortBy: (row) => row.byType[type]?.mean ?? null,
      },
    ]),
    {
      key: 'progress',
      title: '评完',
      width: 76,
      numeric: true,
      text: (row) => `${row.decided}/${row.picked}`,
      sortBy: (row) => row.decided,
    },
    {
      key: 'fails',
      title: '不合格',
      width: 80,
      numeric: true,
      text: (row) => String(row.all.fails),
      sortBy: (row) => row.all.fails,
    },
    {
      key: 'mean',
      title: '平均分',
      width: 84,
      numeric: true,
      text: (row) => figureText(row.all.mean),
      sortBy: (row) => row.all.mean,
    },
    {
      key: 'grade',
      title: '等次',
      width: 84,
      text: (row) => row.all.grade,
      filters: ['优秀', '合格', '不合格'],
    },
  ];
}
