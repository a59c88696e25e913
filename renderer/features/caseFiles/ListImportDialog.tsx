import { Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { CaseListPreview, CaseListView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { blockedReason } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';

type PreviewedCase = CaseListPreview['files'][number];

const COLUMNS: readonly DataColumn<PreviewedCase>[] = [
  { key: 'unit', title: '单位', width: 150, text: (row) => row.unitName },
  { key: 'type', title: '类别', width: 90, text: (row) => row.type },
  { key: 'number', title: '案号', width: 180, text: (row) => row.number },
  { key: 'matter', title: '案由（事项）', text: (row) => row.matter },
  { key: 'procedure', title: '程序', width: 90, text: (row) => row.procedure },
  { key: 'closedOn', title: '办结日期', width: 100, text: (row) => row.closedOn },
];

/** 「导入案卷目录」: file, then a preview with every problem; nothing is stored before 「确认导入」. */
export function ListImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (view: CaseListView) => void;
}) {
  const [preview, setPreview] = useState<CaseListPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const reason = preview ? blockedReason(preview.problems, preview.blocked) : '请先选择文件';

  const confirm = async () => {
    if (!preview) return;
    setBusy(true);
    setError(undefined);
    try {
      onImported(await call('caseFiles:importList', { previewId: preview.previewId }));
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="导入案卷目录"
      width={980}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          <span className="muted">{reason}</span>
          {preview && <Button onClick={() => setPreview(null)}>重新选择文件</Button>}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={reason !== ''} loading={busy} onClick={confirm}>
            确认导入
          </Button>
        </Flex>
      }
    >
      <ErrorNotice error={error} />
      {preview ? (
        <section aria-label="导入预览">
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
          {preview.problems.length > 0 && (
            <>
              <h2 className="dialog-heading">问题（{preview.problems.length}）</h2>
              <ProblemTable problems={preview.problems} height={130} />
            </>
          )}
        </section>
      ) : (
        <ChooseFile
          purpose="units"
          what="案卷目录"
          hint="列：单位编码、单位名称、序号、案号、案由(事项)、当事人、类别、程序、办结日期、承办人、罚款。导入后作为新的目录，以前的目录留存备查。"
          onChosen={async (file) => setPreview(await call('caseFiles:previewList', { file: file.token }))}
        />
      )}
    </Modal>
  );
}
