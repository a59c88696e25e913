import { App, Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { fineAmount } from '@shared/caseFiles/caseList';
import type { CaseCoverage, CaseFileRow, CaseListView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useMay, useWorkspace } from '../../shell/workspace';
import { chineseDay } from './caseWords';
import { ListImportDialog } from './ListImportDialog';
import './caseFiles.css';

type Part = '案卷' | '报送情况';

/** 案卷评查 · 案卷目录: what the units handed in, and who has not. */
export default function ListTab() {
  const { workspace } = useWorkspace();
  const { message } = App.useApp();
  const list = useCall('caseFiles:list', {});
  const [part, setPart] = useState<Part>('案卷');
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<unknown>();
  const manages = useMay()('manageCaseFiles');
  const view = list.data;

  const exportList = async (filled: boolean) => {
    setError(undefined);
    try {
      const target = await call('dialog:save', {
        suggestedName: filled ? `${workspace.cycle.year}年度案卷目录.xlsx` : '案卷目录（空表）.xlsx',
        extension: 'xlsx',
      });
      if (!target) return;
      const { fileName } = await call('caseFiles:exportList', { target: target.token, filled });
      message.success(`已导出到 ${fileName}`);
    } catch (cause) {
      setError(cause);
    }
  };
  const importButton = manages && (
    <Button type="primary" onClick={() => setImporting(true)}>
      导入案卷目录
    </Button>
  );
  const exportButton = <Button onClick={() => void exportList(false)}>导出空表</Button>;
  const empty = (
    <EmptyState
      title="还没有案卷目录"
      text="各单位报送的案卷目录（案号、案由、类别、程序、办结日期等）导入后列在这里，再从中随机抽取。没有案卷的单位写一行，案号填“无”。"
      actions={
        <>
          {importButton}
          {exportButton}
        </>
      }
    />
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>案卷目录</h2>
        {view?.list && <ListFacts view={view} />}
        <span className="spacer" />
        {importButton}
        {exportButton}
        <Button disabled={!view?.list} onClick={() => void exportList(true)}>
          导出目录
        </Button>
      </div>
      <ErrorNotice error={error ?? list.error} onRetry={list.reload} onClose={() => setError(undefined)} />
      {part === '案卷' ? (
        <DataTable
          id="caseFiles.list"
          label="案卷目录"
          rows={view?.files ?? NO_FILES}
          columns={FILE_COLUMNS}
          rowKey={(row) => row.id}
          loading={list.loading && !view}
          exportName="案卷目录"
          empty={empty}
          toolbar={<PartSwitch part={part} onChange={setPart} />}
        />
      ) : (
        <Coverage
          view={view}
          loading={list.loading}
          toolbar={<PartSwitch part={part} onChange={setPart} />}
        />
      )}
      {importing && (
        <ListImportDialog
          onClose={() => setImporting(false)}
          onImported={(next) => {
            list.setData(next);
            message.success(`已导入 ${next.files.length} 份案卷`);
          }}
        />
      )}
    </div>
  );
}

function PartSwitch({ part, onChange }: { readonly part: Part; readonly onChange: (part: Part) => void }) {
  return (
    <Segmented<Part> aria-label="显示内容" options={['案卷', '报送情况']} value={part} onChange={onChange} />
  );
}

function ListFacts({ view }: { readonly view: CaseListView }) {
  if (!view.list) return null;
  const { fileName, rowCount, sha256, person, at } = view.list;
  return (
    <span className="muted case-facts" title={`目录指纹（SHA-256）：${sha256}`}>
      {fileName} · {rowCount} 份 · {chineseTime(at)} {person}导入 · 指纹 {sha256.slice(0, 12)}…
      {view.lists > 1 && ` · 以前的目录 ${view.lists - 1} 份留存`}
    </span>
  );
}

const NO_FILES: readonly CaseFileRow[] = [];
const NO_COVERAGE: readonly CaseCoverage[] = [];

function Coverage({
  view,
  loading,
  toolbar,
}: {
  readonly view: CaseListView | undefined;
  readonly loading: boolean;
  readonly toolbar: React.ReactNode;
}) {
  const types = view?.types;
  const columns = useMemo(
    (): DataColumn<CaseCoverage>[] => [
      { key: 'code', title: '单位编码', width: 100, text: (row) => row.unitCode },
      { key: 'name', title: '单位', text: (row) => row.unitName },
      {
        key: 'expected',
        title: '有案卷指标',
        width: 110,
        text: (row) => (row.expected ? '是' : '否'),
        filters: ['是', '否'],
      },
      {
        key: 'submitted',
        title: '报送',
        width: 100,
        text: (row) => (row.submitted ? '已报送' : '未报送'),
        filters: ['已报送', '未报送'],
        render: (row) =>
          row.submitted ? '已报送' : <span className={row.expected ? 'text-danger' : ''}>未报送</span>,
      },
      ...(types ?? []).map((type): DataColumn<CaseCoverage> => ({
        key: type,
        title: type,
        width: 110,
        numeric: true,
        text: (row) => String(row.counts[type] ?? 0),
        sortBy: (row) => row.counts[type] ?? 0,
      })),
    ],
    [types],
  );
  return (
    <DataTable
      id="caseFiles.coverage"
      label="报送情况"
      rows={view?.coverage ?? NO_COVERAGE}
      columns={columns}
      rowKey={(row) => row.unitId}
      loading={loading && !view}
      exportName="案卷目录报送情况"
      toolbar={toolbar}
      empty={<EmptyState title="还没有被考评单位" />}
    />
  );
}

const FILE_COLUMNS: readonly DataColumn<CaseFileRow>[] = [
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'type', title: '类别', width: 92, text: (row) => row.type },
  { key: 'number', title: '案号', width: 190, text: (row) => row.number },
  { key: 'matter', title: '案由（事项）', text: (row) => row.matter },
  { key: 'party', title: '当事人', width: 120, text: (row) => row.party },
  { key: 'procedure', title: '程序', width: 92, text: (row) => row.procedure },
  {
    key: 'closedOn',
    title: '办结日期',
    width: 120,
    text: (row) => chineseDay(row.closedOn),
    sortBy: (row) => row.closedOn,
  },
  { key: 'handler', title: '承办人', width: 110, text: (row) => row.handler },
  {
    key: 'fine',
    title: '罚款',
    width: 96,
    numeric: true,
    text: (row) => row.fine,
    sortBy: (row) => fineAmount(row.fine),
  },
];
