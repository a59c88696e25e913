import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import type { ReportPreview } from '@shared/ipc/views';
import { call } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReferenceNote } from '../../components/ReferenceNote';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { DOCUMENTS, type ReportDocument } from './documents';
import { JobStatus } from './JobStatus';
import { PreviewTable } from './PreviewTable';
import './reports.css';
import { useJob } from './useJob';

/** 报表导出: what there is, what each is for, a preview of the chosen one, export with progress. */
export default function ReportsScreen() {
  const { workspace } = useWorkspace();
  const [document, setDocument] = useState<ReportDocument>(DOCUMENTS[0] as ReportDocument);
  const cycles = useCall('cycles:list', {});
  const [chosen, setChosen] = useState<number>();
  const cycle = cycles.data?.find(({ id }) => id === chosen) ?? cycles.data?.[0];
  // The current year needs no id: it is what a report is of unless told otherwise.
  const cycleId = cycle && !cycle.current ? cycle.id : undefined;
  const preview = useCall('reports:preview', { kind: document.kind, cycleId });
  const job = useJob();
  const suggestedName = `${cycle?.year ?? workspace.cycle.year}年度${document.name}.xlsx`;

  const exportReport = () =>
    job.run(async () => {
      const target = await call('dialog:save', { suggestedName, extension: 'xlsx' });
      return target && call('reports:start', { kind: document.kind, target: target.token, cycleId });
    });

  return (
    <div className="screen-fill">
      <ReferenceNote system={workspace.system} />
      <div className="reports">
        <ul className="report-list" aria-label="报表列表">
          {DOCUMENTS.map((each) => (
            <li key={each.kind}>
              <button
                type="button"
                className={`report-choice ${each.kind === document.kind ? 'report-chosen' : ''}`}
                aria-pressed={each.kind === document.kind}
                onClick={() => setDocument(each)}
              >
                <strong>{each.name}</strong>
                <span className="muted">{each.purpose}</span>
              </button>
            </li>
          ))}
        </ul>
        <section className="panel report-preview" aria-label="预览">
          <div className="panel-head">
            <h2>{document.name}</h2>
            <span className="muted">Excel 工作簿（.xlsx），含公式和计算结果</span>
            <span className="spacer" />
            {cycles.data && cycles.data.length > 1 && (
              <Select
                aria-label="年度"
                value={cycle?.id}
                onChange={setChosen}
                options={cycles.data.map(({ id, year }) => ({ value: id, label: `${year}年度` }))}
              />
            )}
            <Button type="primary" disabled={job.running} onClick={() => void exportReport()}>
              导出
            </Button>
          </div>
          <JobStatus job={job} done="已导出" />
          <ErrorNotice error={preview.error} onRetry={preview.reload} />
          {preview.loading && <Spin className="screen-spin" />}
          {!preview.loading && preview.error === undefined && preview.data && (
            <PreviewSheets preview={preview.data} />
          )}
        </section>
      </div>
    </div>
  );
}

function PreviewSheets({ preview }: { readonly preview: ReportPreview }) {
  const [chosen, setChosen] = useState<string>();
  if (preview.sheets.length === 0) {
    return <EmptyState title="这张表还没有内容" text="录入评分后，在这里预览并导出。" />;
  }
  const sheet = preview.sheets.find((each) => each.name === chosen) ?? preview.sheets[0];
  return (
    <>
      <div className="preview-bar">
        <span>工作表</span>
        <Select
          aria-label="工作表"
          className="preview-sheet"
          value={sheet?.name}
          options={preview.sheets.map(({ name }) => ({ value: name, label: name }))}
          onChange={setChosen}
        />
        <span className="muted">共 {preview.sheets.length} 张</span>
      </div>
      {sheet && <PreviewTable key={sheet.name} sheet={sheet} />}
    </>
  );
}
