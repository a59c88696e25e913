import { Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { ReviewTemplatePreview, ReviewTemplateView } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { ChooseFile } from '../../components/ChooseFile';
import { ErrorNotice } from '../../components/ErrorNotice';
import { blockedReason } from '../../components/problemRows';
import { ProblemTable } from '../../components/ProblemTable';

/** 「导入评查标准」: file, then what was read and what is wrong; nothing is stored before 「确认导入」. */
export function TemplateImportDialog({
  onClose,
  onImported,
}: {
  readonly onClose: () => void;
  readonly onImported: (templates: readonly ReviewTemplateView[]) => void;
}) {
  const [preview, setPreview] = useState<ReviewTemplatePreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const reason = preview ? blockedReason(preview.problems, preview.blocked) : '请先选择文件';
  const confirm = async () => {
    if (!preview) return;
    setBusy(true);
    setError(undefined);
    try {
      onImported(await call('caseFiles:importTemplate', { previewId: preview.previewId }));
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
      title="导入评查标准"
      width={860}
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
          <h2 className="dialog-heading">导入预览 · {preview.fileName}</h2>
          {preview.template && (
            <p>
              {preview.template.type}：{preview.template.name} {preview.template.version}，合法性{' '}
              {preview.template.gates.length} 条，规范性 {preview.template.deductions.length}{' '}
              条。导入后新的评查用这一版，已开始的评查仍用原来的。
            </p>
          )}
          {preview.problems.length > 0 && <ProblemTable problems={preview.problems} height={220} />}
        </section>
      ) : (
        <ChooseFile
          purpose="units"
          what="评查标准"
          hint="三张工作表：合法性（编号、内容、依据），规范性（编号、环节、内容、扣分、最多扣、依据），设置（类别、名称、版本、来源、官方文本）。可先导出现有标准照着改。"
          onChosen={async (file) => setPreview(await call('caseFiles:previewTemplate', { file: file.token }))}
        />
      )}
    </Modal>
  );
}
