import type { CaseListPreview, CaseListView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ImportDialog, ImportFindings } from '../../components/ImportDialog';
import { chineseDay } from './caseWords';

type PreviewedCase = CaseListPreview['files'][number];

const COLUMNS: readonly DataColumn<PreviewedCase>[] = [
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'type', title: '类别', width: 90, text: (row) => row.type },
  { key: 'number', title: '案号', width: 180, text: (row) => row.number },
  { key: 'matter', title: '案由（事项）', text: (row) => row.matter },
  { key: 'procedure', title: '程序', width: 90, text: (row) => row.procedure },
  { key: 'closedOn', title: '办结日期', width: 124, text: (row) => chineseDay(row.closedOn) },
];

/** 「导入案卷目录」: file, then a preview with every problem; nothing is stored before 「确认导入」. */
export function ListImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (view: CaseListView) => void;
}) {
  return (
    <ImportDialog<CaseListPreview>
      title="导入案卷目录"
      width={980}
      file={{
        purpose: 'units',
        what: '案卷目录',
        hint: '列：单位编码、单位名称、序号、案号、案由(事项)、当事人、类别、程序、办结日期、承办人、罚款。导入后作为新的目录，以前的目录留存备查。',
      }}
      read={(file) => call('caseFiles:previewList', { file: file.token })}
      renderPreview={(preview) => (
        <>
          <h2 className="dialog-heading">
            导入预览 · {preview.fileName} · {preview.files.length} 份案卷
            {preview.zeroReports > 0 && ` · 零报告 ${preview.zeroReports} 行`}
          </h2>
          {preview.same && <p className="muted">和现在的目录完全相同。</p>}
          <DataTable
            id="caseFiles.preview"
            label="预览案卷"
            rows={preview.files}
            columns={COLUMNS}
            rowKey={(row) => `${row.unitCode} ${row.type} ${row.number}`}
            height={200}
          />
          <ImportFindings problems={preview.problems} height={130} />
        </>
      )}
      onConfirm={async ({ previewId }) => onImported(await call('caseFiles:importList', { previewId }))}
      onClose={onClose}
    />
  );
}
