import { Alert, Button, Descriptions } from 'antd';
import { useState } from 'react';
import type { SystemSummary, VerifyFinding, VerifyResult } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReferenceNote } from '../../components/ReferenceNote';
import { useAction, useCall } from '../../shell/useCall';
import { SEAT_NAMES } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import '../reports/reports.css';
import { Backup } from './Backup';
import { Restore } from './Restore';
import './system.css';

/** 系统管理 · 考评库: where the workspace is, whether it is sound, its backup, its indicator system versions. */
export default function WorkspaceTab() {
  const { workspace } = useWorkspace();
  return (
    <div className="screen system-screen">
      <Facts />
      {(['readAll', 'keepWorkspace'] as const).some((action) => workspace.actions.includes(action)) && (
        <Verify />
      )}
      {workspace.actions.includes('keepWorkspace') && (
        <>
          <Backup />
          <Restore />
        </>
      )}
      <Versions />
    </div>
  );
}

function Facts() {
  const { app, workspace } = useWorkspace();
  return (
    <section className="panel" aria-label="考评库">
      <div className="panel-head">
        <h2>考评库</h2>
      </div>
      <Descriptions
        size="small"
        column={2}
        items={[
          { key: 'name', label: '名称', children: workspace.name },
          { key: 'cycle', label: '考评年度', children: workspace.cycle.name },
          { key: 'folder', label: '文件夹', children: <code>{workspace.folder}</code>, span: 2 },
          { key: 'seat', label: '席位', children: SEAT_NAMES[workspace.seat] },
          { key: 'person', label: '使用人', children: workspace.person },
          {
            key: 'mode',
            label: '状态',
            children: workspace.readOnly ? `只读：${workspace.readOnlyReason}` : '可读写',
          },
          { key: 'version', label: '程序版本', children: app.version },
        ]}
      />
    </section>
  );
}

const KINDS: Readonly<Record<VerifyFinding['kind'], string>> = {
  database: '数据库',
  evidence: '佐证材料',
  score: '评分',
  total: '合计',
  scheme: '综合考核方案',
  file: '文件',
  audit: '审计记录',
  result: '审定结果',
  practice: '业务记录',
};

const FINDING_COLUMNS: readonly DataColumn<VerifyFinding>[] = [
  { key: 'kind', title: '类别', text: (finding) => KINDS[finding.kind], width: 120 },
  { key: 'place', title: '位置', text: (finding) => finding.place, width: 320 },
  { key: 'message', title: '问题', text: (finding) => finding.message, ellipsis: false },
];

function Verify() {
  const verify = useAction('system:verify');
  const [result, setResult] = useState<VerifyResult | null>(null);
  const run = async () => {
    setResult(null);
    setResult((await verify.run({})) ?? null);
  };
  return (
    <section className="panel" aria-label="校验">
      <div className="panel-head">
        <h2>校验</h2>
        <span className="muted">逐一核对数据库、评分、合计和每份佐证材料的内容</span>
        <span className="spacer" />
        <Button loading={verify.busy} onClick={() => void run()}>
          校验
        </Button>
      </div>
      <ErrorNotice error={verify.error} onClose={verify.clearError} />
      {result && <VerifyReport result={result} />}
    </section>
  );
}

function VerifyReport({ result }: { readonly result: VerifyResult }) {
  const { findings, checked } = result;
  const size = `已核对评分 ${checked.scores} 条、佐证材料 ${checked.evidenceFiles} 份、单位 ${checked.units} 个。`;
  if (findings.length === 0)
    return <Alert type="success" showIcon role="status" title="没有发现问题" description={size} />;
  return (
    <>
      <Alert type="error" showIcon role="alert" title={`发现 ${findings.length} 个问题`} description={size} />
      <DataTable
        id="verify"
        label="校验结果"
        rows={findings}
        columns={FINDING_COLUMNS}
        rowKey={(finding) => `${finding.kind}${finding.place}${finding.message}`}
        height={240}
        exportName="校验结果"
      />
    </>
  );
}

const VERSION_COLUMNS: readonly DataColumn<SystemSummary>[] = [
  { key: 'title', title: '名称', text: (system) => system.title },
  { key: 'version', title: '版本', text: (system) => system.version, width: 120 },
  { key: 'year', title: '年度', text: (system) => `${system.year}年`, width: 80 },
  {
    key: 'status',
    title: '状态',
    text: (system) => (system.status === 'published' ? '已发布' : '草稿'),
    width: 80,
  },
  { key: 'items', title: '指标数', text: (system) => String(system.itemCount), numeric: true, width: 80 },
  {
    key: 'note',
    title: '说明',
    text: (system) => system.note,
    render: (system) => <ReferenceNote system={system} compact />,
    width: 170,
  },
];

function Versions() {
  const versions = useCall('indicators:versions', {});
  return (
    <section className="panel" aria-label="指标体系版本">
      <div className="panel-head">
        <h2>指标体系版本</h2>
      </div>
      <ErrorNotice error={versions.error} onRetry={versions.reload} />
      <DataTable
        id="versions"
        label="指标体系版本"
        rows={versions.data ?? []}
        columns={VERSION_COLUMNS}
        rowKey={(system) => system.id}
        height={160}
        searchable={false}
      />
    </section>
  );
}
